/** The store of checkpoints: finding, replacing, dropping, and thinning the old ones first. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Checkpoints, type Checkpoint } from '../../src/kernel/index.ts';

const ROOMY = { spacingCost: 10, maxBytes: 1e9 };

/** A checkpoint after this event, at a time that grows with it, of this size. */
function at(ordinal: number, bytes = 100): Checkpoint<string> {
  return { ordinal, timeUs: ordinal * 1000, bytes, image: `state ${ordinal}` };
}

function holding(...ordinals: number[]): Checkpoints<string> {
  const checkpoints = new Checkpoints<string>(ROOMY);
  for (const ordinal of ordinals) checkpoints.add(at(ordinal));
  return checkpoints;
}

describe('finding', () => {
  const checkpoints = holding(0, 50, 100, 150);

  test.each([
    [0, 'state 0'],
    [49, 'state 0'],
    [50, 'state 50'],
    [51, 'state 50'],
    [149, 'state 100'],
    [1e9, 'state 150'],
  ])('the last one up to event %d is %s', (ordinal, image) => {
    expect(checkpoints.nearestBefore(ordinal)?.image).toBe(image);
  });

  test.each([
    [0, 'state 0'],
    [49_999, 'state 0'],
    [50_000, 'state 50'],
    [1e12, 'state 150'],
  ])('the last one up to %d µs is %s', (timeUs, image) => {
    expect(checkpoints.nearestBeforeTime(timeUs)?.image).toBe(image);
  });

  test('there is none before the first', () => {
    const late = holding(10);
    expect([late.nearestBefore(9), late.nearestBeforeTime(9999)]).toEqual([undefined, undefined]);
    expect(holding().nearestBefore(1e9)).toBeUndefined();
  });

  test('of several at one time, the last is found', () => {
    const together = new Checkpoints<string>(ROOMY);
    for (const ordinal of [1, 3, 2]) together.add({ ...at(ordinal), timeUs: 77 });
    expect(together.nearestBeforeTime(77)?.ordinal).toBe(3);
    expect(together.nearestBeforeTime(76)).toBeUndefined();
  });
});

describe('adding', () => {
  test('keeps order whatever the order of adding', () => {
    expect(holding(100, 0, 150, 50).ordinals()).toEqual([0, 50, 100, 150]);
  });

  test('the same event again replaces the old checkpoint', () => {
    const checkpoints = holding(0, 50, 100);
    checkpoints.add({ ...at(50, 300), image: 'again' });
    expect(checkpoints.ordinals()).toEqual([0, 50, 100]);
    expect(checkpoints.nearestBefore(60)?.image).toBe('again');
    expect([checkpoints.bytes, checkpoints.count]).toEqual([500, 3]);
  });

  test.each<[string, Partial<Checkpoint<string>>]>([
    ['a broken ordinal', { ordinal: 1.5 }],
    ['an ordinal below 0', { ordinal: -1 }],
    ['no time', { timeUs: NaN }],
    ['no size', { bytes: Infinity }],
    ['a time before that of an earlier event', { ordinal: 60, timeUs: 49_999 }],
    ['a time after that of a later event', { ordinal: 60, timeUs: 100_001 }],
  ])('refuses %s', (_what, fields) => {
    const checkpoints = holding(0, 50, 100);
    expect(() => checkpoints.add({ ...at(60), ...fields })).toThrow('not a checkpoint of this run');
    expect([checkpoints.ordinals(), checkpoints.bytes]).toEqual([[0, 50, 100], 300]);
  });
});

