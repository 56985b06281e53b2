/** Chat servers and a Redis Cluster: they are sent to the node that has the slot, and remember it. */
import { describe, expect, test } from 'vitest';
import { slotOf, type AnyDesign } from '../../../src/models/index.ts';
import { brokenIn, says, shownOn, type Chat } from '../chat.ts';
import { crash, runWith, servedBy } from './several.ts';

const COUNTER: AnyDesign = { ordering: 'counter', retryMs: 2000 };

const TWO = { 'redis-1': { slots: '0-8191' }, 'redis-2': { slots: '8192-16383' } };

/** Three shards, the second with a replica: a majority can agree that its master is gone. */
const THREE = {
  'redis-1': { slots: '0-5460', 'cluster-node-timeout': 2000 },
  'redis-2': { slots: '5461-10922', 'cluster-node-timeout': 2000 },
  'redis-3': { slots: '10923-16383', 'cluster-node-timeout': 2000 },
  'redis-4': { role: 'replica', of: 'redis-2', 'cluster-node-timeout': 2000 },
};

const chat = (script: Chat['script'], durationMs = 40_000): Chat => ({ script, durationMs });

describe('a chat server in front of a cluster', () => {
  test('follows MOVED once for each slot', () => {
    const run = runWith(
      chat([
        [3000, says('ana', 'One')],
        [6000, says('ana', 'Two')],
      ]),
      TWO,
      { ...COUNTER, routing: 'none' },
    );
    const slot = slotOf('seq:ana-ben');
    expect(slot).toBeGreaterThan(8191);
    expect(servedBy(run, /INCR/).map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
      `redis-1: INCR seq:ana-ben = (error) MOVED ${slot} redis-2:6379`,
      'redis-2: INCR seq:ana-ben = (integer) 1',
      'redis-2: INCR seq:ana-ben = (integer) 2',
    ]);
  });

  test('delivers over it, map and counters and all', () => {
    const run = runWith(chat([[3000, says('ana', 'One')]]), TWO, COUNTER);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('without tries is sent away, and sends nobody on', () => {
    const run = runWith(chat([[3000, says('ana', 'One')]]), TWO, { ...COUNTER, redisRetries: 0 });
    expect(shownOn(run, 'ben')).toEqual([]);
  });

  test('asks another node when the owner is silent, and finds the replica that was elected', () => {
    const slot = slotOf('seq:ana-ben');
    expect(slot).toBeGreaterThan(5460);
    const owner = slot <= 10_922 ? 'redis-2' : 'redis-3';
    const nodes = { ...THREE, 'redis-4': { ...THREE['redis-4'], of: owner } };
    const run = runWith(
      chat([
        [3000, says('ana', 'One')],
        [6000, crash(owner)],
        [7000, says('ana', 'Two')],
      ]),
      nodes,
      COUNTER,
    );
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(servedBy(run, /redis-4: INCR seq:ana-ben = \(integer\) 2/)).toHaveLength(1);
    expect(servedBy(run, /CLUSTERDOWN/).length).toBeGreaterThan(0);
  });
});

describe('a chat server while a slot is on its way', () => {
  const slot = slotOf('seq:ana-ben');
  const tell = (node: string, ...words: string[]) =>
    ({ node, words: ['CLUSTER', 'SETSLOT', `${slot}`, ...words] }) as const;

  /** Redis nodes are told by an administrator, who is a phone's machine here. */
  const orders = [
    [1000, tell('redis-2', 'MIGRATING', 'redis-1')],
    [1000, tell('redis-1', 'IMPORTING', 'redis-2')],
    [6000, { node: 'redis-2', words: ['MIGRATE', 'redis-1', '6379', 'seq:ana-ben', '0', '1000'] }],
    [9000, tell('redis-1', 'NODE', 'redis-1')],
    [9000, tell('redis-2', 'NODE', 'redis-1')],
  ] as const;

  test('follows ASK for once, and MOVED for good: no number is lost or repeated', () => {
    const run = runWith(
      chat([
        [3000, says('ana', 'One')],
        [4000, says('ana', 'Two')],
        [7000, says('ana', 'Three')],
        [12_000, says('ana', 'Four')],
        [13_000, says('ana', 'Five')],
      ]),
      TWO,
      { ...COUNTER, routing: 'none' },
      orders,
    );
    const served = servedBy(run, /(INCR|ASKING)/).map((line) => line.slice(line.indexOf(' ') + 1));
    expect(served).toEqual([
      `redis-1: INCR seq:ana-ben = (error) MOVED ${slot} redis-2:6379`,
      `redis-2: INCR seq:ana-ben = (error) ASK ${slot} redis-1:6379`,
      'redis-1: ASKING = OK',
      'redis-1: INCR seq:ana-ben = (integer) 1',
      `redis-2: INCR seq:ana-ben = (error) ASK ${slot} redis-1:6379`,
      'redis-1: ASKING = OK',
      'redis-1: INCR seq:ana-ben = (integer) 2',
      `redis-2: INCR seq:ana-ben = (error) ASK ${slot} redis-1:6379`,
      'redis-1: ASKING = OK',
      'redis-1: INCR seq:ana-ben = (integer) 3',
      `redis-2: INCR seq:ana-ben = (error) MOVED ${slot} redis-1:6379`,
      'redis-1: INCR seq:ana-ben = (integer) 4',
      'redis-1: INCR seq:ana-ben = (integer) 5',
    ]);
  });
});
