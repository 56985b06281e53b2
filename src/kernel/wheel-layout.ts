/**
 * How a timing wheel lies in memory: the words of a record, and three layers of bits that find
 * the first bucket in use without a search.
 */
import type { TimeUs } from './time.ts';

/** No record, no cause. */
export const NONE = -1;

/** A record is 8 words, half a cache line. Links hold the first word of a record, or NONE. */
export const RECORD_SHIFT = 3;
export const RECORD_WORDS = 1 << RECORD_SHIFT;
/** The time's upper 21 bits, and above them the generation of the record's handle. */
export const STAMP = 0;
export const TIME_LOW = 1;
export const NEXT = 2;
export const PREVIOUS = 3;
export const KIND = 4;
export const ENTITY = 5;
export const A = 6;
export const B = 7;

export const TIME_HIGH_BITS = 21;
export const TIME_HIGH_MASK = (1 << TIME_HIGH_BITS) - 1;

/** In PREVIOUS: this record is not pending. */
export const FREE = -2;

/** A handle is slot and generation, so that a handle kept too long cannot hit the next user. */
export const SLOT_BITS = 23;
export const SLOTS = 1 << SLOT_BITS;
export const GENERATIONS = 255;

const LEVELS = 7;
export const BUCKETS = LEVELS * 256;
/** Bits of the buckets in use (8 words a level), of those words (a word a level), of the levels. */
const WORDS_IN_USE = LEVELS * 8;
const LEVELS_IN_USE = WORDS_IN_USE + LEVELS;
export const BIT_WORDS = LEVELS_IN_USE + 1;

/** How many microseconds one bucket of a level covers. */
export function spanOf(level: number): TimeUs {
  return SPANS[level]!;
}

const SPANS = Float64Array.from({ length: LEVELS }, (_, level) =>
  level < 4 ? (1 << (level * 4)) * (1 << (level * 4)) : (1 << ((level - 4) * 8)) * 4294967296,
);

/** The time of a record, in microseconds. */
export function timeAt(records: Int32Array, record: number): TimeUs {
  const timeHigh = records[record + STAMP]! & TIME_HIGH_MASK;
  return timeHigh * 4294967296 + (records[record + TIME_LOW]! >>> 0);
}

/** The handle of a record's present event: a positive int32. */
export function handleAt(records: Int32Array, record: number): number {
  return ((records[record + STAMP]! >>> TIME_HIGH_BITS) << SLOT_BITS) | (record >> RECORD_SHIFT);
}

/** The bucket for a time: its level is the highest byte in which it differs from the reference. */
export function bucketFor(
  timeHigh: number,
  timeLow: number,
  referenceHigh: number,
  referenceLow: number,
): number {
  const highDifference = timeHigh ^ referenceHigh;
  if (highDifference === 0) {
    const level = (31 - Math.clz32((timeLow ^ referenceLow) | 1)) >> 3;
    return (level << 8) | ((timeLow >>> (level << 3)) & 255);
  }
  const level = (31 - Math.clz32(highDifference)) >> 3;
  return ((level + 4) << 8) | ((timeHigh >>> (level << 3)) & 255);
}

/** The bucket in use that comes first: lowest level, then lowest byte. At least one must be. */
export function firstBucket(bits: Int32Array): number {
  const level = lowestBit(bits[LEVELS_IN_USE]!);
  const word = (level << 3) | lowestBit(bits[WORDS_IN_USE + level]!);
  return (word << 5) | lowestBit(bits[word]!);
}

export function markUsed(bits: Int32Array, bucket: number): void {
  const level = bucket >> 8;
  const word = bucket >> 5;
  bits[word] = bits[word]! | (1 << (bucket & 31));
  bits[WORDS_IN_USE + level] = bits[WORDS_IN_USE + level]! | (1 << (word & 7));
  bits[LEVELS_IN_USE] = bits[LEVELS_IN_USE]! | (1 << level);
}

export function markEmpty(bits: Int32Array, bucket: number): void {
  const level = bucket >> 8;
  const word = bucket >> 5;
  if ((bits[word] = bits[word]! & ~(1 << (bucket & 31))) !== 0) return;
  const words = bits[WORDS_IN_USE + level]! & ~(1 << (word & 7));
  bits[WORDS_IN_USE + level] = words;
  if (words === 0) bits[LEVELS_IN_USE] = bits[LEVELS_IN_USE]! & ~(1 << level);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
