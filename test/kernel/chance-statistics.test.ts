/**
 * Keyed luck as chance: draws are spread as they should be, and nothing about a key, its
 * neighbours, its order or its seed can be read from them. Seeds are fixed, so each limit is
 * either met for ever or shows a change; 4 deviates are passed by chance 3 times in 100,000.
 */
import { describe, expect, test } from 'vitest';
import { keyOf, Luck, purpose } from '../../src/kernel/index.ts';
import { bitsSet, chiSquareDeviate, correlation, evenness, kolmogorov } from './statistics.ts';
import { normalBelow } from './statistics.ts';
import { longTest } from '../proof-size.ts';

const HOP = purpose('hop in the statistics test');
const RETRY = purpose('retry in the statistics test');
const DRAWS = 200_000;

/** The ways in which a run counts its keys: each must look like chance. */
const WALKS: [string, (n: number) => [number, number, number]][] = [
  ['messages of one phone', (n) => [keyOf('ana'), n, 0]],
  ['attempts of one message', (n) => [keyOf('ana'), 17, n]],
  ['many phones', (n) => [n, 0, 0]],
  ['a grid of phones and messages', (n) => [n % 1000, Math.floor(n / 1000), 0]],
  ['a grid of messages and attempts', (n) => [5, Math.floor(n / 8), n % 8]],
  ['equal parts', (n) => [n, n, n]],
  ['steps of 4096', (n) => [n * 4096, 0, 0]],
  ['high bits only', (n) => [n << 14, 0, n << 14]],
  ['falling numbers', (n) => [-n, 0, n]],
];

describe.each(WALKS)('over %s', (_name, keyAt) => {
  const luck = new Luck('walk');

  test('uniform draws are uniform', () => {
    const draws = Array.from({ length: 50_000 }, (_, n) => luck.uniform(HOP, ...keyAt(n)));
    expect(kolmogorov(draws, (x) => x)).toBeLessThan(1.95);
  });

  test('upper and lower bytes of the bits are even', () => {
    const upper = new Int32Array(256);
    const lower = new Int32Array(256);
    for (let n = 0; n < DRAWS; n += 1) {
      const bits = luck.bits(HOP, ...keyAt(n));
      upper[bits >>> 24] = upper[bits >>> 24]! + 1;
      lower[bits & 255] = lower[bits & 255]! + 1;
    }
    expect(Math.abs(evenness(upper))).toBeLessThan(4);
    expect(Math.abs(evenness(lower))).toBeLessThan(4);
  });

  test('one draw says nothing about the next', () => {
    const pairs = new Int32Array(4096);
    let last = luck.bits(HOP, ...keyAt(0)) >>> 26;
    for (let n = 1; n < DRAWS; n += 1) {
      const next = luck.bits(HOP, ...keyAt(n)) >>> 26;
      pairs[last * 64 + next] = pairs[last * 64 + next]! + 1;
      last = next;
    }
    expect(Math.abs(evenness(pairs))).toBeLessThan(4);
  });

  test('the first and the second half of 53 bits are independent', () => {
    const pairs = new Int32Array(1024);
    for (let n = 0; n < DRAWS; n += 1) {
      const draw = luck.uniform(HOP, ...keyAt(n)) * 32;
      const high = Math.floor(draw);
      // The five bits at the border between the two words that make up a draw.
      const low = Math.floor((draw - high) * 2 ** 27) & 31;
      pairs[high * 32 + low] = pairs[high * 32 + low]! + 1;
    }
    expect(Math.abs(evenness(pairs))).toBeLessThan(4);
  });
});

describe('each bit of a key changes half of the draw', () => {
  test.each(['purpose', 'first part', 'second part', 'third part'])('%s', (part) => {
    const at = ['purpose', 'first part', 'second part', 'third part'].indexOf(part);
    const luck = new Luck('avalanche');
    const changes = new Int32Array(32 * 32);
    const rounds = 4000;
    for (let n = 0; n < rounds; n += 1) {
      // Small keys, as in a run: the worst case for a hash.
      const key: [number, number, number, number] = [HOP, n % 40, n, n % 7];
      const before = luck.bits(...key);
      for (let bit = 0; bit < 32; bit += 1) {
        const other: [number, number, number, number] = [...key];
        other[at] = (other[at]! ^ (1 << bit)) | 0;
        const difference = before ^ luck.bits(...other);
        for (let out = 0; out < 32; out += 1) {
          if ((difference >>> out) & 1) changes[bit * 32 + out] = changes[bit * 32 + out]! + 1;
        }
      }
    }
    const deviates = [...changes].map((count) => (count / rounds - 0.5) * 2 * Math.sqrt(rounds));
    // Of 1024 deviates the largest is about 3.3; beyond 5 once in 2000.
    expect(Math.max(...deviates.map((deviate) => Math.abs(deviate)))).toBeLessThan(5);
  });
});

