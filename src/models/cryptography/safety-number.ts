/** Safety numbers: what two people compare to learn whether anybody sits between them. */
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesOfAscii, together } from './bytes.ts';

/** From libsignal's fingerprint.rs, as WhatsApp's paper: rounds, and what becomes digits. */
const ROUNDS = 5200;
const ROUNDS_MOST = 1_000_000;
const VERSION = Uint8Array.of(0, 0);
const CHUNKS = 6;
const CHUNK_BYTES = 5;
const CHUNK_VALUES = 100_000;
const SCANNED_BYTES = 32;

export interface Party {
  /** A phone number or an account id, ASCII. */
  readonly stableId: string;
  /** 33 bytes: 5, and the public identity key. */
  readonly identityKey: Uint8Array;
}

/** @throws RangeError for rounds that libsignal refuses too */
export function fingerprintOf({ stableId, identityKey }: Party, rounds = ROUNDS): Uint8Array {
  if (!Number.isInteger(rounds) || rounds <= 1 || rounds > ROUNDS_MOST) {
    throw new RangeError(
      `a fingerprint takes 2 to ${ROUNDS_MOST} rounds of SHA-512, not ${rounds}`,
    );
  }
  let hash = sha512(together(VERSION, identityKey, bytesOfAscii(stableId), identityKey));
  for (let round = 1; round < rounds; round += 1) hash = sha512(together(hash, identityKey));
  return hash;
}

/** Half of a safety number: 30 digits. */
export function digitsOf(fingerprint: Uint8Array): string {
  let digits = '';
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    let value = 0;
    for (let at = 0; at < CHUNK_BYTES; at += 1) {
      value = value * 256 + (fingerprint[chunk * CHUNK_BYTES + at] as number);
    }
    digits += String(value % CHUNK_VALUES).padStart(CHUNK_BYTES, '0');
  }
  return digits;
}

/** The 60 digits; both phones show the same, whoever asks. */
export function safetyNumber(one: Party, other: Party): string {
  const [a, b] = [digitsOf(fingerprintOf(one)), digitsOf(fingerprintOf(other))];
  return a < b ? a + b : b + a;
}

/** What the picture to scan holds: libsignal's protobuf { 1: version, 2: { 1: own }, 3: { 1: theirs } }. */
export function scannableCode(version: number, own: Party, theirs: Party): Uint8Array {
  const field = (number: number, bytes: Uint8Array): Uint8Array =>
    together(Uint8Array.of((number << 3) | 2, bytes.length), bytes);
  const half = (party: Party): Uint8Array => field(1, fingerprintOf(party).slice(0, SCANNED_BYTES));
  return together(Uint8Array.of(1 << 3, version), field(2, half(own)), field(3, half(theirs)));
}