describe('the next is due', () => {
  test('by the cost since the last, not by any clock', () => {
    const checkpoints = new Checkpoints<string>({ spacingCost: 250, maxBytes: 1 });
    expect([0, 249, 250, 251].map((cost) => checkpoints.isDue(cost))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test.each([
    { spacingCost: 0, maxBytes: 1 },
    { spacingCost: 1, maxBytes: 0 },
    { spacingCost: NaN, maxBytes: 1 },
  ])('limits like %j are refused', (limits) => {
    expect(() => new Checkpoints(limits)).toThrow('checkpoints need limits above 0');
  });
});

describe('an edit of the past', () => {
  test('drops what lies after it, and keeps what lies at it', () => {
    const checkpoints = holding(0, 50, 100, 150);
    checkpoints.dropAfter(100);
    expect([checkpoints.ordinals(), checkpoints.bytes]).toEqual([[0, 50, 100], 300]);
    checkpoints.dropAfter(99);
    expect(checkpoints.ordinals()).toEqual([0, 50]);
    checkpoints.dropAfter(-1);
    expect([checkpoints.count, checkpoints.bytes]).toEqual([0, 0]);
  });

  test('leaves room for the checkpoints of the new future', () => {
    const checkpoints = holding(0, 50, 100);
    checkpoints.dropAfter(50);
    checkpoints.add({ ...at(80), image: 'another future' });
    expect(checkpoints.nearestBefore(100)?.image).toBe('another future');
  });
});

describe('thinning', () => {
  /** A run of `count` checkpoints, 10 events apart, of which `kept` fit. */
  function thinned(count: number, kept: number): Checkpoints<string> {
    const checkpoints = new Checkpoints<string>({ spacingCost: 10, maxBytes: kept * 100 });
    for (let n = 0; n <= count; n += 1) checkpoints.add(at(n * 10));
    return checkpoints;
  }

  test('removes nothing while all fit', () => {
    expect(thinned(9, 10).count).toBe(10);
  });

  test('keeps the first, the last, and as many as fit', () => {
    const checkpoints = thinned(1000, 20);
    expect([checkpoints.count, checkpoints.bytes]).toEqual([20, 2000]);
    expect(checkpoints.ordinals().at(0)).toBe(0);
    expect(checkpoints.ordinals().at(-1)).toBe(10_000);
  });

  test('leaves gaps that grow with age', () => {
    const ordinals = thinned(5000, 30).ordinals();
    const newest = ordinals.at(-1)!;
    for (let i = 1; i < ordinals.length - 1; i += 1) {
      const gap = ordinals[i]! - ordinals[i - 1]!;
      const age = newest - ordinals[i - 1]!;
      // 30 checkpoints over 5000 spacings: a gap of about half its age would need 12.
      expect(gap).toBeLessThanOrEqual(Math.max(20, age * 0.6));
    }
    const young = ordinals.filter((ordinal) => ordinal > newest - 100).length;
    const old = ordinals.filter((ordinal) => ordinal < 1000).length;
    expect(young).toBeGreaterThan(old);
  });

  test('a checkpoint too large for everything does not stay, and the first does', () => {
    const checkpoints = new Checkpoints<string>({ spacingCost: 1, maxBytes: 500 });
    checkpoints.add(at(0, 200));
    checkpoints.add(at(10, 200));
    checkpoints.add(at(20, 900));
    expect([checkpoints.ordinals(), checkpoints.bytes]).toEqual([[0], 200]);
    checkpoints.add(at(30, 300));
    expect(checkpoints.ordinals()).toEqual([0, 30]);
  });

  test('the first stays even when it alone is too large', () => {
    const checkpoints = new Checkpoints<string>({ spacingCost: 1, maxBytes: 500 });
    checkpoints.add(at(0, 900));
    expect([checkpoints.ordinals(), checkpoints.bytes]).toEqual([[0], 900]);
  });

  test('never loses count of the bytes, the order, or the first', () => {
    const step = fc.oneof(
      fc.record({ ordinal: fc.nat(500), bytes: fc.nat(400) }),
      fc.record({ dropAfter: fc.nat(500) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const checkpoints = new Checkpoints<string>({ spacingCost: 1, maxBytes: 2000 });
        checkpoints.add(at(0, 10));
        for (const one of steps) {
          if ('ordinal' in one) checkpoints.add(at(one.ordinal + 1, one.bytes));
          else checkpoints.dropAfter(one.dropAfter);
          const ordinals = checkpoints.ordinals();
          expect(ordinals).toEqual(ordinals.toSorted((x, y) => x - y));
          expect(new Set(ordinals).size).toBe(ordinals.length);
          expect(ordinals[0]).toBe(0);
          expect(checkpoints.bytes).toBeLessThanOrEqual(2000);
          const sum = ordinals.map((ordinal) => checkpoints.nearestBefore(ordinal)!.bytes);
          expect(checkpoints.bytes).toBe(sum.reduce((total, bytes) => total + bytes, 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});