describe('what has other keys is independent', () => {
  const series = (luck: Luck, of: (n: number) => [number, number, number, number]): Float64Array =>
    Float64Array.from({ length: 20_000 }, (_, n) => luck.uniform(...of(n)));
  const tuesday = new Luck('tuesday');
  const base = series(tuesday, (n) => [HOP, 1, n, 0]);

  test.each<[string, () => Float64Array]>([
    ['two purposes', () => series(tuesday, (n) => [RETRY, 1, n, 0])],
    ['two phones', () => series(tuesday, (n) => [HOP, 2, n, 0])],
    ['two attempts', () => series(tuesday, (n) => [HOP, 1, n, 1])],
    ['neighbouring messages', () => series(tuesday, (n) => [HOP, 1, n + 1, 0])],
    ['parts in another order', () => series(tuesday, (n) => [HOP, n, 1, 0])],
    ['purpose and phone exchanged', () => series(tuesday, (n) => [1, HOP, n, 0])],
    ['two seeds', () => series(new Luck('wednesday'), (n) => [HOP, 1, n, 0])],
    ['seeds that differ in a digit', () => series(new Luck('tuesday1'), (n) => [HOP, 1, n, 0])],
  ])('%s', (_which, other) => {
    expect(Math.abs(correlation(base, other()))).toBeLessThan(4);
  });

  test.each([
    ['a', 'b'],
    ['1', '2'],
    ['1', '01'],
    ['seed/1', 'seed/2'],
    ['', ' '],
  ])('seeds "%s" and "%s" share no luck at any distance', (one, other) => {
    const first = series(new Luck(one), (n) => [HOP, 1, n, 0]);
    const second = series(new Luck(other), (n) => [HOP, 1, n, 0]);
    for (let shift = 0; shift < 40; shift += 1) {
      const deviate = correlation(first.subarray(shift), second.subarray(0, 20_000 - shift));
      expect(Math.abs(deviate)).toBeLessThan(4.5);
    }
  });

  test('seed and phone do not add up: phone 2 of seed 1 is not phone 1 of seed 2', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 100; seed += 1) {
      const luck = new Luck(String(seed));
      for (let phone = 0; phone < 100; phone += 1) seen.add(luck.uniform(HOP, phone));
    }
    expect(seen.size).toBe(10_000);
  });

  test('over seeds, one key is uniform and its bits are fair', () => {
    const draws: number[] = [];
    let bits = 0;
    for (let seed = 0; seed < 5000; seed += 1) {
      const luck = new Luck(`sweep/${seed}`);
      draws.push(luck.uniform(HOP, keyOf('ana'), 1));
      bits += bitsSet(luck.bits(HOP, keyOf('ana'), 2));
    }
    expect(kolmogorov(draws, (x) => x)).toBeLessThan(1.95);
    expect(Math.abs(bits - 80_000) / Math.sqrt(40_000)).toBeLessThan(4);
  });
});

longTest('as many 32-bit draws meet as birthdays do', () => {
  const luck = new Luck('birthdays');
  const n = 300_000;
  const seen = new Set<number>();
  for (let i = 0; i < n; i += 1) seen.add(luck.bits(HOP, i % 3000, Math.floor(i / 3000)));
  // n^2 / 2^33 pairs meet on average: 10.5. A hash of 32 bits within would meet far more often.
  expect(n - seen.size).toBeGreaterThan(1);
  expect(n - seen.size).toBeLessThan(25);
});

longTest('two keys that meet in one draw do not meet in the next', () => {
  const luck = new Luck('birthdays');
  const owner = new Map<number, number>();
  const meetings: [number, number][] = [];
  for (let a = 0; a < 300_000; a += 1) {
    const bits = luck.bits(HOP, a, 1);
    const other = owner.get(bits);
    if (other !== undefined) meetings.push([other, a]);
    owner.set(bits, a);
  }
  expect(meetings.length).toBeGreaterThan(0);
  for (const [one, other] of meetings) {
    expect(luck.bits(HOP, one, 2)).not.toBe(luck.bits(HOP, other, 2));
  }
});

describe('whole numbers', () => {
  test.each([2, 3, 6, 7, 10, 100, 1000])('below %d are equally likely', (n) => {
    const luck = new Luck('dice');
    const counts = new Int32Array(n);
    for (let i = 0; i < 100_000; i += 1) {
      const value = luck.below(n, HOP, i);
      counts[value] = counts[value]! + 1;
    }
    expect(Math.abs(evenness(counts))).toBeLessThan(4);
  });

  test('below three quarters of 2^32 have no favoured third', () => {
    // Without drawing again, the first third would be twice as likely as the others.
    const n = 3 * 2 ** 30;
    const luck = new Luck('rejection');
    const counts = new Int32Array(3);
    for (let i = 0; i < 60_000; i += 1) {
      const third = Math.floor(luck.below(n, HOP, i) / 2 ** 30);
      counts[third] = counts[third]! + 1;
    }
    expect(Math.abs(evenness(counts))).toBeLessThan(4);
  });
});

