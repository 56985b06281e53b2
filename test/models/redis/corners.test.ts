/** Corners of a Redis server that a run seldom turns: each is one story. */
import { describe, expect, test } from 'vitest';
import { redis } from '../../../src/models/redis/index.ts';
import { fakeNode } from '../fake-node.ts';
import { play } from './deployment.ts';

const replica = { role: 'replica', of: 'redis-1' };
const pair = { 'redis-1': {}, 'redis-2': replica };

describe('replication, in its corners', () => {
  test('a master pings its replicas, so that a quiet stream is no dead one', () => {
    const { states, run } = play({
      nodes: { 'redis-1': {}, 'redis-2': { ...replica, 'repl-timeout': 12 } },
      script: [],
      durationMs: 60_000,
    });
    expect(states.filter((line) => line.includes('connected > connect'))).toEqual([]);
    // PING is 14 bytes of the stream; five in a minute.
    expect(run.inspect(0).tables.at(-1)!.rows).toEqual([
      ['master', 'redis-1#1', 70],
      ['has replica redis-2', 'redis-1#1', 70],
    ]);
  });

  test('what the stream brings while a snapshot is loaded is done after it', () => {
    const { answers } = play({
      nodes: {
        'redis-1': { appendfsync: 'always' },
        'redis-2': { ...replica, appendfsync: 'always', loadMs: 500 },
      },
      script: [
        [100, 'redis-1: INCR seq'],
        [1000, { do: 'crash', node: 'redis-2' }],
        [1500, { do: 'restart', node: 'redis-2' }],
        [2700, 'redis-1: INCR seq'],
        [2710, 'redis-2: GET seq'],
        [2720, 'redis-2: ROLE'],
        [3500, 'redis-2: GET seq'],
      ],
      durationMs: 4000,
    });
    expect(answers.slice(1)).toEqual([
      '2702 redis-1: INCR seq = 2',
      '2712 redis-2: GET seq = 1',
      '2722 redis-2: ROLE = [slave,redis-1,6379,sync,-1]',
      '3502 redis-2: GET seq = 2',
    ]);
  });

  test('a replica keeps its file too, and its lists tell of the messages they carry', () => {
    const { of } = play({
      nodes: { 'redis-1': {}, 'redis-2': { ...replica, appendfsync: 'everysec' } },
      script: [
        [100, '[ana/m1] redis-1: RPUSH offline:ben hi'],
        [200, 'redis-1: RPUSH offline:cleo note'],
        [3000, { do: 'crash', node: 'redis-2' }],
        [3100, { do: 'restart', node: 'redis-2' }],
        [5000, 'redis-1: LPOP offline:ben'],
      ],
      durationMs: 6000,
    });
    const nodes = (kind: 'stored' | 'forgotten') => of(kind).map((line) => line.split(' ')[0]);
    expect(nodes('stored')).toEqual(['redis-1', 'redis-2', 'redis-2']);
    expect(nodes('forgotten')).toEqual(['redis-2', 'redis-1', 'redis-2']);
  });

  test('a restarted master resets the connections of replicas that it does not know', () => {
    const { states } = play({
      nodes: pair,
      script: [
        [1000, { do: 'crash', node: 'redis-1' }],
        [1100, { do: 'restart', node: 'redis-1' }],
      ],
      durationMs: 5000,
    });
    expect(states.filter((line) => line.includes('redis-2: replication')).slice(4)).toEqual([
      '2004 redis-2: replication connected > connect',
      '3004 redis-2: replication connect > connecting',
      '3006 redis-2: replication connecting > sync',
      '3006 redis-2: replication sync > connected',
    ]);
  });

  test('a master with a cycle to run that becomes a replica leaves the dropping to its master', () => {
    const { states, answers } = play({
      nodes: { 'redis-1': {}, 'redis-2': {} },
      script: [
        [100, 'redis-1: SET a 1 PX 500'],
        [200, 'redis-1: REPLICAOF redis-2 6379'],
        [300, 'redis-1: ROLE'],
        [2000, 'redis-1: DBSIZE'],
      ],
      durationMs: 3000,
    });
    expect(states.filter((line) => line.includes('activeExpiry'))).toEqual([
      '101 redis-1: activeExpiry idle > cycling',
      '201 redis-1: activeExpiry cycling > idle',
    ]);
    expect(answers.slice(2)).toEqual([
      '302 redis-1: ROLE = [slave,redis-2,6379,connect,-1]',
      '2002 redis-1: DBSIZE = 0',
    ]);
  });

  test('WAIT 1 0 waits for ever; several changes of one command travel as a transaction', () => {
    const { answers } = play({
      nodes: pair,
      script: [
        [100, 'redis-1: SET a 1 PX 50'],
        [110, { do: 'cut', node: 'redis-1', peer: 'redis-2' }],
        [120, 'redis-1: MULTI'],
        [130, 'redis-1: INCR a'],
        [140, 'redis-1: INCR b'],
        [145, 'redis-1: WAIT 1 100'],
        [200, 'redis-1: EXEC'],
        [210, 'redis-1: WAIT 1 0'],
        [6000, { do: 'heal', node: 'redis-1', peer: 'redis-2' }],
        [9000, 'redis-2: MGET a b'],
      ],
      durationMs: 12_000,
    });
    expect(answers.slice(5)).toEqual([
      '202 redis-1: EXEC = [1,1,0]',
      expect.stringMatching(/^[0-9.]+ redis-1: WAIT 1 0 = 1$/),
      '9002 redis-2: MGET a b = [1,1]',
    ]);
  });
});

