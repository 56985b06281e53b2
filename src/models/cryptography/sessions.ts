/** The sessions of one installation: which one seals, which one opens, and what was opened before. */
import type { Letter, SealedCopy, Sealer, SealingState } from '../protocol/index.ts';
import { partsOf, type Header } from './envelope.ts';
import { KeyRing } from './key-ring.ts';
import { answerSession, beginSession, openIn, sealIn, type Session } from './session.ts';

/** From libsignal's consts.rs, ARCHIVED_STATES_MAX_LENGTH: older sessions that can still open. */
const ARCHIVED_MOST = 40;

/** Private keys belong to whoever stands first in their id: `ana/k1`, or `keys` for `keys/ben/k1`. */
export const ownerOf = (key: string): string => key.slice(0, key.indexOf('/'));

export const ringOf = ({ luck, key }: Pick<Sealer, 'luck' | 'key'>): KeyRing =>
  new KeyRing(luck, ownerOf(key));

export function sealLetter(sealer: Sealer, { key, device, prekey, text }: Letter): string {
  const { state } = sealer;
  const ring = ringOf(sealer);
  const known = sessionsWith(state, key);
  const current = known.at(-1) ?? begun(sealer, ring, { key, device, prekey });
  const { session, body } = sealIn(ring, current, text);
  keep(state, key, [...known.slice(0, -1), session]);
  return body;
}

function begun(
  { key: ownIdentity, state }: Sealer,
  ring: KeyRing,
  { key, device, prekey }: Pick<Letter, 'key' | 'device' | 'prekey'>,
): Session {
  const count = Number(state.get(`begun ${device}`) ?? 0) + 1;
  state.set(`begun ${device}`, String(count));
  const id = `${ownIdentity}/e/${device}/${count}`;
  return beginSession(ring, { id, ownIdentity, theirIdentity: key, prekey });
}

/** Undefined for what is forged, cut short, too far ahead, or sealed with a prekey that was used up. */
export function openLetter(sealer: Sealer, copy: SealedCopy, name: string): string | undefined {
  const { state } = sealer;
  const parts = partsOf(copy.body);
  if (parts === undefined || copy.key !== sealer.key) return undefined;
  const { header, sealed } = parts;
  // A key opens once and is gone; the words are on this device, where a second copy finds them.
  const trace = openedAs(name, copy.body);
  const before = state.get(trace);
  if (before !== undefined) return before;
  const ring = ringOf(sealer);
  const known = sessionsWith(state, header.from);
  const session = known.find(({ id }) => id === header.session) ?? answered(sealer, ring, header);
  if (session === undefined) return undefined;
  const opened = openIn(ring, session, { header, sealed });
  if (opened === undefined) return undefined;
  // The session that was heard last is the one to answer in.
  const others = known.filter(({ id }) => id !== header.session);
  keep(state, header.from, [...others, opened.session]);
  if (header.prekey !== '') state.set(`used ${header.prekey}`, header.session);
  state.set(trace, opened.text);
  return opened.text;
}

function answered({ state, key }: Sealer, ring: KeyRing, header: Header): Session | undefined {
  if (header.kind !== 'first') return undefined;
  // The private half of a one-time prekey is deleted with its first use.
  if (header.prekey !== '' && state.has(`used ${header.prekey}`)) return undefined;
  return answerSession(ring, header, key);
}

/** By the authentication code: the last sixteen digits of every body. */
export const openedAs = (name: string, body: string): string =>
  `opened ${name} ${body.trimEnd().slice(-16)}`;

const sessionsWith = (state: SealingState, identity: string): readonly Session[] =>
  JSON.parse(state.get(`sessions ${identity}`) ?? '[]') as readonly Session[];

function keep(state: SealingState, identity: string, sessions: readonly Session[]): void {
  const kept = sessions.slice(-ARCHIVED_MOST - 1);
  state.set(`sessions ${identity}`, JSON.stringify(kept));
}
