/** The active expire cycle: which keys it finds, when it stops, and when it is due at all. */
import { describe, expect, test } from 'vitest';
import { Luck, purpose } from '../../../src/kernel/index.ts';
import { cycleAfter, runExpireCycle } from '../../../src/models/redis/active-expiry.ts';
import { execute } from '../../../src/models/redis/commands.ts';
import { accessTo, emptyKeyspace } from '../../../src/models/redis/keyspace.ts';

const luck = new Luck('expiry');
const SAMPLE = purpose('test sample');

/** Keys of which every nth expires at 1,000 ms and the others at 10,000,000 ms. */
function keysOf(count: number, everyNth: number) {
  const keyspace = emptyKeyspace();
  for (let at = 0; at < count; at += 1) {
    const moment = at % everyNth === 0 ? '1000' : '10000000';
    execute(accessTo(keyspace, 0), ['SET', `k${at}`, 'v', 'PXAT', moment]);
  }
  return keyspace;
}

function cycle(keyspace: ReturnType<typeof emptyKeyspace>, nowMs: number, number: number) {
  const access = accessTo(keyspace, nowMs);
  runExpireCycle(access, (sample) => luck.uniform(SAMPLE, number, sample));
  return access.expired.length;
}

describe('the active expire cycle', () => {
  test('with 20 keys or fewer looks at all of them', () => {
    const keyspace = keysOf(20, 2);
    expect(cycle(keyspace, 1000, 1)).toBe(0);
    expect(cycle(keyspace, 1001, 2)).toBe(10);
    expect([...keyspace.entries.keys()].every((key) => Number(key.slice(1)) % 2 === 1)).toBe(true);
    expect([...keyspace.volatileKeys].length).toBe(10);
  });

  test('goes on while more than a tenth of the sample was expired', () => {
    const keyspace = keysOf(10_000, 1);
    expect(cycle(keyspace, 2000, 3)).toBe(10_000);
    expect(keyspace.entries.size).toBe(0);
  });

  test('drops at most what the cap allows: 100,000 keys take 7 cycles, 0.6 to 0.7 s', () => {
    const keyspace = keysOf(100_000, 1);
    let cycles = 0;
    for (; keyspace.entries.size > 0; cycles += 1) cycle(keyspace, 2000, 100 + cycles);
    expect(cycles).toBe(7);
  });

  test('leaves nearly all dead keys in memory when only a tenth is dead, as measured', () => {
    const keyspace = keysOf(200_000, 10);
    let dropped = 0;
    for (let number = 0; number < 60; number += 1) dropped += cycle(keyspace, 2000, 1000 + number);
    // redis-server 7.0.15: 99.2 % of the dead keys were still in memory after 6 s.
    expect(dropped).toBeGreaterThan(60);
    expect(dropped).toBeLessThan(400);
    expect(execute(accessTo(keyspace, 2000), ['DBSIZE'])).toBe(200_000 - dropped);
  });

  test('is due on its grid of 100 ms, at the first cycle that can find the key expired', () => {
    expect(cycleAfter(1000, 0, 0)).toBe(1100);
    expect(cycleAfter(1099, 0, 0)).toBe(1100);
    expect(cycleAfter(1100, 0, 0)).toBe(1200);
    expect(cycleAfter(1000, 33, 0)).toBe(1033);
    expect(cycleAfter(500, 0, 2000)).toBe(2100);
    expect(cycleAfter(500, 2000, 2000)).toBe(2100);
  });
});
