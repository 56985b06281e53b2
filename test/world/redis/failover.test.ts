/** Chat servers and a Redis that fails over: they find the new master, and what was lost on the way. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../../src/models/index.ts';
import { brokenIn, says, shownOn, verdictsOf, type Chat } from '../chat.ts';
import { crash, cut, PAIR, restart, runWith, servedBy } from './several.ts';

/** Numbers come from a counter in Redis, one for the conversation. */
const COUNTER: AnyDesign = { ordering: 'counter', retryMs: 2000 };
const CHECKS = [
  'no-acked-loss',
  'shown-once',
  'accepted-once',
  'same-order',
  'eventual-delivery',
] as const;

const chat = (script: Chat['script'], durationMs = 40_000): Chat => ({
  script,
  durationMs,
  checks: CHECKS,
});

/** The replica is cut off, one more number is given, and the master dies. */
const LAGGING = chat([
  [3000, says('ana', 'One')],
  [5000, cut('redis', 'redis-2')],
  [5500, says('ana', 'Two')],
  [7000, crash('redis')],
  [14_000, says('ana', 'Three')],
]);

describe('a chat server whose Redis master dies', () => {
  const dies = chat([
    [3000, says('ana', 'One')],
    [5000, crash('redis')],
    [6000, says('ana', 'Two')],
    [20_000, says('ana', 'Three')],
  ]);

  test('asks for the role of the other node until that is master, and goes on there', () => {
    const run = runWith(dies, PAIR, COUNTER);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    expect(brokenIn(run)).toEqual([]);
    const asked = servedBy(run, /: ROLE/);
    expect(asked[0]).toMatch(/redis-2: ROLE = .*slave/);
    expect(asked.at(-1)).toMatch(/redis-2: ROLE = .*master/);
    // Once it is known, nobody asks again.
    expect(servedBy(run, /INCR seq/).at(-1)).toMatch(/^20031 redis-2: INCR seq:ana-ben/);
    expect(servedBy(run, /: ROLE/).filter((line) => Number.parseInt(line) > 15_000)).toEqual([]);
  });

  test('without tries nobody finds the new master: no message arrives any more', () => {
    const run = runWith(dies, PAIR, { ...COUNTER, redisRetries: 0 });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });

  test('tries so often and no more', () => {
    const alone = { redis: {}, 'redis-2': { role: 'replica', of: 'redis' } };
    const once = { ...COUNTER, routing: 'none', retryMs: 60_000, redisRetries: 3 };
    const run = runWith(
      chat([
        [4000, crash('redis')],
        [6000, says('ana', 'One')],
      ]),
      alone,
      once,
    );
    const answer = 'redis-2: ROLE = ["slave", "redis"';
    expect(servedBy(run, /: ROLE/).map((line) => line.replace(/, \(integer.*/, ''))).toEqual([
      `7031 ${answer}`,
      `7533 ${answer}`,
      `8035 ${answer}`,
    ]);
  });

  test('is sent on by a master that has become a replica', () => {
    const back = chat([
      [3000, says('ana', 'One')],
      [4000, cut('redis', 'redis-2')],
      [12_000, { do: 'heal', node: 'redis', peer: 'redis-2' }],
      [20_000, says('ana', 'Two')],
    ]);
    const run = runWith(back, PAIR, COUNTER);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(servedBy(run, /READONLY/).length).toBeGreaterThan(0);
    expect(servedBy(run, /redis-2: INCR/).at(-1)).toMatch(/^20031 redis-2: INCR/);
  });

  test('waits while the master loads its file', () => {
    const files = {
      redis: { appendfsync: 'always', loadMs: 900 },
      'redis-2': { role: 'replica', of: 'redis' },
    };
    const again = chat([
      [3000, says('ana', 'One')],
      [5000, crash('redis')],
      [5100, restart('redis')],
      [5300, says('ana', 'Two')],
    ]);
    const run = runWith(again, files, { ...COUNTER, retryMs: 60_000 });
    expect(servedBy(run, /LOADING/).length).toBeGreaterThan(0);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
  });
});

/** The same with a second replica, so that the promoted one has somebody to wait for. */
const TRIO = { ...PAIR, 'redis-3': { role: 'replica', of: 'redis' } };
const LAGGING_TRIO = {
  ...LAGGING,
  script: [...LAGGING.script, [5000, cut('redis', 'redis-3')]],
} as Chat;

describe('a replica that lagged and is promoted', () => {
  test('gives a number a second time, and the check of order says so', () => {
    const run = runWith(LAGGING, PAIR, COUNTER);
    expect(servedBy(run, /INCR seq/).map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
      'redis: INCR seq:ana-ben = (integer) 1',
      'redis: INCR seq:ana-ben = (integer) 2',
      'redis-2: INCR seq:ana-ben = (integer) 2',
    ]);
    expect(brokenIn(run)).toEqual(['same-order']);
    const verdict = verdictsOf(run).find(({ id }) => id === 'same-order');
    expect(verdict).toMatchObject({
      because: 'Number 2 of ana-ben is both “Two” (ana/m2) and “Three” (ana/m3).',
    });
  });

  test('does not when a number is used only once a replica has it (WAIT)', () => {
    const plain = runWith(LAGGING_TRIO, TRIO, COUNTER);
    expect(brokenIn(plain)).toEqual(['same-order']);
    const run = runWith(LAGGING_TRIO, TRIO, { ...COUNTER, counterReplicas: 1 });
    expect(brokenIn(run)).toEqual([]);
    // The number that no replica had was never used: the new master gives it, once.
    expect(shownOn(run, 'ben').toSorted()).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    expect(servedBy(run, /redis-2: INCR/)[0]).toMatch(/\(integer\) 2$/);
  });

  test('WAIT undoes nothing: with nobody to promote the number stays taken', () => {
    const alone = { redis: {}, 'redis-2': { role: 'replica', of: 'redis' } };
    const run = runWith(
      chat([
        [3000, cut('redis', 'redis-2')],
        [4000, says('ana', 'One')],
        [9000, { do: 'heal', node: 'redis', peer: 'redis-2' }],
      ]),
      alone,
      { ...COUNTER, counterReplicas: 1 },
    );
    expect(servedBy(run, /WAIT 1/)[0]).toMatch(/= \(integer\) 0$/);
    expect(servedBy(run, /INCR seq/).length).toBeGreaterThan(1);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });

  test('min-replicas-to-write stops the master that nobody follows', () => {
    const slow = chat([
      [3000, says('ana', 'One')],
      [5000, cut('redis', 'redis-2')],
      [17_000, says('ana', 'Two')],
    ]);
    const alone = { redis: {}, 'redis-2': { role: 'replica', of: 'redis' } };
    expect(shownOn(runWith(slow, alone, COUNTER), 'ben')).toEqual(['ana/m1', 'ana/m2']);
    const guarded = runWith(slow, alone, { ...COUNTER, minReplicasToWrite: 1 });
    expect(servedBy(guarded, /NOREPLICAS/).length).toBeGreaterThan(0);
    expect(shownOn(guarded, 'ben')).toEqual(['ana/m1']);
  });
});
