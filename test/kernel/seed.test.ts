/** From the text of a seed to key words: every character counts, and nothing else does. */
import { describe, expect, test } from 'vitest';
import { keysOfSeed } from '../../src/kernel/seed.ts';

/** Bits in which two sets of keys differ. */
function differingBits(one: Int32Array, other: Int32Array): number {
  let count = 0;
  one.forEach((word, i) => {
    for (let rest = word ^ other[i]!; rest !== 0; rest &= rest - 1) count += 1;
  });
  return count;
}

const keys = (seed: string): Int32Array => keysOfSeed(seed, 4);

test('the same seed gives the same keys', () => {
  expect(keys('tuesday')).toEqual(keys('tuesday'));
  expect(keys('tuesday')).not.toBe(keys('tuesday'));
});

describe('seeds that look alike share nothing', () => {
  test.each([
    ['1', '2'],
    ['a', 'b'],
    ['1', '01'],
    ['1', ' 1'],
    ['1', '11'],
    ['1', '1.0'],
    ['', ' '],
    ['', '\0'],
    ['\0', '\0\0'],
    ['x', 'x\0x'],
    ['\x01', '\x01\x01'],
    ['\0', '\x01'],
    ['', '\x01\x03'],
    ['a', 'A'],
    ['é', 'e\u0301'],
    ['a', '\u0161'],
    ['seed/1', 'seed/2'],
    ['x'.repeat(300), `${'x'.repeat(299)}y`],
    ['x'.repeat(300), 'x'.repeat(301)],
    ['xy'.repeat(10), 'xy'.repeat(11)],
  ])('"%s" and "%s"', (one, other) => {
    const differing = differingBits(keys(one), keys(other));
    // 128 coins: 64 on average; beyond 28 from it once in a million.
    expect(Math.abs(differing - 64)).toBeLessThan(28);
  });

  test('a thousand numbered seeds have a thousand sets of keys', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 1000; n += 1) seen.add(keys(`${n}`).join());
    expect(seen.size).toBe(1000);
  });

  test('numbered seeds differ in half of their bits on average', () => {
    let sum = 0;
    for (let n = 0; n < 1000; n += 1) sum += differingBits(keys(`${n}`), keys(`${n + 1}`));
    expect(sum / 1000).toBeGreaterThan(63);
    expect(sum / 1000).toBeLessThan(65);
  });
});

test('golden keys', () => {
  expect([...keys('tuesday')]).toMatchInlineSnapshot(`
    [
      1259233815,
      1410078509,
      -1337510293,
      -477861902,
    ]
  `);
});