describe('what a node shows', () => {
  test('sets, hashes and lists as text, cut where they are long', () => {
    const fake = fakeNode(redis, { topology: { nodes: [{ name: 's', kind: 'chat-server' }] } });
    fake.advanceMs(0);
    const lines = ['SADD s a b', 'HSET h f v g w', 'RPUSH l x y', `SET t ${'z'.repeat(200)}`];
    lines.forEach((line, request) => {
      fake.deliver({ type: 'redisCommand', request, words: line.split(' ') }, 's');
    });
    const shown = fake.inspect().tables[0]!.rows.map(([, type, value]) => [type, value]);
    expect(shown).toEqual([
      ['set', 'a, b'],
      ['hash', 'f: v, g: w'],
      ['list', 'x, y'],
      ['string', `${'z'.repeat(119)}…`],
    ]);
  });

  test('a key past its time that nobody has asked for says so', () => {
    const fake = fakeNode(redis, { topology: { nodes: [{ name: 's', kind: 'chat-server' }] } });
    fake.advanceMs(0);
    const words = ['SET', 'k', 'v', 'PX', '100'];
    fake.deliver({ type: 'redisCommand', request: 1, words }, 's');
    fake.clockUs = 150_000;
    const { tables, vital } = fake.inspect();
    expect(tables[0]!.rows[0]!.slice(0, 4)).toEqual([
      'k',
      'string',
      'v',
      'expired, not dropped yet',
    ]);
    expect(vital).toEqual({ label: 'keys', value: 0 });
  });

  test('packets that are none of its business change nothing', () => {
    const fake = fakeNode(redis, { topology: { nodes: [{ name: 's', kind: 'chat-server' }] } });
    fake.advanceMs(0);
    fake.news();
    fake.deliver({ type: 'ping' }, 's');
    fake.deliver({ type: 'close' }, 's');
    fake.deliver({ type: 'continueSync', history: 'x', offset: 1 }, 's');
    const ping = {
      type: 'clusterPing',
      isPong: false,
      shard: 's',
      isMaster: true,
      epoch: 1,
    } as const;
    fake.deliver({ ...ping, missing: [], taken: [] }, 's');
    expect(fake.news()).toEqual([]);
  });
});
