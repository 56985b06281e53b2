/** X3DH and the chains of the Double Ratchet against published values. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import {
  answer,
  begin,
  clamped,
  demandSigned,
  FORWARD_JUMPS_MOST,
  groupKeys,
  messageKeys,
  messageSeed,
  nextChain,
  publicKeyOf,
  RECEIVE_CHAINS_MOST,
  rootOfSecrets,
  serialized,
  sign,
  SKIPPED_MOST,
} from '../../../src/models/cryptography/index.ts';
import { bytes, hex } from './hexadecimal.ts';
import vectors from './signal-ratchet.json' with { type: 'json' };

const { chain_key_published: chain, x3dh_v3_published: x3dh, limits } = vectors;

/** Published keys carry the type of the curve in front. */
const publicKey = (text: string): Uint8Array => bytes(text.slice(2));

test.each(vectors.hkdf_rfc5869)('RFC 5869: $length bytes of HKDF', (vector) => {
  const { ikm, salt, info, length, okm } = vector;
  expect(hex(hkdf(sha256, bytes(ikm), bytes(salt), bytes(info), length))).toBe(okm);
});

describe('X3DH', () => {
  const bob = {
    identity: bytes(x3dh.bob_identity_private),
    signedPrekey: bytes(x3dh.bob_signed_prekey_private),
    theirIdentity: publicKey(x3dh.alice_identity_public),
    theirBase: publicKey(x3dh.alice_base_public),
  };

  test('libsignal-protocol-java: Bob comes to the published chain key', () => {
    const { root, chain: first } = answer(bob);
    expect(hex(first)).toBe(x3dh.chain_key_expected);
    expect(hex(root)).toBe(x3dh.root_key_computed);
  });

  test('libsignal-protocol-java: so do the listed secrets, in their order and in no other', () => {
    const secrets = x3dh.dh_outputs.map(bytes);
    expect(hex(rootOfSecrets(secrets).chain)).toBe(x3dh.chain_key_expected);
    expect(hex(rootOfSecrets(secrets.toReversed()).chain)).not.toBe(x3dh.chain_key_expected);
  });

  test.each([false, true])('both sides agree, with a one-time prekey: %s', (hasPrekey) => {
    const [identity, base, theirs, signed, once] = [1, 2, 3, 4, 5].map((seed) =>
      clamped(new Uint8Array(32).fill(seed)),
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const begun = begin({
      identity,
      base,
      theirIdentity: publicKeyOf(theirs),
      theirSignedPrekey: publicKeyOf(signed),
      ...(hasPrekey ? { theirPrekey: publicKeyOf(once) } : {}),
    });
    const common = { identity: theirs, signedPrekey: signed };
    const met = { theirIdentity: publicKeyOf(identity), theirBase: publicKeyOf(base) };
    expect(answer({ ...common, ...met, ...(hasPrekey ? { prekey: once } : {}) })).toEqual(begun);
    expect(answer({ ...common, ...met, ...(hasPrekey ? {} : { prekey: once }) })).not.toEqual(
      begun,
    );
  });

  test('refuses a prekey that somebody else has put under an identity', () => {
    const [mallory, ben] = [6, 7].map((seed) => clamped(new Uint8Array(32).fill(seed)));
    const signedPrekey = publicKeyOf(mallory!);
    const signature = sign(mallory!, serialized(signedPrekey), new Uint8Array(64));
    const by = (key: Uint8Array) => ({ identity: publicKeyOf(key), signedPrekey, signature });
    expect(() => demandSigned(by(mallory!))).not.toThrow();
    expect(() => demandSigned(by(ben!))).toThrow(/not signed by the identity key/);
  });
});

describe('the Double Ratchet', () => {
  test('libsignal: message keys and the next chain key as published', () => {
    const keys = messageKeys(messageSeed(bytes(chain.seed)));
    expect(hex(keys.cipher)).toBe(chain.message_key_cipher);
    expect(hex(keys.mac)).toBe(chain.mac_key);
    expect(hex(keys.iv)).toBe(chain.iv_computed);
    expect(hex(nextChain(bytes(chain.seed)))).toBe(chain.next_chain_key);
  });

  test('sender keys: 48 bytes, first block and cipher key', () => {
    const { iv, cipher } = groupKeys(messageSeed(bytes(chain.seed)));
    const whole = hkdf(
      sha256,
      messageSeed(bytes(chain.seed)),
      new Uint8Array(32),
      new TextEncoder().encode('WhisperGroup'),
      48,
    );
    expect(hex(iv) + hex(cipher)).toBe(hex(whole));
  });

  test('libsignal: its limits', () => {
    expect(FORWARD_JUMPS_MOST).toBe(limits.MAX_FORWARD_JUMPS);
    expect(SKIPPED_MOST).toBe(limits.MAX_MESSAGE_KEYS);
    expect(RECEIVE_CHAINS_MOST).toBe(limits.MAX_RECEIVER_CHAINS);
  });
});