test.each([0.001, 0.02, 0.5, 0.97])('a probability of %d happens that often', (probability) => {
  const luck = new Luck('often');
  let count = 0;
  for (let n = 0; n < DRAWS; n += 1) if (luck.chance(probability, HOP, n)) count += 1;
  const spread = Math.sqrt(DRAWS * probability * (1 - probability));
  expect(Math.abs(count - DRAWS * probability) / spread).toBeLessThan(4);
});

describe('waiting times', () => {
  const luck = new Luck('exponential');
  const draws = Array.from({ length: DRAWS }, (_, n) => luck.exponential(HOP, n));

  test('are exponential with mean 1', () => {
    expect(kolmogorov(draws, (x) => 1 - Math.exp(-x))).toBeLessThan(1.95);
    const mean = draws.reduce((sum, x) => sum + x, 0) / DRAWS;
    expect(Math.abs(mean - 1) * Math.sqrt(DRAWS)).toBeLessThan(4);
  });

  test('reach into the tail as often as they should', () => {
    for (const from of [3, 7, 7.7, 8, 9]) {
      const expected = DRAWS * Math.exp(-from);
      const count = draws.filter((x) => x > from).length;
      expect(Math.abs(count - expected) / Math.sqrt(expected)).toBeLessThan(4);
    }
  });

  test('forget how long they have lasted', () => {
    const beyond = draws.filter((x) => x > 2).map((x) => x - 2);
    expect(kolmogorov(beyond, (x) => 1 - Math.exp(-x))).toBeLessThan(1.95);
  });

  test('fill every stripe under the curve, also between the layers', () => {
    const stripes = 2000;
    const counts = new Int32Array(stripes);
    for (const x of draws) {
      const stripe = Math.floor((1 - Math.exp(-x)) * stripes);
      counts[stripe] = counts[stripe]! + 1;
    }
    expect(Math.abs(evenness(counts))).toBeLessThan(4);
  });
});

describe('normal numbers', () => {
  const luck = new Luck('normal');
  const draws = Array.from({ length: DRAWS }, (_, n) => luck.normal(HOP, n));

  test('are normal with mean 0 and deviation 1', () => {
    expect(kolmogorov(draws, normalBelow)).toBeLessThan(1.95);
    const mean = draws.reduce((sum, x) => sum + x, 0) / DRAWS;
    const square = draws.reduce((sum, x) => sum + x * x, 0) / DRAWS;
    const fourth = draws.reduce((sum, x) => sum + x ** 4, 0) / DRAWS;
    expect(Math.abs(mean) * Math.sqrt(DRAWS)).toBeLessThan(4);
    expect(Math.abs(square - 1) * Math.sqrt(DRAWS / 2)).toBeLessThan(4);
    expect(Math.abs(fourth - 3) * Math.sqrt(DRAWS / 96)).toBeLessThan(4);
  });

  test('have a sign that is independent of their size', () => {
    const cells = new Int32Array(80);
    for (const x of draws) {
      const size = Math.min(39, Math.floor((2 * normalBelow(Math.abs(x)) - 1) * 40));
      const cell = size * 2 + (x < 0 ? 1 : 0);
      cells[cell] = cells[cell]! + 1;
    }
    expect(Math.abs(evenness(cells))).toBeLessThan(4);
  });

  test('reach into both tails as often as they should', () => {
    for (const from of [2, 3, 3.6, 3.7, 4]) {
      const expected = DRAWS * normalBelow(-from);
      for (const sign of [-1, 1]) {
        const count = draws.filter((x) => sign * x > from).length;
        expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected) + 2);
      }
    }
  });
});

test('the tests of chance see what is wrong', () => {
  const skewed = Int32Array.from({ length: 100 }, (_, i) => (i === 0 ? 1600 : 1000));
  expect(evenness(skewed)).toBeGreaterThan(4);
  expect(evenness(new Int32Array(100).fill(1000))).toBeLessThan(-4);
  const squared = Array.from({ length: 1000 }, (_, i) => (i / 1000) ** 1.2);
  expect(kolmogorov(squared, (x) => x)).toBeGreaterThan(1.95);
  const rising = Array.from({ length: 1000 }, (_, i) => i);
  expect(correlation(rising, rising)).toBeCloseTo(Math.sqrt(1000), 6);
  expect(chiSquareDeviate([10, 20], [15, 15])).toBeGreaterThan(1);
  expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 12);
  expect(bitsSet(-1)).toBe(32);
});
