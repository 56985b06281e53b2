/** The curve against the published values of RFC 7748 and of libsignal. */
import { describe, expect, test } from 'vitest';
import {
  clamped,
  isSignedBy,
  publicKeyOf,
  serialized,
  sharedSecret,
  sign,
} from '../../../src/models/cryptography/index.ts';
import vectors from './x25519.json' with { type: 'json' };
import { bytes, hex } from './hexadecimal.ts';

const { rfc7748_iterated: iterated, rfc7748_6_1: agreement } = vectors;

describe('X25519', () => {
  test.each(vectors.rfc7748_5_2)('RFC 7748 5.2: scalar $scalar', ({ scalar, u, out }) => {
    expect(hex(sharedSecret(bytes(scalar), bytes(u)))).toBe(out);
  });

  test('RFC 7748 5.2 iterated: once, and 1,000 times', () => {
    let [k, u] = [bytes(`09${'00'.repeat(31)}`), bytes(`09${'00'.repeat(31)}`)];
    const after: string[] = [];
    for (let time = 1; time <= 1000; time += 1) {
      [k, u] = [Uint8Array.from(sharedSecret(k, u)), k];
      if (time === 1 || time === 1000) after.push(hex(k));
    }
    expect(after).toEqual([iterated.after_1, iterated.after_1000]);
  });

  test('RFC 7748 6.1: both sides come to one secret', () => {
    const [alice, bob] = [bytes(agreement.alice_private), bytes(agreement.bob_private)];
    expect(hex(publicKeyOf(alice))).toBe(agreement.alice_public);
    expect(hex(publicKeyOf(bob))).toBe(agreement.bob_public);
    expect(hex(sharedSecret(alice, publicKeyOf(bob)))).toBe(agreement.shared);
    expect(hex(sharedSecret(bob, publicKeyOf(alice)))).toBe(agreement.shared);
  });

  test('libsignal: the agreement of its own tests', () => {
    const { a_priv, a_pub, b_priv, b_pub, shared } = vectors.libsignal_agreement;
    expect(hex(publicKeyOf(bytes(a_priv)))).toBe(a_pub);
    expect(hex(sharedSecret(bytes(a_priv), bytes(b_pub)))).toBe(shared);
    expect(hex(sharedSecret(bytes(b_priv), bytes(a_pub)))).toBe(shared);
  });

  test('refuses a public key whose secret would be all zero', () => {
    expect(() => sharedSecret(bytes(agreement.alice_private), new Uint8Array(32))).toThrow(
      /invalid/,
    );
  });

  test('fixes the bits of a private key that RFC 7748 fixes, and no others', () => {
    const key = clamped(new Uint8Array(32).fill(0xff));
    expect(hex(key)).toBe(`f8${'ff'.repeat(30)}7f`);
    expect(hex(clamped(new Uint8Array(32)))).toBe(`${'00'.repeat(31)}40`);
  });
});

describe('XEdDSA', () => {
  const { identity_public_x25519, message_serialized_key_33_bytes, signature } =
    vectors.xeddsa_libsignal;
  const identity = bytes(identity_public_x25519);
  const message = bytes(message_serialized_key_33_bytes);

  test('libsignal: its published signature is valid', () => {
    expect(isSignedBy(identity, message, bytes(signature))).toBe(true);
  });

  test('libsignal: flipping a bit of any byte makes it invalid', () => {
    for (let at = 0; at < 64; at += 1) {
      const flipped = bytes(signature);
      flipped[at]! ^= 1 << (at % 8);
      expect(isSignedBy(identity, message, flipped), `byte ${at}`).toBe(false);
    }
    for (let at = 0; at < message.length; at += 1) {
      const flipped = Uint8Array.from(message);
      flipped[at]! ^= 1 << (at % 8);
      expect(isSignedBy(identity, flipped, bytes(signature)), `byte ${at}`).toBe(false);
    }
  });

  test('what one key signs only that key verifies, whatever the sign of its point', () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const key = clamped(new Uint8Array(32).fill(seed));
      const other = publicKeyOf(clamped(new Uint8Array(32).fill(seed + 100)));
      const signed = sign(key, message, new Uint8Array(64).fill(seed));
      expect(isSignedBy(publicKeyOf(key), message, signed)).toBe(true);
      expect(isSignedBy(other, message, signed)).toBe(false);
    }
  });

  test('is false for what is no signature, and no key', () => {
    expect(isSignedBy(identity, message, new Uint8Array(63))).toBe(false);
    expect(isSignedBy(new Uint8Array(31), message, bytes(signature))).toBe(false);
    expect(isSignedBy(identity, message, new Uint8Array(64).fill(0xff))).toBe(false);
  });

  test('signs under the 33 bytes that begin with the type of the curve', () => {
    expect(hex(serialized(identity))).toBe(`05${identity_public_x25519}`);
  });
});
