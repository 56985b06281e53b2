/** Curve25519 as Signal uses it: X25519 for secrets, XEdDSA for signatures with the same keys. */
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { together } from './bytes.ts';

/** Length of keys, private and public: RFC 7748. */
export const KEY_BYTES = 32;
/** Says that a public key of Curve25519 follows: Signal's DJB_TYPE. */
const KEY_TYPE = 0x05;
/** The first hash of XEdDSA: 2^256 - 2 in little endian, as the paper has it. */
const HASH_PREFIX = Uint8Array.from({ length: KEY_BYTES }, (_, at) => (at === 0 ? 0xfe : 0xff));

const { Point } = ed25519;
const { Fn: Scalar, Fp: Field } = Point;

/** RFC 7748 section 5: which bits of a private key are fixed. */
export function clamped(bytes: Uint8Array): Uint8Array {
  const key = Uint8Array.from(bytes);
  key[0] = (key[0] as number) & 248;
  key[31] = ((key[31] as number) & 127) | 64;
  return key;
}

/** RFC 7748 section 6.1. By the ladder: the library's quicker way takes chance from the platform. */
export const publicKeyOf = (privateKey: Uint8Array): Uint8Array =>
  x25519.scalarMult(privateKey, x25519.GuBytes);

/** @throws Error for a public key of low order, whose secret would be all zero. */
export const sharedSecret = (privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array =>
  x25519.getSharedSecret(privateKey, publicKey);

/** The 33 bytes under which keys are signed, compared and turned into safety numbers. */
export const serialized = (publicKey: Uint8Array): Uint8Array =>
  together(Uint8Array.of(KEY_TYPE), publicKey);

/**
 * XEdDSA: signs with an X25519 private key. `random` is 64 bytes; the sign of the Edwards key
 * travels in the top bit of the signature, which is where libsignal differs from the paper.
 */
export function sign(privateKey: Uint8Array, message: Uint8Array, random: Uint8Array): Uint8Array {
  const scalar = numberOf(clamped(privateKey));
  // The safe multiplication hides its timing behind the platform's own chance, and runs have none.
  const own = Point.BASE.multiplyUnsafe(scalar % Scalar.ORDER).toBytes();
  const r = hashed(HASH_PREFIX, clamped(privateKey), message, random);
  const point = Point.BASE.multiplyUnsafe(r).toBytes();
  const h = hashed(point, own, message);
  const s = Scalar.toBytes(Scalar.add(r, Scalar.mul(h, scalar % Scalar.ORDER)));
  s[31] = (s[31] as number) | ((own[31] as number) & 0x80);
  return together(point, s);
}

/** Whether the owner of this X25519 key signed the message. False for anything malformed. */
export function isSignedBy(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 2 * KEY_BYTES || publicKey.length !== KEY_BYTES) return false;
  const given = Uint8Array.from(signature);
  const edwards = edwardsOf(publicKey, (given[63] as number) & 0x80);
  given[63] = (given[63] as number) & 0x7f;
  try {
    return ed25519.verify(given, message, edwards);
  } catch {
    return false;
  }
}

/** The Edwards key for a Montgomery one: y = (u - 1) / (u + 1), RFC 7748 section 4.1. */
function edwardsOf(publicKey: Uint8Array, signBit: number): Uint8Array {
  const masked = Uint8Array.from(publicKey);
  masked[31] = (masked[31] as number) & 0x7f;
  const u = Field.create(numberOf(masked));
  const y = Field.mul(Field.sub(u, Field.ONE), Field.inv(Field.add(u, Field.ONE)));
  const bytes = Field.toBytes(y);
  bytes[31] = ((bytes[31] as number) & 0x7f) | signBit;
  return bytes;
}

function hashed(...parts: readonly Uint8Array[]): bigint {
  return Scalar.create(numberOf(sha512(together(...parts))));
}

/** Little endian. */
function numberOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = value * 256n + BigInt(bytes[at]!);
  return value;
}
