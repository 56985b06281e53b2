/** Scrambling of 32-bit words: the ground that chance, keys and digests stand on. */

/** 2^32 divided by the golden ratio: steps a counter through all words without a pattern. */
export const GOLDEN = 0x9e3779b9;

/**
 * One-to-one scramble of a 32-bit word; about half the bits of the result change with each bit
 * of the word. Returns an int32. The constants are those of C. Wellons' hash prospector (2022),
 * the least biased of this shape that he found.
 */
export function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** A stable int32 for a text: equal texts give equal words on every machine and in every version. */
export function wordOfText(text: string, start = 0): number {
  let word = scramble(start ^ text.length);
  for (let i = 0; i < text.length; i += 1) {
    // Adding a constant first keeps the scramble from standing still at zero.
    word = scramble((word + GOLDEN) ^ text.charCodeAt(i));
  }
  return word;
}

/** Eight lower-case hexadecimal digits of a 32-bit word. */
export function hexOfWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
