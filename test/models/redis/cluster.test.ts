/** A cluster as runs of the world: who serves which slot, and what happens when one shard is down. */
import { describe, expect, test } from 'vitest';
import { play } from './deployment.ts';

const three = (more = {}) => ({
  'redis-1': { slots: '0-5460', ...more },
  'redis-2': { slots: '5461-10922', ...more },
  'redis-3': { slots: '10923-16383', ...more },
});
const DOWN = '{error:CLUSTERDOWN The cluster is down}';
const ofCluster = (states: readonly string[]) => states.filter((line) => line.includes('cluster'));

describe('a cluster', () => {
  test('sends a client to the node that has the slot, and keeps keys of one command together', () => {
    const { answers } = play({
      nodes: three(),
      script: [
        [100, 'redis-1: SET foo 1'],
        [110, 'redis-3: SET foo 1'],
        [120, 'redis-3: MSET foo 1 bar 2'],
        [130, 'redis-3: GET foo{}{bar}'],
        [140, 'redis-1: CLUSTER KEYSLOT foo{}{bar}'],
        [150, 'redis-1: CLUSTER KEYSLOT foo{{bar}}zap'],
        [160, 'redis-1: MSET {user1000}.following 1 {user1000}.followers 2'],
        [170, 'redis-1: CLUSTER INFO'],
        [180, 'redis-1: PING'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      '102 redis-1: SET foo 1 = {error:MOVED 12182 redis-3:6379}',
      '112 redis-3: SET foo 1 = OK',
      "122 redis-3: MSET foo 1 bar 2 = {error:CROSSSLOT Keys in request don't hash to the same slot}",
      '132 redis-3: GET foo{}{bar} = {error:MOVED 8363 redis-2:6379}',
      '142 redis-1: CLUSTER KEYSLOT foo{}{bar} = 8363',
      '152 redis-1: CLUSTER KEYSLOT foo{{bar}}zap = 4015',
      '162 redis-1: MSET {user1000}.following 1 {user1000}.followers 2 = OK',
      '172 redis-1: CLUSTER INFO = cluster_state:ok\\r\\ncluster_slots_assigned:16384\\r\\n' +
        'cluster_known_nodes:3\\r\\ncluster_size:3\\r\\ncluster_my_epoch:0\\r\\n',
      '182 redis-1: PING = PONG',
    ]);
  });

  test('with one shard down and no replica is down as a whole after cluster-node-timeout', () => {
    const { answers, states } = play({
      nodes: three(),
      script: [
        [1000, { do: 'crash', node: 'redis-2' }],
        [5000, 'redis-3: GET foo'],
        [18_000, 'redis-3: GET foo'],
        [18_010, 'redis-3: MULTI'],
        [18_020, 'redis-3: SET foo 1'],
        [18_030, 'redis-3: EXEC'],
        [19_000, { do: 'restart', node: 'redis-2' }],
        [21_000, 'redis-3: GET foo'],
      ],
      durationMs: 22_000,
    });
    expect(answers).toEqual([
      '5002 redis-3: GET foo = null',
      `18002 redis-3: GET foo = ${DOWN}`,
      '18012 redis-3: MULTI = OK',
      `18022 redis-3: SET foo 1 = ${DOWN}`,
      '18032 redis-3: EXEC = {error:EXECABORT Transaction discarded because of previous errors.}',
      '21002 redis-3: GET foo = null',
    ]);
    expect(ofCluster(states)).toEqual([
      '15002 redis-1: cluster ok > fail',
      '15002 redis-3: cluster ok > fail',
      '19002 redis-1: cluster fail > ok',
      '19002 redis-3: cluster fail > ok',
    ]);
  });

  test('that does not require full coverage goes on with the slots that it has', () => {
    const { answers } = play({
      nodes: three({ 'cluster-require-full-coverage': 'no' }),
      script: [
        [1000, { do: 'crash', node: 'redis-2' }],
        [18_000, 'redis-3: GET foo'],
        [18_010, 'redis-3: GET bar'],
        [18_020, 'redis-3: GET foo{}{bar}'],
      ],
      durationMs: 20_000,
    });
    expect(answers).toEqual([
      '18002 redis-3: GET foo = null',
      '18012 redis-3: GET bar = {error:MOVED 5061 redis-1:6379}',
      '18022 redis-3: GET foo{}{bar} = {error:MOVED 8363 redis-2:6379}',
    ]);
  });

  test('with a slot that nobody has answers CLUSTERDOWN for its keys', () => {
    const { answers } = play({
      nodes: { one: { slots: '0-865,867-16383', 'cluster-require-full-coverage': 'no' } },
      script: [
        [100, 'one: SET hello 1'],
        [110, 'one: SET foo 1'],
        [120, 'one: MGET foo hello'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      '102 one: SET hello 1 = {error:CLUSTERDOWN Hash slot not served}',
      '112 one: SET foo 1 = OK',
      "122 one: MGET foo hello = {error:CROSSSLOT Keys in request don't hash to the same slot}",
    ]);
  });

  test('elects the replica of a shard that is down, and the old master comes back as its replica', () => {
    const { answers, states } = play({
      nodes: { ...three(), 'redis-4': { role: 'replica', of: 'redis-1' } },
      script: [
        [100, 'redis-1: SET hello 1'],
        [200, 'redis-4: GET hello'],
        [210, 'redis-4: READONLY'],
        [220, 'redis-4: GET hello'],
        [230, 'redis-4: INCR hello'],
        [240, 'redis-4: READWRITE'],
        [250, 'redis-4: GET hello'],
        [1000, { do: 'crash', node: 'redis-1' }],
        [20_000, 'redis-2: GET hello'],
        [20_010, 'redis-4: INCR hello'],
        [21_000, { do: 'restart', node: 'redis-1' }],
        [25_000, 'redis-1: GET hello'],
        [25_010, 'redis-1: ROLE'],
        [25_020, 'redis-1: REPLICAOF NO ONE'],
      ],
      durationMs: 26_000,
    });
    const moved = (node: string) => `{error:MOVED 866 ${node}:6379}`;
    expect(answers).toEqual([
      '102 redis-1: SET hello 1 = OK',
      `202 redis-4: GET hello = ${moved('redis-1')}`,
      '212 redis-4: READONLY = OK',
      '222 redis-4: GET hello = 1',
      `232 redis-4: INCR hello = ${moved('redis-1')}`,
      '242 redis-4: READWRITE = OK',
      `252 redis-4: GET hello = ${moved('redis-1')}`,
      `20002 redis-2: GET hello = ${moved('redis-4')}`,
      '20012 redis-4: INCR hello = 2',
      `25002 redis-1: GET hello = ${moved('redis-4')}`,
      expect.stringMatching(/^25012 redis-1: ROLE = \[slave,redis-4,6379,connected,\d+\]$/),
      '25022 redis-1: REPLICAOF NO ONE = {error:ERR REPLICAOF not allowed in cluster mode.}',
    ]);
    // Down for 0.6 s: half a second, up to half a second of chance, and the packets.
    const at = (ending: string) => Number.parseFloat(states.find((line) => line.endsWith(ending))!);
    const downMs = at('redis-2: cluster fail > ok') - at('redis-2: cluster ok > fail');
    expect(downMs).toBeGreaterThan(500);
    expect(downMs).toBeLessThan(1010);
  });

  test('torn in two, its smaller side stops after cluster-node-timeout', () => {
    const { answers, states } = play({
      nodes: three({ 'cluster-node-timeout': 5000 }),
      script: [
        [1000, { do: 'cut', node: 'redis-1', peer: 'redis-2' }],
        [1000, { do: 'cut', node: 'redis-1', peer: 'redis-3' }],
        [9000, 'redis-1: GET bar'],
        [10_000, { do: 'heal', node: 'redis-1', peer: 'redis-2' }],
        [10_000, { do: 'heal', node: 'redis-1', peer: 'redis-3' }],
        [12_000, 'redis-1: GET bar'],
      ],
      durationMs: 13_000,
    });
    expect(answers).toEqual([`9002 redis-1: GET bar = ${DOWN}`, '12002 redis-1: GET bar = null']);
    expect(ofCluster(states).filter((line) => line.includes('redis-1'))).toEqual([
      '6000 redis-1: cluster ok > fail',
      '10001 redis-1: cluster fail > ok',
    ]);
  });
});
