/** Percentiles from whole-number buckets stay within 1.6 % of the sorted list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../src/measures/histogram.ts';

test('a percentile of many values is near the one of the sorted list', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        const sorted = values.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil((percent / 100) * values.length) - 1]!;
        const told = histogram.percentile(percent);
        expect(Math.floor(told)).toBe(told);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact / 64 + 1);
      },
    ),
    { numRuns: 300 },
  );
});

test('a single value is exact, and none is -1', () => {
  const histogram = new Histogram();
  expect(histogram.percentile(50)).toBe(-1);
  histogram.add(123_457);
  expect([1, 50, 99].map((percent) => histogram.percentile(percent))).toEqual([
    123_457, 123_457, 123_457,
  ]);
});
