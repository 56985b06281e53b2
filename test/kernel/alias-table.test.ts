/** Draws by weight: shares, zeros, refusals, and Zipf's law. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AliasTable, Luck, purpose, zipfWeights } from '../../src/kernel/index.ts';
import { chiSquareDeviate } from './statistics.ts';

const CHOICE = purpose('choice in the alias test');
const luck = new Luck('choices');

function countsOf(table: AliasTable, draws: number): Int32Array {
  const counts = new Int32Array(table.length);
  for (let n = 0; n < draws; n += 1) {
    const choice = table.draw(luck, CHOICE, n);
    counts[choice] = counts[choice]! + 1;
  }
  return counts;
}

describe('choices come as often as they weigh', () => {
  test.each<[string, number[]]>([
    ['equal', [1, 1, 1, 1]],
    ['two to one', [2, 1]],
    ['very uneven', [0.001, 1000, 1, 10, 100]],
    ['one alone', [5]],
    ['with zeros', [0, 3, 0, 1, 0]],
    ['tiny numbers', [1e-300, 2e-300, 3e-300]],
    ['a hundred', Array.from({ length: 100 }, (_, i) => i + 1)],
  ])('%s', (_name, weights) => {
    const draws = 100_000;
    const counts = countsOf(new AliasTable(weights), draws);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const expected = weights.map((weight) => (weight / total) * draws);
    const positive = expected.filter((mean) => mean > 0);
    if (positive.length > 1 && Math.min(...positive) > 5) {
      expect(Math.abs(chiSquareDeviate(counts, expected))).toBeLessThan(4);
    }
    weights.forEach((weight, i) => {
      if (weight === 0) expect(counts[i]).toBe(0);
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(draws);
  });

  test('what weighs nothing is never chosen, whatever the others weigh', () => {
    const weights = fc.array(
      fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(weights, (given) => {
        fc.pre(given.some((weight) => weight > 0));
        const table = new AliasTable(given);
        for (let n = 0; n < 200; n += 1) {
          expect(given[table.draw(luck, CHOICE, n)]).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('scaling all weights changes no draw', () => {
    const one = new AliasTable([1, 2, 3, 4]);
    const same = new AliasTable([1024, 2048, 3072, 4096]);
    for (let n = 0; n < 1000; n += 1) {
      expect(one.draw(luck, CHOICE, n, 2, 3)).toBe(same.draw(luck, CHOICE, n, 2, 3));
    }
  });

  test('each part of the key counts', () => {
    const table = new AliasTable(Array.from({ length: 1000 }, () => 1));
    const draws = [
      table.draw(luck, CHOICE, 1),
      table.draw(luck, CHOICE, 1, 1),
      table.draw(luck, CHOICE, 1, 0, 1),
    ];
    expect(new Set(draws).size).toBe(3);
    expect(table.draw(luck, CHOICE, 1, 0, 0)).toBe(draws[0]);
  });
});

describe('refusals', () => {
  test.each<[number[], string]>([
    [[], 'the 0 weights sum to 0'],
    [[0, 0], 'the 2 weights sum to 0'],
    [[1, -1], 'weight 1 is -1'],
    [[NaN], 'weight 0 is NaN'],
    [[1, Infinity], 'weight 1 is Infinity'],
    [[Number.MAX_VALUE, Number.MAX_VALUE], 'sum to Infinity'],
  ])('%j', (weights, refusal) => {
    expect(() => new AliasTable(weights)).toThrow(refusal);
  });

  test.each([
    [0, 1],
    [1.5, 1],
    [NaN, 1],
    [10, -1],
    [10, NaN],
    [10, Infinity],
  ])('Zipf weights of %d with exponent %d', (n, exponent) => {
    expect(() => zipfWeights(n, exponent)).toThrow('no Zipf weights');
  });
});

describe('Zipf', () => {
  test('with exponent 1 the k-th weighs 1/k', () => {
    expect(zipfWeights(5, 1)).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]);
  });

  test('with exponent 0 all weigh the same, with 2 they fall by the square', () => {
    expect(zipfWeights(3, 0)).toEqual([1, 1, 1]);
    expect(zipfWeights(3, 2)).toEqual([1, 1 / 4, 1 / 9]);
  });

  test('a broken exponent lies between the whole ones', () => {
    const weights = zipfWeights(100, 1.07);
    weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo((i + 1) ** -1.07, 13);
    });
  });

  test('ten thousand conversations are drawn by rank', () => {
    const weights = zipfWeights(10_000, 1);
    const draws = 300_000;
    const counts = countsOf(new AliasTable(weights), draws);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const expected = weights.map((weight) => (weight / total) * draws);
    // Ranks above 500 have few draws each: the first 500 apart, the rest together.
    const head = [...counts.subarray(0, 500), counts.subarray(500).reduce((a, b) => a + b, 0)];
    const headExpected = [
      ...expected.slice(0, 500),
      expected.slice(500).reduce((sum, mean) => sum + mean, 0),
    ];
    expect(Math.abs(chiSquareDeviate(head, headExpected))).toBeLessThan(4);
  });

  test('golden draws', () => {
    const table = new AliasTable(zipfWeights(1000, 1.1));
    const draws = Array.from({ length: 12 }, (_, n) => table.draw(luck, CHOICE, n));
    expect(draws).toMatchInlineSnapshot(`
      [
        5,
        0,
        8,
        2,
        56,
        112,
        448,
        91,
        48,
        97,
        7,
        72,
      ]
    `);
  });
});
