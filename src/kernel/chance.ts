/**
 * Keyed luck. A draw is a pure function of (seed, purpose, key), never of the draws before it:
 * adding a node or losing a message leaves everyone else's luck as it was.
 */
import { GOLDEN, wordOfText } from './mixing.ts';
import { keysOfSeed } from './seed.ts';
import { exponentialZiggurat, normalZiggurat } from './ziggurat.ts';

/** What a draw decides ('hop latency', 'packet loss'), as a 32-bit word. Made by `purpose`. */
export type Purpose = number;

const registeredPurposes = new Map<Purpose, string>();

/**
 * The word of a purpose's name; the same in every run and version.
 * @throws Error when another name already has this word, which would tie their luck together.
 */
export function purpose(name: string): Purpose {
  const word = wordOfText(name, 0x70757270);
  const owner = registeredPurposes.get(word);
  if (owner !== undefined && owner !== name) {
    throw new Error(`purposes "${owner}" and "${name}" share the word ${word}: rename one of them`);
  }
  registeredPurposes.set(word, name);
  return word;
}

/** The key of a node or message by the name of its origin ('ana/m3'): an int32, always the same. */
export function keyOf(name: string): number {
  return wordOfText(name, 0x6b657973);
}

const TWO_TO_32 = 4294967296;
const TWO_TO_53 = 9007199254740992;

/**
 * The luck of one seed. Key parts are 32-bit integers (signed or not); a part left out is 0.
 * Every method throws RangeError on a part that is not a 32-bit integer.
 */
export class Luck {
  readonly seed: string;
  private readonly keys: Int32Array;
  /** The second word of the last draw, for whoever needs 64 bits. */
  private readonly second = new Int32Array(1);

  constructor(seed: string) {
    this.seed = seed;
    this.keys = keysOfSeed(seed, 4);
  }

  /** 32 random bits as an integer, 0 to 2^32 - 1. */
  bits(p: Purpose, a: number, b = 0, c = 0): number {
    return this.draw(p, a, b, c, 0) >>> 0;
  }

  /** A number from 0 up to but not including 1, in steps of 2^-53. */
  uniform(p: Purpose, a: number, b = 0, c = 0): number {
    return this.uniformOfAttempt(p, a, b, c, 0);
  }

  /**
   * A whole number from 0 to n - 1, each equally likely.
   * @throws RangeError unless n is a whole number from 1 to 2^32.
   */
  below(n: number, p: Purpose, a: number, b = 0, c = 0): number {
    if (!(n >= 1 && n <= TWO_TO_32 && Math.floor(n) === n)) {
      throw new RangeError(`cannot draw below ${n}: expected a whole number from 1 to 2^32`);
    }
    // The last, incomplete block of n values would favour the small ones: draw again instead.
    const end = TWO_TO_32 - (TWO_TO_32 % n);
    for (let attempt = 0; ; attempt += 1) {
      const word = this.draw(p, a, b, c, attempt) >>> 0;
      if (word < end) return word % n;
    }
  }

  /**
   * True with the given probability; 0 is never, 1 is always.
   * @throws RangeError unless the probability is from 0 to 1.
   */
  chance(probability: number, p: Purpose, a: number, b = 0, c = 0): boolean {
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`${probability} is not a probability: expected 0 to 1`);
    }
    return this.uniformOfAttempt(p, a, b, c, 0) < probability;
  }

  /** An exponential waiting time with mean 1; multiply it by the mean you want. */
  exponential(p: Purpose, a: number, b = 0, c = 0): number {
    for (let attempt = 0; ; attempt += 2) {
      const word = this.draw(p, a, b, c, attempt) >>> 0;
      const layer = this.second[0]! & 255;
      if (word < exponentialZiggurat.inside[layer]!) {
        return word * exponentialZiggurat.width[layer]!;
      }
      const edge = this.uniformOfAttempt(p, a, b, c, attempt + 1);
      const value = exponentialZiggurat.outside(layer, word, edge);
      if (value >= 0) return value;
    }
  }

  /** A normal (Gaussian) number with mean 0 and standard deviation 1. */
  normal(p: Purpose, a: number, b = 0, c = 0): number {
    for (let attempt = 0; ; attempt += 3) {
      const word = this.draw(p, a, b, c, attempt);
      const second = this.second[0]!;
      const layer = second & 255;
      const size = word >>> 0;
      // The sign comes from a bit that neither the size nor the layer uses.
      const sign = second < 0 ? -1 : 1;
      if (size < normalZiggurat.inside[layer]!) return sign * size * normalZiggurat.width[layer]!;
      const edge = this.uniformOfAttempt(p, a, b, c, attempt + 1);
      const other = this.uniformOfAttempt(p, a, b, c, attempt + 2);
      const value = normalZiggurat.outside(layer, size, edge, other);
      if (value >= 0) return sign * value;
    }
  }

  private uniformOfAttempt(p: Purpose, a: number, b: number, c: number, attempt: number): number {
    const high = this.draw(p, a, b, c, attempt) >>> 5;
    return (high * 67108864 + (this.second[0]! >>> 6)) / TWO_TO_53;
  }

  /**
   * The hash behind every draw: returns one int32 and leaves another in `second`.
   * Two lanes take in the same words with different multipliers, each step one-to-one, so two
   * keys meet only if both lanes do (2^-64); only then are the lanes mixed into each other.
   */
  private draw(p: Purpose, a: number, b: number, c: number, attempt: number): number {
    if (!(is32Bit(p) && is32Bit(a) && is32Bit(b) && is32Bit(c))) throw badKey([p, a, b, c]);
    const keys = this.keys;
    let x = Math.imul(keys[0]! ^ p, 0x21f0aaad);
    let y = Math.imul(keys[1]! ^ p, 0x735a2d97);
    x = Math.imul(x ^ (x >>> 16) ^ a, 0x2c1b3c6d);
    y = Math.imul(y ^ (y >>> 15) ^ a, 0x297a2d39);
    x = Math.imul(x ^ (x >>> 15) ^ b, 0x7feb352d);
    y = Math.imul(y ^ (y >>> 16) ^ b, 0x5f356495);
    x = Math.imul(x ^ (x >>> 16) ^ c, 0x21f0aaad);
    y = Math.imul(y ^ (y >>> 15) ^ c, 0x735a2d97);
    x = ((x ^ (x >>> 15)) + keys[2]! + Math.imul(attempt, GOLDEN)) | 0;
    y = ((y ^ (y >>> 16)) + keys[3]! + x) | 0;
    x = Math.imul(y ^ (y >>> 15) ^ x, 0x2c1b3c6d);
    y = Math.imul(x ^ (x >>> 16) ^ y, 0x7feb352d);
    x = Math.imul(y ^ (y >>> 15) ^ x, 0x735a2d97);
    y = Math.imul(x ^ (x >>> 16) ^ y, 0x21f0aaad);
    this.second[0] = y ^ (y >>> 15);
    return x ^ (x >>> 16) ^ (y >>> 13);
  }
}

function is32Bit(part: number): boolean {
  return (part | 0) === part || part >>> 0 === part;
}

function badKey(parts: readonly number[]): RangeError {
  const cure = 'give 32-bit integers; keyOf turns a name into one';
  return new RangeError(`(${parts.join(', ')}) is not a key of luck: ${cure}`);
}
