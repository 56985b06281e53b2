/**
 * Two ways to choose a server without a ring, both by number: jump hash (Lamping and Veach, "A Fast,
 * Minimal Memory, Consistent Hash Algorithm", arXiv:1406.2294) and the remainder.
 */

/** The multiplier of the paper's 64-bit linear congruential generator. */
const MULTIPLIER = 2862933555777941757n;
/** 2^31, as in the paper's code: the generator gives 31 bits at each step. */
const TWO_TO_31 = 2147483648;

/**
 * The bucket of a 64-bit key, 0 to buckets - 1. When a bucket is added, 1/n of the keys move, all of
 * them to it; only the last bucket can be taken away so cheaply.
 * @throws RangeError unless buckets is a whole number from 1 to 2^31.
 */
export function jumpHash(key: bigint, buckets: number): number {
  checkBuckets(buckets);
  let state = BigInt.asUintN(64, key);
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    state = BigInt.asUintN(64, state * MULTIPLIER + 1n);
    next = Math.floor((bucket + 1) * (TWO_TO_31 / (Number(state >> 33n) + 1)));
  }
  return bucket;
}

/**
 * The remainder of a key (a whole number from 0): from n to n + 1 buckets n/(n + 1) of the keys move.
 * @throws RangeError unless buckets is a whole number from 1 to 2^31.
 */
export function moduloHash(key: number, buckets: number): number {
  checkBuckets(buckets);
  return key % buckets;
}

function checkBuckets(buckets: number): void {
  if (buckets >= 1 && buckets <= TWO_TO_31 && Math.floor(buckets) === buckets) return;
  throw new RangeError(`${buckets} buckets: expected a whole number from 1 to ${TWO_TO_31}`);
}
