/** Keyed luck as its users meet it: repeatable, by key, within its range, and clear in refusing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf, Luck, purpose } from '../../src/kernel/index.ts';

const LATENCY = purpose('latency in the chance test');
const LOSS = purpose('loss in the chance test');
const ana = keyOf('ana');
const ben = keyOf('ben');

const anyWord = fc.oneof(fc.integer(), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(20));

describe('a draw depends on its key and on nothing else', () => {
  test('any order of drawing, and any other draws between, give the same values', () => {
    const luck = new Luck('tuesday');
    const keys = Array.from({ length: 50 }, (_, n) => n);
    const forwards = keys.map((n) => luck.uniform(LATENCY, ana, n));
    for (const n of keys) luck.normal(LOSS, ben, n);
    const backwards = keys.toReversed().map((n) => luck.uniform(LATENCY, ana, n));
    expect(backwards.toReversed()).toEqual(forwards);
    expect(keys.map((n) => new Luck('tuesday').uniform(LATENCY, ana, n))).toEqual(forwards);
  });

  test('another seed, purpose, or part of the key gives another value', () => {
    const luck = new Luck('tuesday');
    const values = [
      luck.bits(LATENCY, ana, 1, 1),
      luck.bits(LOSS, ana, 1, 1),
      luck.bits(LATENCY, ben, 1, 1),
      luck.bits(LATENCY, ana, 2, 1),
      luck.bits(LATENCY, ana, 1, 2),
      luck.bits(LATENCY, 1, ana, 1),
      luck.bits(LATENCY, 1, 1, ana),
      luck.bits(ana, LATENCY, 1, 1),
      new Luck('Tuesday').bits(LATENCY, ana, 1, 1),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  test('a part left out is 0', () => {
    const luck = new Luck('tuesday');
    expect(luck.bits(LATENCY, ana)).toBe(luck.bits(LATENCY, ana, 0, 0));
    expect(luck.uniform(LATENCY, ana, 3)).toBe(luck.uniform(LATENCY, ana, 3, 0));
  });

  test('a word counts the same signed and unsigned', () => {
    const luck = new Luck('tuesday');
    expect(luck.bits(LATENCY, -1, 0, -5)).toBe(luck.bits(LATENCY, 2 ** 32 - 1, 0, 2 ** 32 - 5));
  });

  test('the seed can be read back', () => {
    expect(new Luck('tuesday').seed).toBe('tuesday');
  });
});

describe('every draw is within its range', () => {
  test('whatever the seed and the key', () => {
    fc.assert(
      fc.property(fc.string(), anyWord, anyWord, anyWord, anyWord, (seed, p, a, b, c) => {
        const luck = new Luck(seed);
        const bits = luck.bits(p, a, b, c);
        expect(bits >>> 0).toBe(bits);
        const uniform = luck.uniform(p, a, b, c);
        expect(uniform >= 0 && uniform < 1).toBe(true);
        expect(Number.isInteger(uniform * 2 ** 53)).toBe(true);
        const waiting = luck.exponential(p, a, b, c);
        expect(waiting >= 0 && waiting < 50).toBe(true);
        expect(Math.abs(luck.normal(p, a, b, c))).toBeLessThan(10);
      }),
    );
  });

  test('whole numbers lie below their bound, up to 2^32', () => {
    const bound = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 2 ** 32 }));
    fc.assert(
      fc.property(bound, anyWord, anyWord, (n, a, b) => {
        const value = new Luck('bounds').below(n, LATENCY, a, b);
        expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
      }),
    );
  });

  test('below 1 there is only 0', () => {
    for (let a = 0; a < 100; a += 1) expect(new Luck('one').below(1, LATENCY, a)).toBe(0);
  });

  test('below 2^32 are the bits themselves', () => {
    const luck = new Luck('all');
    for (let a = 0; a < 100; a += 1) {
      expect(luck.below(2 ** 32, LATENCY, a)).toBe(luck.bits(LATENCY, a));
    }
  });
});

describe('probability', () => {
  test('0 never happens and 1 always does', () => {
    const luck = new Luck('certain');
    for (let n = 0; n < 2000; n += 1) {
      expect([luck.chance(0, LOSS, n), luck.chance(1, LOSS, n)]).toEqual([false, true]);
    }
  });

  test('what happens at a small probability also happens at a larger one', () => {
    const luck = new Luck('monotone');
    for (let n = 0; n < 2000; n += 1) {
      if (luck.chance(0.1, LOSS, n)) expect(luck.chance(0.3, LOSS, n)).toBe(true);
    }
  });

  test.each([-0.01, 1.01, NaN, Infinity])('%d is not a probability', (probability) => {
    expect(() => new Luck('x').chance(probability, LOSS, 1)).toThrow(
      `${probability} is not a probability: expected 0 to 1`,
    );
  });
});

describe('refusals', () => {
  const luck = new Luck('strict');

  test.each([0.5, NaN, Infinity, 2 ** 32, -(2 ** 31) - 1])('%d is no part of a key', (part) => {
    const refusal = 'is not a key of luck: give 32-bit integers';
    expect(() => luck.bits(part, 1)).toThrow(refusal);
    expect(() => luck.bits(LATENCY, part)).toThrow(refusal);
    expect(() => luck.uniform(LATENCY, 1, part)).toThrow(refusal);
    expect(() => luck.below(6, LATENCY, 1, 2, part)).toThrow(refusal);
    expect(() => luck.chance(0.5, LATENCY, part)).toThrow(refusal);
    expect(() => luck.exponential(LATENCY, part)).toThrow(refusal);
    expect(() => luck.normal(LATENCY, part)).toThrow(refusal);
  });

  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 32 + 1])('there is no draw below %d', (n) => {
    expect(() => luck.below(n, LATENCY, 1)).toThrow(`cannot draw below ${n}`);
  });
});

describe('purposes and names', () => {
  test('a purpose may be asked for again', () => {
    expect(purpose('latency in the chance test')).toBe(LATENCY);
  });

  test('two purposes with one word are refused', () => {
    const [first, second] = meetingPurposes();
    purpose(first);
    expect(() => purpose(second)).toThrow(`purposes "${first}" and "${second}" share the word`);
    expect(purpose(first)).toBe(purpose(first));
  });

  test('names differ from purposes of the same text, and both are int32', () => {
    expect(keyOf('latency')).not.toBe(purpose('latency'));
    for (const word of [keyOf('ana'), keyOf(''), purpose('x')]) expect(word | 0).toBe(word);
  });

  test('ten thousand messages of ten phones have keys of their own', () => {
    const keys = new Set<number>();
    for (let phone = 0; phone < 10; phone += 1) {
      for (let n = 0; n < 1000; n += 1) keys.add(keyOf(`phone-${phone}/m${n}`));
    }
    expect(keys.size).toBe(10_000);
  });
});

/** Two texts whose purpose words are the same: the first such pair of "purpose 0", "purpose 1", ... */
function meetingPurposes(): [string, string] {
  return ['purpose 114098', 'purpose 284164'];
}

