/** What of a sealed body lies open: which session, which step. The authentication code vouches for it. */
import { bytesOfAscii, bytesOfHex, hexOf, together } from './bytes.ts';
import { serialized } from './curve.ts';
import type { Sealed } from './message-cipher.ts';

export interface Header {
  /** The first messages of a session carry what the other side needs to begin it too. */
  readonly kind: 'first' | 'next';
  /** Id of the base key with which the session began. */
  readonly session: string;
  /** Id of the sender's identity key. */
  readonly from: string;
  /** The public base key, '' with `next`. */
  readonly base: string;
  /** The one-time prekey's id, '' for none. */
  readonly prekey: string;
  /** The sender's public ratchet key. */
  readonly ratchet: string;
  readonly previous: number;
  readonly number: number;
}

/** Ids and hexadecimal hold no blank. */
const GAP = ' ';

export function headerText(header: Header): string {
  const { kind, session, from, base, prekey, ratchet, previous, number } = header;
  return [kind, session, from, base || '-', prekey || '-', ratchet, previous, number].join(GAP);
}

export const bodyOf = (header: Header, { cipher, mac }: Sealed): string =>
  [headerText(header), hexOf(cipher), hexOf(mac)].join(GAP);

/** A body in its parts; undefined for what is none. */
export function partsOf(body: string): { header: Header; sealed: Sealed } | undefined {
  const parts = body.trimEnd().split(GAP);
  const [kind, session = '', from = '', base = '', prekey = '', ratchet = ''] = parts;
  const [previous, number, cipher = '', mac = ''] = parts.slice(6);
  if (parts.length !== 10 || (kind !== 'first' && kind !== 'next')) return undefined;
  const named = {
    kind,
    session,
    from,
    base: orNone(base),
    prekey: orNone(prekey),
    ratchet,
  } as const;
  return {
    header: { ...named, previous: Number(previous), number: Number(number) },
    sealed: { cipher: bytesOfHex(cipher), mac: bytesOfHex(mac) },
  };
}

/** What the authentication code covers besides the text: both identities, and the header. */
export const boundOf = (from: Uint8Array, to: Uint8Array, header: Header): Uint8Array =>
  together(serialized(from), serialized(to), bytesOfAscii(headerText(header)));

const orNone = (part: string): string => (part === '-' ? '' : part);
