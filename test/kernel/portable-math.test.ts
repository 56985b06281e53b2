/** The portable logarithm, exponential and power: exact cases, edges, and measured error. */
import { describe, expect, test } from 'vitest';
import { exp, ln, Luck, pow, purpose } from '../../src/kernel/index.ts';
import { errorInUnits, exactExp, exactLn, fixedOf, floatOf } from './exact-functions.ts';

const DRAW = purpose('arguments of the mathematics test');
const luck = new Luck('mathematics');

/** The largest error over arguments drawn from a range. */
function worstError(
  draws: number,
  argument: (u: number) => number,
  error: (x: number) => number,
): number {
  let worst = 0;
  for (let i = 0; i < draws; i += 1) {
    worst = Math.max(worst, error(argument(luck.uniform(DRAW, i))));
  }
  return worst;
}

describe('the exact functions these are held to', () => {
  test('agree with known digits', () => {
    // ln 2 and e to 34 digits, from the OEIS (A002162, A001113).
    const scaled = (fixed: bigint): string => ((fixed * 10n ** 34n) >> 130n).toString();
    expect(scaled(exactLn(2))).toBe('6931471805599453094172321214581765');
    expect(scaled(exactExp(1))).toBe('27182818284590452353602874713526624');
  });

  test('carry floats there and back', () => {
    for (const x of [1, -1, 0.1, 12345.678, 2 ** -60, -(2 ** 40)])
      expect(floatOf(fixedOf(x))).toBe(x);
  });
});

describe('logarithm', () => {
  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-1, NaN],
    [NaN, NaN],
    [2, Math.LN2],
    [10, Math.LN10],
    [Math.E, 1],
    [2 ** -1074, -744.4400719213812],
    [Number.MAX_VALUE, 709.782712893384],
  ])('of %d is %d', (x, expected) => {
    expect(ln(x)).toBe(expected);
  });

  test('of a power of two is that many times ln 2', () => {
    for (let k = -1022; k <= 1023; k += 1) {
      const error = errorInUnits(ln(2 ** k), exactLn(2 ** k));
      expect(error).toBeLessThan(1);
    }
  });

  test.each<[string, (u: number) => number]>([
    ['from 0 to 1', (u) => u + 2 ** -54],
    ['close to 1', (u) => 1 + (u - 0.5) / 1024],
    ['across the fold at the square root of 2', (u) => 1.40625 + u / 64],
    ['up to a million', (u) => u * 1e6 + 1],
    ['over 180 powers of ten', (u) => 10 ** (u * 180 - 90)],
  ])('%s is within 1 unit in the last place', (_range, argument) => {
    expect(worstError(4000, argument, (x) => errorInUnits(ln(x), exactLn(x)))).toBeLessThan(1);
  });

  test('never falls as its argument rises', () => {
    let last = -Infinity;
    for (let i = 1; i <= 20_000; i += 1) {
      const value = ln(i / 1000);
      expect(value).toBeGreaterThan(last);
      last = value;
    }
  });

  test('is close to the engine’s own', () => {
    const error = worstError(
      20_000,
      (u) => u * 100,
      (x) => Math.abs(ln(x) - Math.log(x)) / Math.max(Math.abs(Math.log(x)), 1e-300),
    );
    expect(error).toBeLessThan(5e-16);
  });
});

describe('exponential', () => {
  test.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [710, Infinity],
    [709.7827128933841, Infinity],
    [-746, 0],
    [-745.1332191019412, 0],
    [1, 2.7182818284590455],
    [-745, 2 ** -1074],
    [2 ** -60, 1],
  ])('of %d is %d', (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  test.each<[string, (u: number) => number]>([
    ['from -1 to 1', (u) => u * 2 - 1],
    ['close to 0', (u) => (u - 0.5) / 4096],
    ['from -20 to 0', (u) => -20 * u],
    ['from -20 to 20', (u) => u * 40 - 20],
  ])('%s is within 1 unit in the last place', (_range, argument) => {
    expect(worstError(4000, argument, (x) => errorInUnits(exp(x), exactExp(x)))).toBeLessThan(1);
  });

  test('reaches both ends of the floats', () => {
    expect(exp(709.782712893384)).toBeGreaterThan(1.797e308);
    expect(exp(-708.5)).toBeLessThan(2 ** -1022);
    expect(exp(-708.5)).toBeCloseTo(Math.exp(-708.5), 320);
    expect(exp(-740)).toBeGreaterThan(0);
  });

  test('undoes the logarithm', () => {
    const error = worstError(
      5000,
      (u) => u * 50 + 0.001,
      (x) => Math.abs(exp(ln(x)) / x - 1),
    );
    expect(error).toBeLessThan(2e-15);
  });
});

describe('power', () => {
  test.each([
    [2, 10, 1024],
    [3, 4, 81],
    [10, -5, 0.00001],
    [10, 15, 1e15],
    [-2, 3, -8],
    [-2, -2, 0.25],
    [1.5, 2, 2.25],
    [7, 0, 1],
    [0, 0, 1],
    [NaN, 0, 1],
    [1, NaN, 1],
    [1, Infinity, 1],
    [0, 5, 0],
    [0, -1, Infinity],
    [0, 0.5, 0],
    [0, -0.5, Infinity],
    [0, NaN, NaN],
    [2, 64, 2 ** 64],
    [2, 1000, 2 ** 1000],
    [-2, 0.5, NaN],
    [-2, 65, NaN],
    [NaN, 2, NaN],
    [2, NaN, NaN],
    [2, Infinity, Infinity],
    [2, -Infinity, 0],
    [0.5, Infinity, 0],
  ])('%d to the %d is %d', (x, y, expected) => {
    const value = pow(x, y);
    if (Math.abs(y) > 64 && Number.isFinite(expected) && expected !== 0) {
      expect(value / expected).toBeCloseTo(1, 12);
    } else {
      expect(value).toBe(expected);
    }
  });

  test('the square root agrees with the real one', () => {
    for (let i = 1; i <= 1000; i += 1) expect(pow(i, 0.5) / Math.sqrt(i)).toBeCloseTo(1, 14);
  });

  test('fractions of whole powers agree with Math.pow to a few units', () => {
    for (let i = 0; i < 5000; i += 1) {
      const x = luck.uniform(DRAW, i, 1) * 100;
      const y = luck.uniform(DRAW, i, 2) * 10 - 5;
      expect(Math.abs(pow(x, y) / x ** y - 1)).toBeLessThan(1e-14);
    }
  });
});

/** Fixed bit patterns, so that a change of even one rounding is noticed. */
test('golden values', () => {
  const bits = (x: number): string => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, x);
    return view.getBigUint64(0).toString(16);
  };
  expect([0.1, 3, 123.456, 1e-310].map((x) => bits(ln(x)))).toMatchInlineSnapshot(`
    [
      "c0026bb1bbb55515",
      "3ff193ea7aad030a",
      "401343774f3e2362",
      "c0864e69394d9508",
    ]
  `);
  expect([0.1, -3.7, 123.456, -720.5].map((x) => bits(exp(x)))).toMatchInlineSnapshot(`
    [
      "3ff1aec7b35a00d4",
      "3f99511fc6871044",
      "4b11428e1cbc0143",
      "5cf08fff0",
    ]
  `);
  expect([0.1, 2.5, -1.1, 70].map((y) => bits(pow(7.25, y)))).toMatchInlineSnapshot(`
    [
      "3ff3815eb902530b",
      "4061b0ec713bad00",
      "3fbcf6f2bf6bbe3f",
      "4c70aa0110f7ac36",
    ]
  `);
});
