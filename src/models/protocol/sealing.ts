/**
 * Sealing, symbolically: who can open what follows from key ids, and no cryptography is done. A
 * sealed body is scrambled only so that no store shows readable words; it is a label, not a secret.
 */

/** A text as sealed by its sender to one device. Plain data; it may lie in any log, list or row. */
export interface SealedCopy {
  /** The device's name. */
  readonly device: string;
  /** Identity key of that device: only who holds its private half may open the body. */
  readonly key: string;
  /** Of the text, in bytes of UTF-8: sealing hides the words, not their length. */
  readonly length: number;
  readonly body: string;
  /** What is inside: a sender key, to open what comes later, or the words when nothing is said. */
  readonly brings?: 'senderKey';
  /** Of a copy for everybody in a group: the identity keys to which its sender key was given. */
  readonly holders?: readonly string[];
  /** Of such a copy: the how-manieth under its sender key. */
  readonly number?: number;
}

/** The copy for a device, undefined when there is none. */
export const copyFor = (
  copies: readonly SealedCopy[] | undefined,
  device: string,
): SealedCopy | undefined => copies?.find((copy) => copy.device === device);

/** Seals a text to a device's key. `name` is the message's, so that equal texts look different. */
export function sealText(text: string, name: string, device: string, key: string): SealedCopy {
  return { device, key, length: bytesOf(text), body: scramble(text, `${key} ${name}`) };
}

/** Call it only where the private half of the copy's key is. */
export function openCopy({ body, key }: SealedCopy, name: string): string {
  return unscramble(body, `${key} ${name}`);
}

/**
 * The id of a key that somebody in the middle gives out in the place of a device's key: they hold the
 * private half, can open what is sealed to it, and can seal it on to the key that it stands in for.
 */
export const standInFor = (key: string, holder: string): string => `${holder}/${key}`;

/** Whether a copy is sealed to a key that is not the device's own. */
export const isStandIn = ({ device, key, holders }: SealedCopy): boolean =>
  holders === undefined ? !key.startsWith(`${device}/k`) : holders.some(isForeign);

/** A key's id begins with its owner: `ben/k1`, while `keys/ben/k1` stands in for it. */
const isForeign = (key: string): boolean => key.split('/').length > 2;

/** The key of the device that a stand-in is given out for. */
export const realKeyOf = ({ device, key }: SealedCopy): string =>
  key.slice(key.indexOf(`${device}/k`));

/** What a push says when it is only a doorbell. */
export const DOORBELL_TEXT = 'New message';

/** Length in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** By definition: a UTF-16 unit has 16 bits, four hexadecimal digits. */
const UNITS = 0x10000;
const DIGITS = 4;

/** Room for ids and public keys in front of the text: our choice. */
const HEADER_LENGTH = 256;
/** AES (FIPS 197) works on blocks of 16 bytes; Signal cuts its authentication codes to 8. */
const BLOCK_BYTES = 16;
const MAC_BYTES = 8;

/**
 * A body padded to what a text of so many UTF-16 units takes, whichever way it is sealed: so stores
 * that count bytes count alike, and a run has one trace.
 */
export function padBody(body: string, units: number): string {
  const blocks = Math.floor((2 * units) / BLOCK_BYTES) + 1;
  return body.padEnd(HEADER_LENGTH + 2 * (blocks * BLOCK_BYTES + MAC_BYTES));
}

function scramble(text: string, key: string): string {
  let pad = padOf(key);
  let body = '';
  for (let at = 0; at < text.length; at += 1) {
    pad = nextPad(pad);
    const unit = (text.charCodeAt(at) ^ (pad >>> 16)) % UNITS;
    body += unit.toString(16).padStart(DIGITS, '0');
  }
  return padBody(body, text.length);
}

function unscramble(padded: string, key: string): string {
  const body = padded.trimEnd();
  let pad = padOf(key);
  let text = '';
  for (let at = 0; at < body.length; at += DIGITS) {
    pad = nextPad(pad);
    const unit = Number.parseInt(body.slice(at, at + DIGITS), 16);
    text += String.fromCharCode((unit ^ (pad >>> 16)) % UNITS);
  }
  return text;
}

/** FNV-1a, then steps of a linear congruence: nothing that anybody should call a cipher. */
function padOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

const nextPad = (pad: number): number => (Math.imul(pad, 1_664_525) + 1_013_904_223) >>> 0;
