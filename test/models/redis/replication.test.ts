/** Replication as runs of the world: what a replica knows, and when. */
import { describe, expect, test } from 'vitest';
import { play } from './deployment.ts';

const master = { 'redis-1': {} };
const replica = { role: 'replica', of: 'redis-1' };
const pair = { ...master, 'redis-2': replica };
const cut = { do: 'cut', node: 'redis-1', peer: 'redis-2' } as const;
const heal = { do: 'heal', node: 'redis-1', peer: 'redis-2' } as const;
const READONLY = "{error:READONLY You can't write against a read only replica.}";

/** What a person sees at one time: the answers that came at or after it. */
const since = (answers: readonly string[], ms: number) =>
  answers.filter((line) => Number.parseFloat(line) >= ms);

describe('a replica', () => {
  test('takes a copy, follows, and refuses writes in the words of Redis', () => {
    const { answers, states } = play({
      nodes: pair,
      script: [
        [100, 'redis-1: SET a 1 EX 100'],
        [200, 'redis-2: GET a'],
        [210, 'redis-2: SET a 2'],
        [220, 'redis-2: ROLE'],
        [230, 'redis-1: ROLE'],
        [240, 'redis-2: WAIT 0 0'],
        [250, 'redis-2: TTL a'],
      ],
      durationMs: 1000,
    });
    expect(states.filter((line) => line.includes('replication'))).toEqual([
      '0 redis-2: replication master > connect',
      '0 redis-2: replication connect > connecting',
      '2 redis-2: replication connecting > sync',
      '2 redis-2: replication sync > connected',
    ]);
    expect(answers).toEqual([
      '102 redis-1: SET a 1 EX 100 = OK',
      '202 redis-2: GET a = 1',
      `212 redis-2: SET a 2 = ${READONLY}`,
      '222 redis-2: ROLE = [slave,redis-1,6379,connected,49]',
      '232 redis-1: ROLE = [master,49,[[redis-2,6379,0]]]',
      '242 redis-2: WAIT 0 0 = {error:ERR WAIT cannot be used with replica instances. Please also ' +
        'note that since Redis 4.0 if a replica is configured to be writable (which is not the ' +
        'default) writes to replicas are just local and are not propagated.}',
      '252 redis-2: TTL a = 100',
    ]);
  });

  test('hides what is past its time but drops it only when the DEL of its master arrives', () => {
    const { answers } = play({
      nodes: pair,
      script: [
        [100, 'redis-1: SET a 1 PX 500'],
        [300, cut],
        [900, 'redis-2: GET a'],
        [910, 'redis-2: DBSIZE'],
        [920, 'redis-1: DBSIZE'],
        [1000, heal],
        [1100, 'redis-1: SET b 1'],
        [4000, 'redis-2: DBSIZE'],
      ],
      durationMs: 5000,
    });
    expect(since(answers, 900)).toEqual([
      '902 redis-2: GET a = null',
      '912 redis-2: DBSIZE = 1',
      '922 redis-1: DBSIZE = 0',
      '1102 redis-1: SET b 1 = OK',
      '4002 redis-2: DBSIZE = 1',
    ]);
  });

  test('that was cut off asks for what it missed, and gets only that', () => {
    const { answers, states, run } = play({
      nodes: pair,
      script: [
        [100, 'redis-1: INCR seq'],
        [200, cut],
        [210, 'redis-1: INCR seq'],
        [3000, heal],
        [3100, 'redis-1: INCR seq'],
        [5000, 'redis-2: GET seq'],
      ],
      durationMs: 8000,
    });
    expect(since(answers, 5000)).toEqual(['5002 redis-2: GET seq = 3']);
    expect(states.slice(-3)).toEqual([
      '3102 redis-2: replication connected > connect',
      '4102 redis-2: replication connect > connecting',
      '4104 redis-2: replication connecting > connected',
    ]);
    const { rows } = run.inspect(1).tables.find(({ title }) => title === 'Replication')!;
    expect(rows[0]!.slice(0, 3)).toEqual(['replica of redis-1', 'redis-1#1', 69]);
  });

  test('frozen, applies what lay in its socket once it wakes up', () => {
    const { answers } = play({
      nodes: pair,
      script: [
        [100, { do: 'pause', node: 'redis-2' }],
        [200, 'redis-1: SET a 1'],
        [210, 'redis-1: WAIT 1 300'],
        [900, { do: 'resume', node: 'redis-2' }],
        [910, 'redis-2: GET a'],
        [920, 'redis-1: WAIT 1 300'],
      ],
      durationMs: 2000,
    });
    // WAIT ends on the cron of 100 ms: 300 ms were seen to last 401 with a real server.
    expect(answers).toEqual([
      '202 redis-1: SET a 1 = OK',
      '601 redis-1: WAIT 1 300 = 0',
      '912 redis-2: GET a = 1',
      '922 redis-1: WAIT 1 300 = 1',
    ]);
  });

  test('of a master that lies dead gives up after repl-timeout, and comes back by a full copy', () => {
    const { states, answers } = play({
      nodes: {
        'redis-1': { appendfsync: 'always' },
        'redis-2': { ...replica, 'repl-timeout': 15 },
      },
      script: [
        [100, '[ana/m1] redis-1: RPUSH offline:ben hi'],
        [200, 'redis-1: SADD s x'],
        [210, 'redis-1: HSET h f v'],
        [220, 'redis-1: SET k v PX 50000'],
        [1000, { do: 'crash', node: 'redis-1' }],
        [20_000, { do: 'restart', node: 'redis-1' }],
        [35_000, 'redis-2: LRANGE offline:ben 0 -1'],
        [35_010, 'redis-2: PTTL k'],
        [35_020, 'redis-2: HGETALL h'],
      ],
      durationMs: 36_000,
    });
    expect(states.filter((line) => line.includes('redis-2: replication')).slice(4)).toEqual([
      '15222 redis-2: replication connected > connect',
      '16222 redis-2: replication connect > connecting',
      '31222 redis-2: replication connecting > connect',
      '32222 redis-2: replication connect > connecting',
      '32224 redis-2: replication connecting > sync',
      '32424 redis-2: replication sync > connected',
    ]);
    expect(since(answers, 35_000)).toEqual([
      '35002 redis-2: LRANGE offline:ben 0 -1 = [hi]',
      '35012 redis-2: PTTL k = 15210',
      '35022 redis-2: HGETALL h = [f,v]',
    ]);
  });

  test('hears what is published at its master; the master counts its own listeners only', () => {
    const { answers } = play({
      nodes: pair,
      script: [
        [100, 'redis-2: SUBSCRIBE news sport'],
        [200, 'redis-1: PUBLISH news hi'],
        [300, 'redis-2: GET a'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      '102 redis-2: SUBSCRIBE news sport = [subscribe,news,1]',
      '102 redis-2 pushes [subscribe,sport,2]',
      '202 redis-1: PUBLISH news hi = 0',
      '203 redis-2 pushes [message,news,hi]',
      "302 redis-2: GET a = {error:ERR Can't execute 'get': only (P|S)SUBSCRIBE / " +
        '(P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context}',
    ]);
  });
});

test('min-replicas-to-write refuses writes when no replica was heard of lately, and never reads', () => {
  const { answers } = play({
    nodes: {
      'redis-1': { 'min-replicas-to-write': 1, 'min-replicas-max-lag': 2 },
      'redis-2': replica,
    },
    script: [
      [100, 'redis-1: SET a 1'],
      [200, { do: 'pause', node: 'redis-2' }],
      [4000, 'redis-1: SET a 3'],
      [4010, 'redis-1: GET a'],
      [5000, { do: 'resume', node: 'redis-2' }],
      [5010, 'redis-1: SET a 4'],
    ],
    durationMs: 6000,
  });
  expect(answers).toEqual([
    '102 redis-1: SET a 1 = OK',
    '4002 redis-1: SET a 3 = {error:NOREPLICAS Not enough good replicas to write.}',
    '4012 redis-1: GET a = 1',
    '5012 redis-1: SET a 4 = OK',
  ]);
});

describe('a deployment that cannot work is refused with the reason', () => {
  test.each([
    [{ role: 'boss' }, 'role is "boss"; use master or replica, or leave it out'],
    [{ role: 'replica', of: 'nobody' }, 'of is "nobody"; a replica names the Redis master'],
    [{ role: 'replica' }, 'of is ""; a replica names the Redis master that it follows'],
    [{ 'min-replicas-to-write': 1 }, 'min-replicas-to-write is 1, and there are 0: no write'],
    [{ slots: '0-16384' }, 'slots has "0-16384"; use numbers from 0 to 16383, as 0-5460'],
    [{ slots: 'all' }, 'slots has "all"'],
  ])('%j', (settings, reason) => {
    expect(() => play({ nodes: { odd: settings as never }, script: [], durationMs: 1 })).toThrow(
      `node "odd": ${reason}`,
    );
  });
});
