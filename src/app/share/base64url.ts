/** Bytes as letters that an address can hold (RFC 4648, section 5, without padding). */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map(Array.from(LETTERS, (letter, value) => [letter, value]));

export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const word = (one << 16) | (two << 8) | three;
    const letters = Math.min(4, bytes.length - at + 1);
    for (let place = 0; place < letters; place++) text += LETTERS[(word >> (18 - 6 * place)) & 63];
  }
  return text;
}

/** The bytes, or the place (from 1) of the first character that does not belong. */
export function fromBase64url(text: string): Uint8Array | number {
  // One letter over holds no whole byte: the text was cut.
  if (text.length % 4 === 1) return text.length;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let at = 0;
  for (let place = 0; place < text.length; place++) {
    const value = VALUES.get(text[place]!);
    if (value === undefined) return place + 1;
    word = (word << 6) | value;
    if (place % 4 === 0) continue;
    bytes[at++] = (word >> (6 - 2 * (place % 4))) & 255;
  }
  return bytes;
}