test('golden draws: a change of chance changes every stored run, so it must be meant', () => {
  const luck = new Luck('tuesday');
  const keys = [0, 1, ana];
  expect(keys.map((a) => luck.bits(LATENCY, a, 2, 3))).toMatchInlineSnapshot(`
    [
      2136296938,
      2686245918,
      1056288461,
    ]
  `);
  expect(keys.map((a) => luck.uniform(LATENCY, a))).toMatchInlineSnapshot(`
    [
      0.23532605962843645,
      0.7115427316442862,
      0.7932694660803816,
    ]
  `);
  expect(keys.map((a) => luck.below(1000, LATENCY, a))).toMatchInlineSnapshot(`
    [
      731,
      766,
      400,
    ]
  `);
  expect(keys.map((a) => luck.exponential(LATENCY, a))).toMatchInlineSnapshot(`
    [
      0.9115161185715109,
      0.4064811074209434,
      1.9577129204273371,
    ]
  `);
  expect(keys.map((a) => luck.normal(LATENCY, a))).toMatchInlineSnapshot(`
    [
      0.5868050720384742,
      -0.5720299206727211,
      1.5294333086651233,
    ]
  `);
  expect([ana, ben, LATENCY]).toMatchInlineSnapshot(`
    [
      107368325,
      -1343430092,
      1453715897,
    ]
  `);
});
