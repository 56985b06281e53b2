/**
 * An operator who gives out keys of its own: every message that is sealed to one of them it opens,
 * and seals on as if it were the sender. It keeps no sessions: it never answers in one that others
 * began and begins one for every message, so each can be worked out from its header alone.
 */
import { padBody, realKeyOf, standInFor, type SealedCopy, type Sealer } from '../protocol/index.ts';
import { partsOf, type Header } from './envelope.ts';
import { KeyRing } from './key-ring.ts';
import { answerSession, beginSession, openIn, sealIn, type Session } from './session.ts';
import { ownerOf } from './sessions.ts';

/** @throws Error for a body that was not sealed to the operator: the caller has looked at the key. */
export function passOn(luck: Sealer['luck'], copy: SealedCopy, name: string): SealedCopy {
  const holder = ownerOf(copy.key);
  const ring = new KeyRing(luck, holder);
  const parts = partsOf(copy.body);
  const opened = parts && openIn(ring, sessionOf(ring, parts.header, copy.key), parts);
  if (opened === undefined) throw new Error(`${holder} cannot open ${name} with ${copy.key}`);
  const ownIdentity = standInFor((parts as { header: Header }).header.from, holder);
  const key = realKeyOf(copy);
  const id = `${ownIdentity}/e/${copy.device}/${name}`;
  const session = beginSession(ring, { id, ownIdentity, theirIdentity: key, prekey: '' });
  const { body } = sealIn(ring, session, opened.text);
  return { ...copy, key, body: padBody(body, opened.text.length) };
}

/** Begun by the sender with a bundle of the operator's, or by the operator with an earlier message. */
function sessionOf(ring: KeyRing, header: Header, ownIdentity: string): Session {
  if (header.kind === 'first') return answerSession(ring, header, ownIdentity);
  const { session: id, from: theirIdentity } = header;
  return beginSession(ring, { id, ownIdentity, theirIdentity, prekey: '' });
}
