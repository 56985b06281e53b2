/** The wheel's bits and bucket numbers, byte by byte. */
import { describe, expect, test } from 'vitest';
import {
  BIT_WORDS,
  bucketFor,
  BUCKETS,
  firstBucket,
  markEmpty,
  markUsed,
} from '../../src/kernel/wheel-layout.ts';

describe('the bucket of a time', () => {
  test.each([
    ['the reference itself', 0, 0x11223344, 0, 0x11223344, 0, 0x44],
    ['first byte differs', 0, 0x11223399, 0, 0x11223344, 0, 0x99],
    ['second byte', 0, 0x1122aa44, 0, 0x11223344, 1, 0xaa],
    ['third byte', 0, 0x11bb3344, 0, 0x11223344, 2, 0xbb],
    ['fourth byte, sign bit set', 0, 0xcc223344 | 0, 0, 0x11223344, 3, 0xcc],
    ['fifth byte', 0x12, 5, 0x10, 9, 4, 0x12],
    ['sixth byte', 0x3410, 5, 0x1210, 5, 5, 0x34],
    ['seventh byte', 0x1f0000, 5, 0x010000, 5, 6, 0x1f],
  ])('%s', (_which, high, low, referenceHigh, referenceLow, level, byte) => {
    expect(bucketFor(high, low, referenceHigh, referenceLow)).toBe(level * 256 + byte);
  });
});

describe('the first bucket in use', () => {
  test('is found for every bucket alone', () => {
    const bits = new Int32Array(BIT_WORDS);
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      markUsed(bits, bucket);
      expect(firstBucket(bits)).toBe(bucket);
      markEmpty(bits, bucket);
      expect(bits.every((word) => word === 0)).toBe(true);
    }
  });

  test('follows as buckets fill from the last and empty from the first', () => {
    const bits = new Int32Array(BIT_WORDS);
    for (let bucket = BUCKETS - 1; bucket >= 0; bucket -= 1) {
      markUsed(bits, bucket);
      expect(firstBucket(bits)).toBe(bucket);
    }
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      expect(firstBucket(bits)).toBe(bucket);
      markEmpty(bits, bucket);
    }
    expect(bits.every((word) => word === 0)).toBe(true);
  });

  test('is not lost when a neighbour in its word empties', () => {
    const bits = new Int32Array(BIT_WORDS);
    for (const bucket of [31, 32, 63, 256]) markUsed(bits, bucket);
    markEmpty(bits, 31);
    expect(firstBucket(bits)).toBe(32);
    markEmpty(bits, 32);
    expect(firstBucket(bits)).toBe(63);
    markEmpty(bits, 63);
    expect(firstBucket(bits)).toBe(256);
  });
});
