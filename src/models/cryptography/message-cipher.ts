/** One message under one key: AES-256-CBC, and where two share a session, HMAC-SHA256 cut to 8 bytes. */
import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { isEqual, together } from './bytes.ts';
import type { MessageKeys } from './key-derivation.ts';

/** From Signal's protocol.rs: the authentication code is cut to its first bytes. */
const MAC_BYTES = 8;

export interface Sealed {
  readonly cipher: Uint8Array;
  readonly mac: Uint8Array;
}

/** `bound` is what the code vouches for besides the text: both identities, and the header. */
export function encrypt(keys: MessageKeys, text: Uint8Array, bound: Uint8Array): Sealed {
  const cipher = cbc(keys.cipher, keys.iv).encrypt(text);
  return { cipher, mac: codeOf(keys, bound, cipher) };
}

/** The text, or undefined when a bit of anything is not as it was sealed. */
export function decrypt(
  keys: MessageKeys,
  { cipher, mac }: Sealed,
  bound: Uint8Array,
): Uint8Array | undefined {
  if (!isEqual(codeOf(keys, bound, cipher), mac)) return undefined;
  return cbc(keys.cipher, keys.iv).decrypt(cipher);
}

const codeOf = ({ mac }: MessageKeys, bound: Uint8Array, cipher: Uint8Array): Uint8Array =>
  hmac(sha256, mac, together(bound, cipher)).slice(0, MAC_BYTES);
