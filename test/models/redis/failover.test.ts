/** Failover as runs of the world: what was acknowledged and is lost, what is given out twice. */
import { describe, expect, test } from 'vitest';
import { play } from './deployment.ts';

const master = { 'redis-1': {} };
const replica = { role: 'replica', of: 'redis-1' };
const pair = { ...master, 'redis-2': replica };
const watched = { ...master, 'redis-2': { ...replica, 'down-after-milliseconds': 3000 } };
const cut = { do: 'cut', node: 'redis-1', peer: 'redis-2' } as const;
const heal = { do: 'heal', node: 'redis-1', peer: 'redis-2' } as const;
const READONLY = "{error:READONLY You can't write against a read only replica.}";

/** What a person sees at one time: the answers that came at or after it. */
const since = (answers: readonly string[], ms: number) =>
  answers.filter((line) => Number.parseFloat(line) >= ms);

describe('failover', () => {
  test('repeats a sequence number and loses an acknowledged write, as recorded', () => {
    const { answers, states } = play({
      nodes: watched,
      script: [
        [100, 'redis-1: INCR seq'],
        [110, 'redis-1: INCR seq'],
        [120, 'redis-1: INCR seq'],
        [200, cut],
        [210, 'redis-1: INCR seq'],
        [220, 'redis-1: INCR seq'],
        [230, 'redis-1: WAIT 1 0'],
        [6000, 'redis-2: INCR seq'],
        [6100, 'redis-1: GET seq'],
        [7000, heal],
        [7500, 'redis-1: INCR seq'],
        [9500, 'redis-1: GET seq'],
      ],
      durationMs: 12_000,
    });
    // Recorded: old master and promoted replica both answered 4; the acknowledged 5 was gone.
    expect(answers.slice(3)).toEqual([
      '212 redis-1: INCR seq = 4',
      '222 redis-1: INCR seq = 5',
      '6002 redis-2: INCR seq = 4',
      '6102 redis-1: GET seq = 5',
      '7002 redis-1: WAIT 1 0 = {error:UNBLOCKED force unblock from blocking operation, instance ' +
        'state changed (master -> replica?)}',
      `7502 redis-1: INCR seq = ${READONLY}`,
      '9502 redis-1: GET seq = 4',
    ]);
    expect(states.filter((line) => line.includes('replication')).slice(4)).toEqual([
      '4000 redis-2: replication connected > promoting',
      '5000 redis-2: replication promoting > master',
      '7001 redis-1: replication master > connect',
      '8001 redis-1: replication connect > connecting',
      '8003 redis-1: replication connecting > sync',
      '8203 redis-1: replication sync > connected',
    ]);
  });

  test('tells which messages the old master had alone: their copies are forgotten', () => {
    const { of } = play({
      nodes: watched,
      script: [
        [100, '[ana/m1] redis-1: LPUSH offline:ben hi'],
        [200, cut],
        [210, '[ana/m2] redis-1: LPUSH offline:ben lost'],
        [7000, heal],
      ],
      durationMs: 10_000,
    });
    expect(of('stored').map((line) => line.split(' ')[0])).toEqual([
      'redis-1',
      'redis-2',
      'redis-1',
      'redis-1',
    ]);
    expect(of('forgotten').length).toBe(2);
  });

  test('a restarted master follows the one that was promoted meanwhile', () => {
    const { answers } = play({
      nodes: { ...watched, 'redis-3': replica },
      script: [
        [100, 'redis-1: INCR seq'],
        [1000, { do: 'crash', node: 'redis-1' }],
        [8000, 'redis-2: INCR seq'],
        [9000, { do: 'restart', node: 'redis-1' }],
        [9001, 'redis-1: INCR seq'],
        [12_000, 'redis-1: GET seq'],
        [12_010, 'redis-3: GET seq'],
        [12_020, 'redis-2: ROLE'],
        [13_000, { do: 'crash', node: 'redis-2' }],
        [13_500, { do: 'restart', node: 'redis-2' }],
        [15_000, 'redis-2: ROLE'],
      ],
      durationMs: 16_000,
    });
    expect(since(answers, 8000)).toEqual([
      '8002 redis-2: INCR seq = 2',
      `9003 redis-1: INCR seq = ${READONLY}`,
      '12002 redis-1: GET seq = 2',
      '12012 redis-3: GET seq = 2',
      expect.stringMatching(/ROLE = \[master,\d+,\[\[redis-3,6379,\d+\],\[redis-1,6379,\d+\]\]\]/),
      expect.stringMatching(/ROLE = \[master,/),
    ]);
  });

  test('by hand: REPLICAOF NO ONE is at once, and a replica of it goes on without a full copy', () => {
    const { answers, of } = play({
      nodes: { ...pair, 'redis-3': replica },
      script: [
        [100, 'redis-1: SET a 1'],
        [1000, 'redis-2: REPLICAOF NO ONE'],
        [1010, 'redis-2: REPLICAOF NO ONE'],
        [1100, 'redis-3: REPLICAOF redis-2 6379'],
        [4000, 'redis-2: SET a 2'],
        [4100, 'redis-3: GET a'],
        [4200, 'redis-3: REPLICAOF nowhere 6379'],
        [9000, 'redis-3: ROLE'],
      ],
      durationMs: 10_000,
    });
    expect(since(answers, 1000)).toEqual([
      '1002 redis-2: REPLICAOF NO ONE = OK',
      '1012 redis-2: REPLICAOF NO ONE = OK',
      '1102 redis-3: REPLICAOF redis-2 6379 = OK',
      '4002 redis-2: SET a 2 = OK',
      '4102 redis-3: GET a = 2',
      '4202 redis-3: REPLICAOF nowhere 6379 = OK',
      '9002 redis-3: ROLE = [slave,nowhere,6379,connecting,-1]',
    ]);
    expect(of('received').length).toBeGreaterThan(0);
  });
});
