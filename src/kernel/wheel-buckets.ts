/**
 * The buckets of the timing wheel: which bucket a time belongs to, the ends of each bucket's
 * list, and three layers of bits that find the first bucket in use without a search.
 */

const LEVELS = 7;
const BUCKETS = LEVELS * 256;

/** No record. */
export const NONE = -1;

/** What a checkpoint keeps of the buckets. */
export interface BucketsImage {
  readonly ends: Int32Array;
  readonly bits: Int32Array;
  readonly reference: Int32Array;
}

/** Where the two upper layers of bits begin: 8 words of buckets a level, then a word a level. */
const WORD_BITS = LEVELS * 8;
const LEVEL_BITS = WORD_BITS + LEVELS;

export class WheelBuckets {
  /** Head and tail of each bucket's list, side by side: 2 * bucket and 2 * bucket + 1. */
  readonly ends = new Int32Array(BUCKETS * 2).fill(NONE);
  /** The time that levels are counted from, as high and low word. */
  readonly reference = new Int32Array(2);
  /** Bits of the buckets in use, of the words of those in use, and of the levels in use. */
  private readonly bits = new Int32Array(LEVEL_BITS + 1);

  /** Memory of these arrays, in bytes. */
  get bytes(): number {
    return (this.ends.length + this.reference.length + this.bits.length) * 4;
  }

  /** The bucket for a time: its level is the highest byte that differs from the reference. */
  bucketOf(high: number, low: number): number {
    const highDifference = high ^ this.reference[0]!;
    if (highDifference === 0) {
      const level = (31 - Math.clz32((low ^ this.reference[1]!) | 1)) >> 3;
      return (level << 8) | ((low >>> (level << 3)) & 255);
    }
    const level = (31 - Math.clz32(highDifference)) >> 3;
    return ((level + 4) << 8) | ((high >>> (level << 3)) & 255);
  }

  /** The bucket in use that comes first: lowest level, then lowest byte. At least one must be. */
  first(): number {
    const bits = this.bits;
    const level = lowestBit(bits[LEVEL_BITS]!);
    const word = (level << 3) | lowestBit(bits[WORD_BITS + level]!);
    return (word << 5) | lowestBit(bits[word]!);
  }

  markUsed(bucket: number): void {
    const bits = this.bits;
    const level = bucket >> 8;
    const word = bucket >> 5;
    bits[word] = bits[word]! | (1 << (bucket & 31));
    bits[WORD_BITS + level] = bits[WORD_BITS + level]! | (1 << (word & 7));
    bits[LEVEL_BITS] = bits[LEVEL_BITS]! | (1 << level);
  }

  markEmpty(bucket: number): void {
    const bits = this.bits;
    const level = bucket >> 8;
    const word = bucket >> 5;
    this.ends[bucket * 2] = NONE;
    this.ends[bucket * 2 + 1] = NONE;
    if ((bits[word] = bits[word]! & ~(1 << (bucket & 31))) !== 0) return;
    if ((bits[WORD_BITS + level] = bits[WORD_BITS + level]! & ~(1 << (word & 7))) !== 0) return;
    bits[LEVEL_BITS] = bits[LEVEL_BITS]! & ~(1 << level);
  }

  /** Moves the reference to the start of a bucket's span; (high, low) is any time inside it. */
  moveReferenceTo(bucket: number, high: number, low: number): void {
    const shift = (bucket >> 8) << 3;
    if (shift < 32) {
      this.reference[1] = (low >>> shift) << shift;
    } else {
      this.reference[0] = (high >>> (shift - 32)) << (shift - 32);
      this.reference[1] = 0;
    }
  }

  save(): BucketsImage {
    return {
      ends: this.ends.slice(),
      bits: this.bits.slice(),
      reference: this.reference.slice(),
    };
  }

  restore(image: BucketsImage): void {
    this.ends.set(image.ends);
    this.bits.set(image.bits);
    this.reference.set(image.reference);
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
