/**
 * Expands the text of a seed into key words. Loads seedrandom's xor4096 alone: the package's
 * main file calls Math.random and writes to the Math object as soon as it is imported.
 */
import xor4096 from 'seedrandom/lib/xor4096.js';

/**
 * xor4096 ends a seed with a zero character and reads it round and round, so "" would be the same
 * seed as "\0". Written this way, every text is a seed of its own; usual texts stay as they are.
 */
function withoutZeros(seed: string): string {
  if (seed === '') return '\x01\x03';
  return seed.replaceAll('\x01', '\x01\x01').replaceAll('\0', '\x01\x02');
}

/** `count` int32 key words for a seed. Every character of the seed changes all of them. */
export function keysOfSeed(seed: string, count: number): Int32Array {
  const generator = xor4096(withoutZeros(seed));
  const keys = new Int32Array(count);
  for (let i = 0; i < count; i += 1) keys[i] = generator.int32();
  return keys;
}
