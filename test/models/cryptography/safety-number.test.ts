/** Safety numbers against libsignal's published one. */
import { describe, expect, test } from 'vitest';
import {
  digitsOf,
  fingerprintOf,
  safetyNumber,
  scannableCode,
  type Party,
} from '../../../src/models/cryptography/index.ts';
import { bytes, hex } from './hexadecimal.ts';
import vectors from './safety-numbers.json' with { type: 'json' };

const { alice: a, bob: b, ...published } = vectors.published_vector;
const partyOf = (given: { stable_id: string; identity_key: string }): Party => ({
  stableId: given.stable_id,
  identityKey: bytes(given.identity_key),
});
const [alice, bob] = [partyOf(a), partyOf(b)];

describe('libsignal: the published safety number', () => {
  test('60 digits, and the same on both phones', () => {
    expect(safetyNumber(alice, bob)).toBe(published.safety_number_60);
    expect(safetyNumber(bob, alice)).toBe(published.safety_number_60);
  });

  test.each([a, b])('the half of $stable_id', (given) => {
    const whole = fingerprintOf(partyOf(given));
    expect(hex(whole)).toBe(given.hash_after_5200);
    expect(digitsOf(whole)).toBe(given.digits_30);
  });

  test('the codes to scan, of both versions', () => {
    expect(hex(scannableCode(1, alice, bob))).toBe(published.scannable_alice_v1_hex);
    expect(hex(scannableCode(1, bob, alice))).toBe(published.scannable_bob_v1_hex);
    expect(hex(scannableCode(2, alice, bob))).toBe(published.scannable_alice_v2_hex);
    // Scanned by its own owner it never matches: own and theirs change places.
    expect(scannableCode(1, alice, bob)).not.toEqual(scannableCode(1, bob, alice));
  });
});

test('another key or another account changes exactly one half', () => {
  const mallory = { ...bob, identityKey: Uint8Array.from(bob.identityKey, (byte) => byte ^ 1) };
  const moved = { ...bob, stableId: '+14153333334' };
  for (const other of [mallory, moved]) {
    const number = safetyNumber(alice, other);
    expect(number).toContain(a.digits_30);
    expect(number).not.toContain(b.digits_30);
  }
});

test.each([-1, 0, 1, 1.5, 1_000_001])('refuses %d rounds, as libsignal does', (rounds) => {
  expect(() => fingerprintOf(alice, rounds)).toThrow(RangeError);
});
