/** SHA-1 (FIPS 180-4), which the WebSocket handshake asks for: no secret rests on it there. */

/** The initial hash value and the four round constants of FIPS 180-4. */
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
const ROUNDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];
/** By FIPS 180-4: blocks of 64 bytes, the last 8 of the last one hold the length in bits. */
const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The 20 bytes of the digest. */
export function sha1(message: Uint8Array): Uint8Array {
  const padded = pad(message);
  const state = [...START];
  const schedule = new Int32Array(80);
  for (let offset = 0; offset < padded.byteLength; offset += BLOCK_BYTES) {
    for (let word = 0; word < 16; word++) schedule[word] = padded.getInt32(offset + word * 4);
    for (let word = 16; word < 80; word++) {
      const mixed =
        schedule[word - 3]! ^ schedule[word - 8]! ^ schedule[word - 14]! ^ schedule[word - 16]!;
      schedule[word] = rotate(mixed, 1);
    }
    compress(state, schedule);
  }
  const digest = new DataView(new ArrayBuffer(state.length * 4));
  state.forEach((word, place) => digest.setInt32(place * 4, word));
  return new Uint8Array(digest.buffer);
}

function pad(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 1 + LENGTH_BYTES) / BLOCK_BYTES);
  const bytes = new Uint8Array(blocks * BLOCK_BYTES);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  // Nothing here is long enough for the upper half of the length in bits.
  view.setUint32(bytes.length - 4, message.length * 8);
  return view;
}

function compress(state: number[], schedule: Int32Array): void {
  let [a, b, c, d, e] = state as [number, number, number, number, number];
  for (let round = 0; round < 80; round++) {
    const phase = Math.floor(round / 20);
    const sum = rotate(a, 5) + chosen(phase, b, c, d) + e + ROUNDS[phase]! + schedule[round]!;
    [a, b, c, d, e] = [sum | 0, a, rotate(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, place) => (state[place] = (state[place]! + word) | 0));
}

function chosen(phase: number, b: number, c: number, d: number): number {
  if (phase === 0) return (b & c) | (~b & d);
  return phase === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}
