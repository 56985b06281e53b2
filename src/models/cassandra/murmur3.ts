/** The token of a partition key, as Cassandra's Murmur3Partitioner computes it. */

/** The constants of Murmur3_x64_128, and the bounds of a token in Cassandra. */
const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;
const TOKEN_MIN = -(1n << 63n);
const TOKEN_MAX = (1n << 63n) - 1n;
const utf8 = new TextEncoder();

const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
const times = (one: bigint, other: bigint): bigint => unsigned(one * other);
const rotated = (value: bigint, bits: bigint): bigint =>
  unsigned((value << bits) | (value >> (64n - bits)));

/** The place on the ring of a text key: -2^63 to 2^63 - 1. An empty key lies at the very beginning. */
export function tokenOf(key: string): bigint {
  return tokenOfBytes(utf8.encode(key));
}

export function tokenOfBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return TOKEN_MIN;
  const token = BigInt.asIntN(64, hash(bytes));
  // The smallest token means "before everything", so a hash of that value is moved to the end.
  return token === TOKEN_MIN ? TOKEN_MAX : token;
}

/** The first 64 bits of MurmurHash3_x64_128 with seed 0, the way Cassandra does it. */
function hash(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = bytes.length & ~15;
  let [h1, h2] = [0n, 0n];
  for (let at = 0; at < tail; at += 16) {
    h1 ^= mixedFirst(view.getBigUint64(at, true));
    h1 = unsigned((rotated(h1, 27n) + h2) * 5n + 0x52dce729n);
    h2 ^= mixedSecond(view.getBigUint64(at + 8, true));
    h2 = unsigned((rotated(h2, 31n) + h1) * 5n + 0x38495ab5n);
  }
  if (bytes.length > tail) h1 ^= mixedFirst(tailWord(view, tail, tail + 8));
  if (bytes.length > tail + 8) h2 ^= mixedSecond(tailWord(view, tail + 8, tail + 16));
  const length = BigInt(bytes.length);
  h1 ^= length;
  h2 ^= length;
  h1 = unsigned(h1 + h2);
  h2 = unsigned(h2 + h1);
  return unsigned(avalanche(h1) + avalanche(h2));
}

const mixedFirst = (word: bigint): bigint => times(rotated(times(word, C1), 31n), C2);
const mixedSecond = (word: bigint): bigint => times(rotated(times(word, C2), 33n), C1);

/** The last bytes as Java reads them: signed, so that a byte of 0x80 or more fills all above it. */
function tailWord(view: DataView, from: number, end: number): bigint {
  let word = 0n;
  for (let at = Math.min(end, view.byteLength) - 1; at >= from; at -= 1) {
    word ^= BigInt(view.getInt8(at)) << BigInt((at - from) * 8);
  }
  return unsigned(word);
}

function avalanche(value: bigint): bigint {
  let mixed = times(value ^ (value >> 33n), 0xff51afd7ed558ccdn);
  mixed = times(mixed ^ (mixed >> 33n), 0xc4ceb9fe1a85ec53n);
  return mixed ^ (mixed >> 33n);
}
