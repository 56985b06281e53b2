/** A Redis server alone: what it answers, records and keeps. Whole logs. */
import { describe, expect, test } from 'vitest';
import { redis } from '../../../src/models/redis/index.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

const topology = { nodes: [{ name: 'server-1', kind: 'chat-server' as const }] };

function startRedis(settings: FakeNodeOptions['settings'] = {}) {
  const fake = fakeNode(redis, { settings, topology });
  let request = 0;
  const ask = (command: string, name?: string) => {
    request += 1;
    const words = command.split(' ');
    const named = name === undefined ? {} : { name };
    fake.deliver({ type: 'redisCommand', request, words, ...named }, 'server-1');
    const answer = fake.answers()[0];
    return answer?.type === 'redisReply' ? answer.reply : 'no answer';
  };
  return { fake, ask };
}

describe('a Redis server', () => {
  test('takes a number for a message, and forgets a connection whose time is up', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(0);
    ask('INCR seq:pair', 'ana/m1');
    ask('SET conn:ben server-7 PX 250');
    fake.advanceMs(251);
    ask('GET conn:ben');
    expect(fake.log).toEqual([
      'server: loading > online',
      'served ana/m1 command=INCR seq:pair answer=(integer) 1',
      'sends redisReply to server-1',
      'served command=SET conn:ben server-7 PX 250 answer=OK',
      'activeExpiry: idle > cycling',
      'sends redisReply to server-1',
      'expired key=conn:ben',
      'served command=GET conn:ben answer=(nil)',
      'activeExpiry: cycling > idle',
      'sends redisReply to server-1',
    ]);
  });

  test('answers with the request it was asked, on the connection it was asked on', () => {
    const { fake } = startRedis();
    fake.advanceMs(0);
    const packet = { type: 'redisCommand', request: 7, words: ['PING'], name: 'ana/m1' } as const;
    fake.deliver(packet, 'server-1', 3);
    expect(fake.sent).toEqual([
      {
        to: 'server-1',
        connection: 3,
        packet: { type: 'redisReply', request: 7, reply: 'PONG', name: 'ana/m1' },
      },
    ]);
  });

  test('drops an expired key by the cycle when nobody asks, and then has no timer', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(30);
    ask('SET a 1 PX 1000');
    ask('SET b 1 PX 500');
    ask('SET c 1');
    fake.news();
    expect(fake.timers()).toEqual([{ name: 'expireCycle', key: '', dueUs: 600_000 }]);
    fake.advanceMs(10_000);
    expect(fake.news()).toEqual(['expired key=b', 'expired key=a', 'activeExpiry: cycling > idle']);
    expect(fake.timers()).toEqual([]);
    expect(fake.state('activeExpiry')).toBe('idle');
    expect(fake.inspect().tables[0]!.rows).toEqual([['c', 'string', '1', null, 7365]]);
  });

  test('a presence key that is refreshed costs one cycle in a lifetime, not ten a second', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(0);
    ask('SET presence:ana 1 EX 90');
    let cycles = 0;
    for (let minute = 0; minute < 20; minute += 1) {
      const due = fake.timers()[0]!.dueUs;
      fake.advanceMs(30_000);
      if (fake.timers()[0]!.dueUs !== due) cycles += 1;
      ask('SET presence:ana 1 EX 90');
    }
    expect(cycles).toBeLessThan(10);
    expect(ask('EXISTS presence:ana')).toBe(1);
  });

  test('keeps messages in a list and tells which of them leave it', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(0);
    fake.news();
    ask('LPUSH offline:ben hello', 'ana/m1');
    ask('LPUSH offline:ben again', 'ana/m2');
    expect(ask('RPOP offline:ben')).toBe('hello');
    expect(ask('DEL offline:ben')).toBe(1);
    expect(fake.log).toEqual([
      'served ana/m1 command=LPUSH offline:ben hello answer=(integer) 1',
      'stored ana/m1 place=offlineList durable=false position=1',
      'sends redisReply to server-1',
      'served ana/m2 command=LPUSH offline:ben again answer=(integer) 2',
      'stored ana/m2 place=offlineList durable=false position=2',
      'sends redisReply to server-1',
      'served command=RPOP offline:ben answer="hello"',
      'forgotten ana/m1 place=offlineList',
      'sends redisReply to server-1',
      'served command=DEL offline:ben answer=(integer) 1',
      'forgotten ana/m2 place=offlineList',
      'sends redisReply to server-1',
    ]);
  });

  test('a report about a message is not a copy of it', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(0);
    ask('RPUSH receipts:ana delivered', 'ana/m1');
    ask('LPOP receipts:ana');
    expect(fake.records.map(({ kind }) => kind)).toEqual(['served', 'served']);
  });

  test('without appendfsync a crash empties it: the counter starts again', () => {
    const { fake, ask } = startRedis();
    fake.advanceMs(0);
    expect([ask('INCR seq'), ask('INCR seq')]).toEqual([1, 2]);
    fake.crash();
    fake.restart();
    fake.advanceMs(0);
    expect(ask('INCR seq')).toBe(1);
  });
});

describe('the append only file', () => {
  test('always: nothing acknowledged is lost, and loading takes its time', () => {
    const { fake, ask } = startRedis({ appendfsync: 'always', loadMs: 50 });
    fake.advanceMs(0);
    ask('INCR seq');
    ask('SET lives 1 PX 100000');
    ask('LPUSH offline:ben hello', 'ana/m1');
    expect(fake.log).toContain('stored ana/m1 place=offlineList durable=true position=1');
    fake.crash();
    fake.restart();
    fake.news();
    expect(ask('GET seq')).toEqual({ error: 'LOADING Redis is loading the dataset in memory' });
    expect(ask('NOPE')).toEqual({
      error: "ERR unknown command 'NOPE', with args beginning with: ",
    });
    fake.advanceMs(50);
    expect([ask('INCR seq'), ask('TTL lives')]).toEqual([2, 100]);
    ask('RPOP offline:ben');
    expect(fake.news().filter((line) => !line.startsWith('sends'))).toEqual([
      'served command=GET seq answer=(error) LOADING Redis is loading the dataset in memory',
      "served command=NOPE answer=(error) ERR unknown command 'NOPE', with args beginning with: ",
      'server: loading > online',
      'served command=INCR seq answer=(integer) 2',
      'served command=TTL lives answer=(integer) 100',
      'served command=RPOP offline:ben answer="hello"',
      'forgotten ana/m1 place=offlineList',
    ]);
  });

  test.each([
    { appendfsync: 'everysec', keepsAfterMs: 1000, losesAfterMs: 999 },
    { appendfsync: 'no', keepsAfterMs: 30_000, losesAfterMs: 29_999 },
  ])('$appendfsync: keeps what is $keepsAfterMs ms old', (policy) => {
    const survives = (ageMs: number) => {
      const { fake, ask } = startRedis({ appendfsync: policy.appendfsync, loadMs: 0 });
      fake.advanceMs(0);
      ask('SET k v');
      expect(fake.state('appendOnlyFile')).toBe('unsynced');
      fake.advanceMs(ageMs);
      fake.crash();
      fake.restart();
      fake.advanceMs(0);
      return ask('GET k');
    };
    expect(survives(policy.keepsAfterMs)).toBe('v');
    expect(survives(policy.losesAfterMs)).toBe(null);
  });

  test('an unknown policy is refused with the known ones', () => {
    expect(() => startRedis({ appendfsync: 'sometimes' })).toThrow(
      'node "redis": appendfsync is "sometimes"; use always, everysec or no, or leave it out',
    );
  });
});
