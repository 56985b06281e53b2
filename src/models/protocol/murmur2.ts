/** Where a key's records go: the murmur2 hash of Kafka's Java client, and the partition it names. */

const utf8 = new TextEncoder();
/** Kafka, Utils.java. */
const SEED = 0x9747b28c | 0;
const MULTIPLIER = 0x5bd1e995;

/** murmur2 as org.apache.kafka.common.utils.Utils computes it: a signed 32-bit integer. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  const words = length & ~3;
  let hash = SEED ^ length;
  for (let at = 0; at < words; at += 4) {
    let word = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8);
    word |= (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24);
    word = Math.imul(word, MULTIPLIER);
    word ^= word >>> 24;
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word, MULTIPLIER);
  }
  for (let at = length - 1; at >= words; at -= 1) hash ^= byteAt(bytes, at) << ((at - words) * 8);
  if (length > words) hash = Math.imul(hash, MULTIPLIER);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MULTIPLIER);
  return hash ^ (hash >>> 15);
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] as number;

/** The partition of a key: equal keys share one, so their records keep their order. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(utf8.encode(key)) & 0x7fffffff) % partitions;
