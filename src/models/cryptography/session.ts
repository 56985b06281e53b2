/** A session between two identity keys: begun by X3DH, then carried by the Double Ratchet. */
import { bytesOfHex, bytesOfText, hexOf, textOfBytes } from './bytes.ts';
import { bodyOf, boundOf, type Header } from './envelope.ts';
import { messageKeys } from './key-derivation.ts';
import { publicHalf, type KeyRing } from './key-ring.ts';
import { decrypt, encrypt, type Sealed } from './message-cipher.ts';
import {
  answeringRatchet,
  beginningRatchet,
  stepToReceive,
  stepToSend,
  type Ratchet,
} from './ratchet.ts';
import { answer, begin, demandSigned } from './x3dh.ts';

/** Plain data. */
export interface Session extends Ratchet {
  /** Id of the base key. */
  readonly id: string;
  /** Identity keys, by id. */
  readonly own: string;
  readonly ownIdentity: string;
  readonly theirIdentity: string;
  /** Own ratchet keys so far. */
  readonly turns: number;
  /** Until the other side has answered: what it needs to begin the session as well. */
  readonly unanswered?: { readonly base: string; readonly prekey: string };
}

/** In this design a device signs one prekey for each installation, and never changes it. */
export const signedPrekeyOf = (identity: string): string => `${identity}/s1`;

export interface Ends {
  /** Id of the base key to be: unique, under the own identity key. */
  readonly id: string;
  readonly ownIdentity: string;
  readonly theirIdentity: string;
  /** The one-time prekey that came with the bundle, '' for none. */
  readonly prekey: string;
}

/** @throws Error when the other side's signed prekey is not signed by its identity key */
export function beginSession(ring: KeyRing, ends: Ends): Session {
  const { id, ownIdentity, theirIdentity, prekey } = ends;
  const signedPrekey = signedPrekeyOf(theirIdentity);
  const identity = ring.public(theirIdentity);
  const theirSignedPrekey = ring.public(signedPrekey);
  const signature = ring.signatureOn(signedPrekey, theirIdentity);
  demandSigned({ identity, signedPrekey: theirSignedPrekey, signature });
  const root = begin({
    identity: ring.private(ownIdentity),
    base: ring.private(id),
    theirIdentity: identity,
    theirSignedPrekey,
    ...(prekey === '' ? {} : { theirPrekey: ring.public(prekey) }),
  });
  const own = ring.private(ratchetKeyId(ownIdentity, id, 1));
  return {
    ...beginningRatchet(root, own, theirSignedPrekey),
    id,
    ownIdentity,
    theirIdentity,
    turns: 1,
    unanswered: { base: hexOf(ring.public(id)), prekey },
  };
}

/** The same session from the other side, by the header of its first message. */
export function answerSession(ring: KeyRing, header: Header, ownIdentity: string): Session {
  const { session: id, from: theirIdentity, base, prekey } = header;
  const signedPrekey = ring.private(signedPrekeyOf(ownIdentity));
  const root = answer({
    identity: ring.private(ownIdentity),
    signedPrekey,
    theirIdentity: ring.public(theirIdentity),
    theirBase: bytesOfHex(base),
    ...(prekey === '' ? {} : { prekey: ring.private(prekey) }),
  });
  return { ...answeringRatchet(root, signedPrekey), id, ownIdentity, theirIdentity, turns: 0 };
}

export function sealIn(
  ring: KeyRing,
  session: Session,
  text: string,
): { session: Session; body: string } {
  const { id, ownIdentity, theirIdentity, unanswered, previous } = session;
  const { state, seed, number } = stepToSend(session);
  const header: Header = {
    kind: unanswered === undefined ? 'next' : 'first',
    session: id,
    from: ownIdentity,
    base: unanswered?.base ?? '',
    prekey: unanswered?.prekey ?? '',
    ratchet: hexOf(publicHalf(bytesOfHex(session.own))),
    previous,
    number,
  };
  const bound = boundOf(ring.public(ownIdentity), ring.public(theirIdentity), header);
  const sealed = encrypt(messageKeys(seed), bytesOfText(text), bound);
  return { session: { ...session, ...state }, body: bodyOf(header, sealed) };
}

/** Undefined when it cannot be opened; the session is then as it was. */
export function openIn(
  ring: KeyRing,
  session: Session,
  { header, sealed }: { readonly header: Header; readonly sealed: Sealed },
): { session: Session; text: string } | undefined {
  const { id, ownIdentity, theirIdentity } = session;
  let { turns } = session;
  const freshKey = (): Uint8Array => {
    turns += 1;
    return ring.private(ratchetKeyId(ownIdentity, id, turns));
  };
  const step = stepToReceive(session, header, freshKey);
  if (step === undefined) return undefined;
  const bound = boundOf(ring.public(theirIdentity), ring.public(ownIdentity), header);
  const bytes = decrypt(messageKeys(step.seed), sealed, bound);
  if (bytes === undefined) return undefined;
  const { unanswered: _, ...answered } = { ...session, ...step.state, turns };
  return { session: answered, text: textOfBytes(bytes) };
}

const ratchetKeyId = (identity: string, session: string, turn: number): string =>
  `${identity}/r/${session}/${turn}`;
