/** Budgets: a runaway run stops at its limit, and the sentence names who went round in a circle. */
import { describe, expect, test } from 'vitest';
import { Budget, DEFAULT_LIMITS, TimingWheel, type BudgetStop } from '../../src/kernel/index.ts';

const NAMES = ['ana', 'server-1', 'redis', 'ben'];
const nameOf = (entity: number): string => NAMES[entity] ?? `phone-${entity}`;

/** Counts events of these entities, round and round, all at one time, until the budget stops. */
function loopAt(timeUs: number, entities: number[], budget = new Budget()): BudgetStop {
  for (let n = 0; ; n += 1) {
    const stop = budget.count(timeUs, entities[n % entities.length]!);
    if (stop !== undefined) return stop;
    if (n > 1e6) throw new Error('the budget did not stop the loop');
  }
}

describe('events at one instant', () => {
  test('stop one after the limit, and name the loop in order', () => {
    const stop = loopAt(1_250_000, [1, 2, 1, 3]);
    expect(stop).toMatchObject({ limit: 'eventsAtOneInstant', atUs: 1_250_000, count: 10_001 });
    expect(stop.culprits).toEqual([1, 2, 1, 3]);
    expect(stop.sentence(nameOf)).toBe(
      'Stopped at 1,250 ms: 10,001 events happened at this one instant, without end. ' +
        'The last events went round server-1, redis, server-1, ben. ' +
        'Give one of these steps a delay, or a condition that ends the loop.',
    );
  });

  test('name a single culprit as such', () => {
    expect(loopAt(0, [2]).sentence(nameOf)).toContain('All of the last events belong to redis.');
  });

  test('count anew at each instant', () => {
    const budget = new Budget({ eventsAtOneInstant: 3 });
    for (let timeUs = 0; timeUs < 100; timeUs += 1) {
      for (let n = 0; n < 3; n += 1) expect(budget.count(timeUs, 1)).toBeUndefined();
    }
    expect(budget.count(99, 1)?.count).toBe(4);
  });

  test('see a loop although the run began with something else', () => {
    const budget = new Budget({ eventsAtOneInstant: 150 });
    budget.count(0, 9);
    budget.count(4, 8);
    expect(loopAt(5, [0, 1, 2], budget).culprits).toEqual([0, 1, 2]);
  });

  test('long circles are named by their first eight', () => {
    const circle = Array.from({ length: 30 }, (_, i) => i + 10);
    const sentence = loopAt(0, circle).sentence(nameOf);
    expect(sentence).toContain('phone-10, phone-11, phone-12, phone-13, phone-14, phone-15');
    expect(sentence).toContain('phone-17 and 22 more.');
    expect(sentence).not.toContain('phone-18');
  });

  test('without a circle the busiest are named', () => {
    const budget = new Budget({ eventsAtOneInstant: 5 });
    const stop = [1, 2, 3, 3, 0, 3].map((entity) => budget.count(7, entity)).at(-1);
    expect(stop?.culprits).toEqual([3, 0, 1, 2]);
  });
});

describe('the other limits', () => {
  test('events of a run', () => {
    const budget = new Budget({ events: 1000 });
    let stop: BudgetStop | undefined;
    for (let n = 0; stop === undefined; n += 1) stop = budget.count(n * 1000, n % 2);
    expect(stop).toMatchObject({ limit: 'events', count: 1001, atUs: 1_000_000 });
    expect(stop.sentence(nameOf)).toBe(
      'Stopped at 1,000 ms: this was event 1,001, one more than the run may have. ' +
        'The last events went round ana, server-1. ' +
        'Shorten the scenario, use fewer entities, or raise its event budget.',
    );
  });

  test('pending events', () => {
    const budget = new Budget({ pending: 50 });
    expect(budget.count(10, 1, 50)).toBeUndefined();
    const stop = budget.count(20, 1, 51);
    expect(stop).toMatchObject({ limit: 'pending', count: 51, atUs: 20, culprits: [1] });
    expect(stop?.sentence(nameOf)).toContain('51 events were waiting to happen');
    expect(stop?.sentence(nameOf)).toContain('All of the last events belong to server-1.');
  });

  test('memory', () => {
    const budget = new Budget({ memoryBytes: 3 * 1024 * 1024 });
    budget.count(2000, 0);
    expect(budget.checkMemory(3 * 1024 * 1024)).toBeUndefined();
    const stop = budget.checkMemory(3 * 1024 * 1024 + 1);
    expect(stop).toMatchObject({ limit: 'memory', atUs: 2000, count: 3 * 1024 * 1024 + 1 });
    expect(stop?.sentence(nameOf)).toContain('Stopped at 2 ms: the run held 4 MiB of memory.');
  });

  test('memory can run out before the first event', () => {
    const stop = new Budget({ memoryBytes: 10 }).checkMemory(11);
    expect(stop).toMatchObject({ atUs: 0, culprits: [] });
    expect(stop?.sentence(nameOf)).toContain('No event had happened yet.');
  });

  test('are these unless others are given', () => {
    expect(new Budget().limits).toEqual({
      eventsAtOneInstant: 10_000,
      events: 5_000_000,
      pending: 200_000,
      memoryBytes: 536_870_912,
    });
    expect(new Budget({ events: 7 }).limits).toEqual({ ...DEFAULT_LIMITS, events: 7 });
  });

  test('can be lifted', () => {
    const budget = new Budget({ eventsAtOneInstant: Infinity });
    for (let n = 0; n < 20_000; n += 1) expect(budget.count(0, 1)).toBeUndefined();
  });

  test.each([0, -1, NaN])('cannot be %d', (limit) => {
    expect(() => new Budget({ pending: limit })).toThrow(`the budget pending is ${limit}`);
  });
});

describe('going back', () => {
  test('a restored budget stops at the same event for the same reason', () => {
    const budget = new Budget({ eventsAtOneInstant: 500, events: 2000 });
    for (let n = 0; n < 300; n += 1) budget.count(5, n % 3);
    const image = structuredClone(budget.save());
    const first = loopAt(5, [0, 1, 2], budget);
    const eventsAtStop = budget.events;
    budget.count(6, 3);
    budget.restore(image);
    expect(budget.events).toBe(300);
    const second = loopAt(5, [0, 1, 2], budget);
    expect(budget.events).toBe(eventsAtStop);
    expect(second.sentence(nameOf)).toBe(first.sentence(nameOf));
    expect({ ...second, sentence: null }).toEqual({ ...first, sentence: null });
  });

  test('an image keeps what it was', () => {
    const budget = new Budget();
    budget.count(1, 1);
    const image = budget.save();
    budget.count(2, 2);
    expect([...image.recent.subarray(0, 2), image.events]).toEqual([1, 0, 1]);
  });
});

test('two servers that answer each other at once are stopped and named', () => {
  const wheel = new TimingWheel();
  const budget = new Budget();
  const PING = 1;
  wheel.schedule(2_000, PING, 1);
  let stop: BudgetStop | undefined;
  while (stop === undefined && wheel.take()) {
    stop = budget.count(wheel.nowUs, wheel.entity, wheel.size);
    // The mistake: an answer that takes no time to an answer that takes no time.
    wheel.schedule(wheel.nowUs, PING, wheel.entity === 1 ? 2 : 1);
  }
  expect(stop?.sentence(nameOf)).toContain('10,001 events happened at this one instant');
  expect(stop?.sentence(nameOf)).toContain('went round server-1, redis.');
});
