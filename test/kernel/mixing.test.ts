/** The scramble of words: one-to-one, thorough, and the same for ever. */
import { describe, expect, test } from 'vitest';
import { hexOfWord, scramble, wordOfText } from '../../src/kernel/mixing.ts';

test('different words stay different', () => {
  const seen = new Set<number>();
  for (let word = 0; word < 100_000; word += 1) seen.add(scramble(word * 40_503));
  expect(seen.size).toBe(100_000);
});

test('each bit of a word changes about half of the result', () => {
  for (let bit = 0; bit < 32; bit += 1) {
    let changed = 0;
    for (let word = 0; word < 2000; word += 1) {
      const given = Math.imul(word, 0x9e3779b9);
      let difference = scramble(given) ^ scramble(given ^ (1 << bit));
      for (; difference !== 0; difference &= difference - 1) changed += 1;
    }
    expect(changed / 2000).toBeGreaterThan(15.5);
    expect(changed / 2000).toBeLessThan(16.5);
  }
});

describe('the word of a text', () => {
  test('differs for texts that are alike', () => {
    const texts = ['', 'a', 'b', 'aa', 'ab', 'ba', 'a\0', '\0a', '\0', '\0\0', 'ä', '\u01e4'];
    expect(new Set(texts.map((text) => wordOfText(text))).size).toBe(texts.length);
  });

  test('differs for ten thousand message names', () => {
    const words = new Set<number>();
    for (let n = 0; n < 10_000; n += 1) words.add(wordOfText(`ana/m${n}`));
    expect(words.size).toBe(10_000);
  });

  test('depends on where it starts', () => {
    expect(wordOfText('ana', 1)).not.toBe(wordOfText('ana', 2));
  });

  test('is an int32 and never changes', () => {
    expect(['', 'ana', 'server-1', 'ana/m1'].map((text) => wordOfText(text)))
      .toMatchInlineSnapshot(`
      [
        0,
        65599112,
        -1178696242,
        -1116010095,
      ]
    `);
  });
});

test.each([
  [0, '00000000'],
  [1, '00000001'],
  [-1, 'ffffffff'],
  [0x7fffffff, '7fffffff'],
])('%d in hexadecimal is %s', (word, hex) => {
  expect(hexOfWord(word)).toBe(hex);
});
