/** One secret from another: the derivations of X3DH, the Double Ratchet and sender keys, as libsignal labels them. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOfAscii, together } from './bytes.ts';
import { KEY_BYTES, sharedSecret } from './curve.ts';

/** From libsignal's HMAC inputs: 1 gives the key of this message, 2 the chain of the next. */
const MESSAGE_SEED = Uint8Array.of(1);
const NEXT_CHAIN = Uint8Array.of(2);
/** Put before the secrets of X3DH, so that they can be no Edwards key: X3DH paper, section 2.2. */
const FILLER = new Uint8Array(KEY_BYTES).fill(0xff);
/** Cipher key, key of the authentication code, first block: Signal's "WhisperMessageKeys". */
const MESSAGE_KEY_BYTES = 80;
/** First block and cipher key: Signal's "WhisperGroup". */
const GROUP_KEY_BYTES = 48;

export interface RootAndChain {
  readonly root: Uint8Array;
  readonly chain: Uint8Array;
}

export interface MessageKeys {
  readonly cipher: Uint8Array;
  readonly mac: Uint8Array;
  readonly iv: Uint8Array;
}

/** The secrets in the order of the paper; the fourth is there when a one-time prekey was. */
export function rootOfSecrets(secrets: readonly Uint8Array[]): RootAndChain {
  return halves(derive(together(FILLER, ...secrets), 'WhisperText', 2 * KEY_BYTES));
}

/** A step of the root chain: a new pair of keys has met the other side's. */
export function nextRoot(root: Uint8Array, own: Uint8Array, theirs: Uint8Array): RootAndChain {
  const secret = sharedSecret(own, theirs);
  return halves(hkdf(sha256, secret, root, bytesOfAscii('WhisperRatchet'), 2 * KEY_BYTES));
}

export const nextChain = (chain: Uint8Array): Uint8Array => hmac(sha256, chain, NEXT_CHAIN);

/** What a skipped message needs to be opened later: it is kept, and the chain goes on. */
export const messageSeed = (chain: Uint8Array): Uint8Array => hmac(sha256, chain, MESSAGE_SEED);

export function messageKeys(seed: Uint8Array): MessageKeys {
  const bytes = derive(seed, 'WhisperMessageKeys', MESSAGE_KEY_BYTES);
  return { cipher: bytes.slice(0, 32), mac: bytes.slice(32, 64), iv: bytes.slice(64) };
}

export function groupKeys(seed: Uint8Array): Pick<MessageKeys, 'cipher' | 'iv'> {
  const bytes = derive(seed, 'WhisperGroup', GROUP_KEY_BYTES);
  return { iv: bytes.slice(0, 16), cipher: bytes.slice(16) };
}

/** RFC 5869 with a salt of zeros. */
function derive(secret: Uint8Array, label: string, length: number): Uint8Array {
  return hkdf(sha256, secret, new Uint8Array(KEY_BYTES), bytesOfAscii(label), length);
}

const halves = (bytes: Uint8Array): RootAndChain => ({
  root: bytes.slice(0, KEY_BYTES),
  chain: bytes.slice(KEY_BYTES),
});
