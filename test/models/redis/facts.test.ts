/** Facts about Redis that are easy to get wrong, each by its name; recorded from redis-server 7.0.15. */
import { describe, expect, test } from 'vitest';
import { ModelServer } from '../../redis-server/model-server.ts';
import { plainReply } from '../../../src/models/redis/reply.ts';

/** Plays lines on one server; "wait N" moves its clock by N ms, "two> LINE" is another connection. */
function replies(...lines: string[]): unknown[] {
  const server = new ModelServer();
  let nowMs = 1_790_000_000_000;
  return lines.flatMap((line) => {
    const [, client = 'one', rest = ''] = /^(?:(\w+)> )?(.*)$/.exec(line) ?? [];
    if (rest.startsWith('wait ')) {
      nowMs += Number(rest.slice(5));
      return [];
    }
    const frames = server.frames(client, rest.split(' '), nowMs);
    return [...frames].flatMap(([to, replied]) =>
      replied.map((reply) => (to === client ? plainReply(reply) : { [to]: plainReply(reply) })),
    );
  });
}

const NO_INTEGER = { error: 'ERR value is not an integer or out of range' };

describe('times to live', () => {
  test('TTL rounds to the nearest second: 0 while the key still exists', () => {
    expect(replies('SET k v PX 1600', 'TTL k', 'SET k v PX 1400', 'TTL k')).toEqual([
      'OK',
      2,
      'OK',
      1,
    ]);
    expect(replies('SET k v PX 400', 'TTL k', 'EXISTS k', 'TTL none')).toEqual(['OK', 0, 1, -2]);
  });

  test('a plain SET clears it; KEEPTTL, INCR and APPEND keep it; RENAME carries it', () => {
    const lines = [
      'SET k 1 EX 100',
      'SET k 2 KEEPTTL',
      'INCR k',
      'APPEND k 0',
      'RENAME k l',
      'TTL l',
    ];
    expect(replies(...lines).at(-1)).toBe(100);
    expect(replies('SET k 1 EX 100', 'SET k 2', 'TTL k').at(-1)).toBe(-1);
    expect(replies('SET k 1 EX 100', 'GETEX k', 'TTL k').at(-1)).toBe(100);
  });

  test('EXPIRE GT does nothing to a key without one, LT sets it', () => {
    expect(replies('SET k v', 'EXPIRE k 9 GT', 'TTL k', 'EXPIRE k 9 LT', 'TTL k')).toEqual([
      'OK',
      0,
      -1,
      1,
      9,
    ]);
  });

  test('EXPIRE cannot revive: a late heartbeat of presence finds nothing, SET EX does it', () => {
    const lines = ['SET presence:ana 1 PX 100', 'wait 101', 'EXPIRE presence:ana 90'];
    expect(replies(...lines, 'SET presence:ana 1 EX 90', 'TTL presence:ana')).toEqual([
      'OK',
      0,
      'OK',
      90,
    ]);
  });

  test('EX 0 is an error, EXAT in the past is OK and the key is gone; EXPIRE -1 deletes', () => {
    expect(replies('SET k v EX 0', 'SET k v EXAT 1', 'GET k')).toEqual([
      { error: "ERR invalid expire time in 'set' command" },
      'OK',
      null,
    ]);
    expect(replies('SET k v', 'EXPIRE k -1', 'EXISTS k')).toEqual(['OK', 1, 0]);
  });
});

describe('counters', () => {
  test.each(['10.5', '011', '+5', '-0', ''])('INCR rejects "%s"', (text) => {
    expect(replies(`SET k ${text}`, 'INCR k')).toEqual(['OK', NO_INTEGER]);
  });

  test('overflow is refused and the value stays', () => {
    expect(replies('SET k 9223372036854775807', 'INCR k', 'GET k').slice(1)).toEqual([
      { error: 'ERR increment or decrement would overflow' },
      '9223372036854775807',
    ]);
  });

  test('an expired one restarts at 1 and has no time to live', () => {
    expect(replies('SET k 41 PX 100', 'wait 101', 'INCR k', 'TTL k')).toEqual(['OK', 1, -1]);
  });
});

describe('publish and subscribe, transactions, lists', () => {
  test('PUBLISH counts who listens now; a channel and a pattern of one client count twice', () => {
    expect(replies('PUBLISH news early', 'two> SUBSCRIBE news', 'two> PSUBSCRIBE n*')).toEqual([
      0,
      ['subscribe', 'news', 1],
      ['psubscribe', 'n*', 2],
    ]);
    const both = replies('two> SUBSCRIBE news', 'two> PSUBSCRIBE n*', 'PUBLISH news hi');
    expect(both.slice(2)).toEqual([
      { two: ['message', 'news', 'hi'] },
      { two: ['pmessage', 'n*', 'news', 'hi'] },
      2,
    ]);
  });

  test('an error in EXEC undoes nothing, an error while queueing aborts, WATCH answers nil', () => {
    expect(replies('MULTI', 'SET k x', 'INCR k', 'SET l 1', 'EXEC', 'GET l').slice(4)).toEqual([
      ['OK', NO_INTEGER, 'OK'],
      '1',
    ]);
    expect(replies('MULTI', 'NOPE', 'SET k 1', 'EXEC', 'GET k').slice(3)).toEqual([
      { error: 'EXECABORT Transaction discarded because of previous errors.' },
      null,
    ]);
    expect(replies('WATCH k', 'two> SET k 1', 'MULTI', 'GET k', 'EXEC').at(-1)).toBe(null);
  });

  test('LPUSH with RPOP is a queue, LPUSH with LPOP a stack; an empty list is no key', () => {
    expect(replies('LPUSH q 1 2 3', 'RPOP q', 'LPOP q', 'LPOP q', 'EXISTS q')).toEqual([
      3,
      '1',
      '3',
      '2',
      0,
    ]);
  });
});
