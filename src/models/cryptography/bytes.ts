/** Bytes and the texts that stand for them. State and bodies are kept as text, which copies for nothing. */
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

export const hexOf = bytesToHex;
export const bytesOfHex = hexToBytes;
export const together = concatBytes;

/** Two bytes a UTF-16 unit, so that half a pair survives: text comes back exactly as it went in. */
export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = unit >>> 8;
    bytes[2 * at + 1] = unit & 0xff;
  }
  return bytes;
}

export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  }
  return text;
}

/** Letters, digits and punctuation: a byte each. For the labels of the standards. */
export const bytesOfAscii = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= (one[at] as number) ^ (other[at] ?? 0);
  }
  return difference === 0;
}
