/** The timing wheel against a sorted list: random schedules, cancels, looks ahead and returns. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Luck, purpose, TimingWheel } from '../../src/kernel/index.ts';
import { SortedFuture } from './sorted-future.ts';
import { rounds } from '../proof-size.ts';

type Step =
  | { do: 'schedule' | 'takeBefore'; delayUs: number }
  | { do: 'take' | 'peek' | 'save' | 'restore' }
  | { do: 'cancel'; which: number };

/** Both queues, fed the same steps; every answer of the wheel is compared with the list's. */
class Pair {
  private readonly wheel = new TimingWheel(2);
  private list = new SortedFuture();
  private saved = { image: this.wheel.save(), list: this.list.copy() };
  private scheduled = 0;

  step(step: Step): void {
    const { wheel, list } = this;
    if (step.do === 'schedule') this.schedule(step.delayUs);
    else if (step.do === 'takeBefore') this.takeBefore(step.delayUs);
    else if (step.do === 'take') this.take();
    else if (step.do === 'peek') expect(wheel.peekTimeUs()).toBe(list.peekTimeUs());
    else if (step.do === 'save') this.saved = { image: wheel.save(), list: list.copy() };
    else if (step.do === 'restore') {
      wheel.restore(this.saved.image);
      this.list = this.saved.list.copy();
    } else if (step.do === 'cancel' && list.size > 0) this.cancel(list.nth(step.which).handle);
    expect(wheel.size).toBe(this.list.size);
  }

  finish(): void {
    while (this.list.size > 0) this.take();
    expect(this.wheel.take()).toBe(false);
  }

  comparePending(): void {
    const shown: unknown[] = [];
    this.wheel.forEachPending((timeUs, kind, entity, a, b, cause, handle) => {
      shown.push({ timeUs, kind, entity, a, b, cause, handle });
    });
    expect(shown).toHaveLength(this.list.size);
    expect(shown).toEqual(expect.arrayContaining([...this.list.all()]));
  }

  private schedule(delayUs: number): void {
    const timeUs = Math.min(Number.MAX_SAFE_INTEGER, this.list.nowUs + delayUs);
    const n = (this.scheduled += 1);
    const rest = { kind: n % 5, entity: n, a: -n, b: n * 3, cause: n % 2 === 0 ? n : -1 };
    const { kind, entity, a, b, cause } = rest;
    const handle = this.wheel.schedule(timeUs, kind, entity, a, b, cause);
    expect(this.list.has(handle)).toBe(false);
    this.list.schedule({ timeUs, ...rest, handle });
  }

  private cancel(handle: number): void {
    expect(this.wheel.isPending(handle)).toBe(true);
    this.wheel.cancel(handle);
    expect(this.wheel.isPending(handle)).toBe(false);
    this.list.cancel(handle);
  }

  private takeBefore(delayUs: number): void {
    const limitUs = Math.min(Number.MAX_SAFE_INTEGER, this.list.nowUs + delayUs);
    const isBefore = this.list.peekTimeUs() < limitUs;
    const expected = isBefore ? this.list.take() : undefined;
    expect(this.wheel.takeBefore(limitUs)).toBe(isBefore);
    if (expected !== undefined) this.compareTaken(expected);
  }

  private take(): void {
    const expected = this.list.take();
    expect(this.wheel.take()).toBe(expected !== undefined);
    if (expected !== undefined) this.compareTaken(expected);
  }

  private compareTaken(expected: object): void {
    const { nowUs: timeUs, kind, entity, a, b, cause, handle } = this.wheel;
    expect({ timeUs, kind, entity, a, b, cause, handle }).toEqual(expected);
  }
}

/** Delays that meet, nearly meet, and lie in every level of the wheel. */
const delayUs = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 1000 }),
  fc.constantFrom(255, 256, 257, 65_535, 65_536, 2 ** 24, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40),
  fc.maxSafeNat().map((n) => n % 2 ** 52),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('schedule' as const), delayUs }) },
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'take' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('takeBefore' as const), delayUs }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'peek' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'save' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restore' }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(1000) }),
  },
);

test('any short series of steps gives the same answers as a sorted list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const pair = new Pair();
      for (const one of steps) pair.step(one);
      pair.comparePending();
      pair.finish();
    }),
    { numRuns: rounds(400, 100) },
  );
});

const DRAW = purpose('steps of the wheel test');

/** A long series drawn from a seed; `spanUs` is how far ahead events are scheduled. */
function longSeries(seed: string, spanUs: number, steps: number): void {
  const luck = new Luck(seed);
  const pair = new Pair();
  for (let i = 0; i < steps; i += 1) {
    const dice = luck.below(100, DRAW, i, 1);
    // Grows for a while, shrinks for a while, so that lists get long and run empty.
    const growing = i % 2000 < 1200 ? 60 : 25;
    if (dice < growing) {
      pair.step({ do: 'schedule', delayUs: Math.floor(luck.uniform(DRAW, i, 2) * spanUs) });
    } else if (dice < 85) pair.step({ do: 'take' });
    else if (dice < 93) pair.step({ do: 'cancel', which: luck.below(100_000, DRAW, i, 3) });
    else if (dice < 97) pair.step({ do: 'peek' });
    else if (dice < 99) pair.step({ do: 'save' });
    else pair.step({ do: 'restore' });
  }
  pair.comparePending();
  pair.finish();
}

describe('a long series of steps matches a sorted list', () => {
  test.each([
    ['all at one instant', 1],
    ['many ties', 4],
    ['within two levels', 1000],
    ['within a second', 1_000_000],
    ['over an hour', 3_600_000_000],
    ['over the border of the low word', 2 ** 34],
    ['over all levels', 2 ** 50],
  ])('%s', (name, spanUs) => {
    for (const seed of ['1', '2']) longSeries(`${name}/${seed}`, spanUs, rounds(6000, 2500));
  });
});

test('times grow to the end of time and events there still come in order', () => {
  const pair = new Pair();
  const luck = new Luck('end of time');
  for (let i = 0; i < 2000; i += 1) {
    const far = luck.chance(0.2, DRAW, i);
    pair.step({ do: 'schedule', delayUs: far ? 2 ** 46 : luck.below(1000, DRAW, i, 1) });
    pair.step({ do: luck.chance(0.45, DRAW, i, 2) ? 'take' : 'peek' });
  }
  pair.finish();
});
