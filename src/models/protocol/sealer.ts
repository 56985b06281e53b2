/**
 * The two ways of sealing have one shape, and leave one trace: by labels, for sweeps, and by real
 * cryptography, for lessons and vectors. What a device must remember lies in its own store, as text.
 */
import type { Purpose } from '../../kernel/index.ts';
import { openCopy, realKeyOf, sealText, type SealedCopy } from './sealing.ts';

/** Sessions and chains of one installation; '' and nothing else where sealing is by labels. */
export type SealingState = Map<string, string>;

/** Who seals or opens: a device, or a server that has keys of the operator's. */
export interface Sealer {
  /** Draws of the run, by key: where all private keys come from. */
  luck(purpose: Purpose, ...key: readonly (string | number)[]): number;
  /** Its own identity key. */
  readonly key: string;
  readonly state: SealingState;
}

/** A text for one device. `name` is the message's. */
export interface Letter {
  readonly name: string;
  readonly text: string;
  readonly device: string;
  /** The device's identity key, as far as the sender knows. */
  readonly key: string;
  /** The one-time prekey with which a session may begin, '' for none. */
  readonly prekey: string;
}

/** A text for all who hold a sender key, in one copy. */
export interface GroupLetter {
  readonly name: string;
  readonly text: string;
  /** Id of the sender key: its owner's identity key, the conversation and a number. */
  readonly key: string;
  /** The how-manieth message under this key, counted from 0. */
  readonly number: number;
  readonly holders: readonly string[];
}

export interface Sealing {
  readonly kind: 'symbolic' | 'real';
  seal(sealer: Sealer, letter: Letter): SealedCopy;
  /** The words; undefined when this device cannot open it. Call it only where the copy's key is. */
  open(sealer: Sealer, copy: SealedCopy, name: string): string | undefined;
  /** What a device must be given, sealed, before it can open messages from that number on. */
  senderKey(sealer: Sealer, key: string, number: number): string;
  learnSenderKey(sealer: Sealer, given: string): void;
  sealForGroup(sealer: Sealer, letter: GroupLetter): SealedCopy;
  openForGroup(sealer: Sealer, copy: SealedCopy, name: string): string | undefined;
  /** An operator's: opens what is sealed to a key of its own and seals it on to the device's. */
  passOn(luck: Sealer['luck'], copy: SealedCopy, name: string): SealedCopy;
}

/** The device of a copy that is for all who hold the sender key. */
export const EVERYBODY = '';

/** What travels when a sender key is given: chain key, number and public key of the signature. */
const SENDER_KEY_BYTES = 68; // 32 + 4 + 32, as Signal's SenderKeyDistributionMessage
/** Room for it as text, however it is sealed: our choice. */
const SENDER_KEY_LENGTH = 320;

/** A copy that brings a sender key and no words. The letter lacks only its text. */
export function sealSenderKey(
  sealing: Sealing,
  sealer: Sealer,
  given: { readonly key: string; readonly number: number },
  letter: Omit<Letter, 'text'>,
): SealedCopy {
  const text = sealing.senderKey(sealer, given.key, given.number).padEnd(SENDER_KEY_LENGTH);
  return {
    ...sealing.seal(sealer, { ...letter, text }),
    length: SENDER_KEY_BYTES,
    brings: 'senderKey',
  };
}

export const symbolicSealing: Sealing = {
  kind: 'symbolic',
  seal: (_, { text, name, device, key }) => sealText(text, name, device, key),
  open: (_, copy, name) => openCopy(copy, name),
  senderKey: (_, key, number) => `${number} ${key}`,
  learnSenderKey: ({ state }, given) => {
    const [number = '', key = ''] = given.trimEnd().split(' ');
    if (!state.has(`group ${key}`)) state.set(`group ${key}`, number);
  },
  sealForGroup: (_, { text, name, key, number, holders }) => ({
    ...sealText(text, name, EVERYBODY, key),
    number,
    holders,
  }),
  openForGroup: ({ state }, copy, name) => {
    const first = state.get(`group ${copy.key}`);
    // A chain runs one way: what came before the key was given stays closed.
    const isBefore = first === undefined || Number(copy.number) < Number(first);
    return isBefore ? undefined : openCopy(copy, name);
  },
  passOn: (_, copy, name) => ({
    ...copy,
    ...sealText(openCopy(copy, name), name, copy.device, realKeyOf(copy)),
    length: copy.length,
  }),
};
