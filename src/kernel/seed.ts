/**
 * Expands the text of a seed into key words. Loads seedrandom's xor4096 alone: the package's
 * main file calls Math.random and writes to the Math object as soon as it is imported.
 */
import xor4096 from 'seedrandom/lib/xor4096.js';

/** `count` int32 key words for a seed. Every character of the seed changes all of them. */
export function keysOfSeed(seed: string, count: number): Int32Array {
  const generator = xor4096(seed);
  const keys = new Int32Array(count);
  for (let i = 0; i < count; i += 1) keys[i] = generator.int32();
  return keys;
}
