/**
 * The Double Ratchet: a new key for every message, and new secrets whenever the talk changes sides.
 * State is plain data; a step answers a new state and leaves the old one as it was, so that what
 * proves forged has changed nothing. Limits are libsignal's.
 */
import { bytesOfHex, hexOf } from './bytes.ts';
import { messageSeed, nextChain, nextRoot, type RootAndChain } from './key-derivation.ts';

/** From libsignal's consts.rs: MAX_FORWARD_JUMPS, MAX_MESSAGE_KEYS, MAX_RECEIVER_CHAINS. */
export const FORWARD_JUMPS_MOST = 25_000;
export const SKIPPED_MOST = 2000;
export const RECEIVE_CHAINS_MOST = 5;

export interface Chain {
  readonly key: string;
  /** The number of the next message. */
  readonly next: number;
}

export interface ReceiveChain extends Chain {
  /** The other side's public ratchet key. */
  readonly ratchet: string;
  /** Number and seed of messages that were skipped, oldest first. */
  readonly skipped: readonly (readonly [number: number, seed: string])[];
}

/** All keys in hexadecimal. */
export interface Ratchet {
  readonly root: string;
  /** The private half of the own ratchet key in use. */
  readonly own: string;
  readonly sending: Chain;
  /** Messages in the sending chain before this one. */
  readonly previous: number;
  /** Newest last. */
  readonly receiving: readonly ReceiveChain[];
}

/** Whoever begins: their first ratchet key is the signed prekey. */
export function beginningRatchet(
  { root, chain }: RootAndChain,
  own: Uint8Array,
  theirs: Uint8Array,
): Ratchet {
  const first = nextRoot(root, own, theirs);
  return {
    root: hexOf(first.root),
    own: hexOf(own),
    sending: fresh(first.chain),
    previous: 0,
    receiving: [{ ...fresh(chain), ratchet: hexOf(theirs), skipped: [] }],
  };
}

/** Whoever is written to: the own first ratchet key is the signed prekey. */
export const answeringRatchet = ({ root, chain }: RootAndChain, own: Uint8Array): Ratchet => ({
  root: hexOf(root),
  own: hexOf(own),
  sending: fresh(chain),
  previous: 0,
  receiving: [],
});

/** The seed of the next message's keys, and its number. */
export function stepToSend(state: Ratchet): { state: Ratchet; seed: Uint8Array; number: number } {
  const { sending } = state;
  const key = bytesOfHex(sending.key);
  const next = { key: hexOf(nextChain(key)), next: sending.next + 1 };
  return { state: { ...state, sending: next }, seed: messageSeed(key), number: sending.next };
}

/**
 * The seed of an arrived message. `fresh` makes the next own ratchet key, when their key is new.
 * Undefined when the message was opened before, is too far ahead, or its key was given up.
 */
export function stepToReceive(
  state: Ratchet,
  { ratchet, number }: { readonly ratchet: string; readonly number: number },
  freshKey: () => Uint8Array,
): { state: Ratchet; seed: Uint8Array } | undefined {
  const known = state.receiving.some((chain) => chain.ratchet === ratchet);
  const turned = known ? state : turn(state, ratchet, freshKey());
  const chain = turned.receiving.find((each) => each.ratchet === ratchet) as ReceiveChain;
  const step = stepChain(chain, number);
  if (step === undefined) return undefined;
  const receiving = turned.receiving.map((each) => (each === chain ? step.chain : each));
  return { state: { ...turned, receiving }, seed: step.seed };
}

/** The talk has changed sides: their new key meets our old one, then our new one. */
function turn(state: Ratchet, theirs: string, own: Uint8Array): Ratchet {
  const public_ = bytesOfHex(theirs);
  const received = nextRoot(bytesOfHex(state.root), bytesOfHex(state.own), public_);
  const sent = nextRoot(received.root, own, public_);
  const chain: ReceiveChain = { ...fresh(received.chain), ratchet: theirs, skipped: [] };
  return {
    root: hexOf(sent.root),
    own: hexOf(own),
    sending: fresh(sent.chain),
    previous: state.sending.next,
    receiving: [...state.receiving, chain].slice(-RECEIVE_CHAINS_MOST),
  };
}

/** Along one chain to a number, keeping what is skipped on the way. */
export function stepChain<Kept extends Omit<ReceiveChain, 'ratchet'>>(
  chain: Kept,
  number: number,
): { chain: Kept; seed: Uint8Array } | undefined {
  if (number < chain.next) {
    const skipped = chain.skipped.find(([each]) => each === number);
    if (skipped === undefined) return undefined;
    const rest = chain.skipped.filter((each) => each !== skipped);
    return { chain: { ...chain, skipped: rest }, seed: bytesOfHex(skipped[1]) };
  }
  if (number - chain.next > FORWARD_JUMPS_MOST) return undefined;
  let key: Uint8Array = bytesOfHex(chain.key);
  const skipped = [...chain.skipped];
  for (let at = chain.next; at < number; at += 1) {
    skipped.push([at, hexOf(messageSeed(key))]);
    key = nextChain(key);
  }
  const after = { key: hexOf(nextChain(key)), next: number + 1 };
  return {
    chain: { ...chain, ...after, skipped: skipped.slice(-SKIPPED_MOST) },
    seed: messageSeed(key),
  };
}

const fresh = (key: Uint8Array): Chain => ({ key: hexOf(key), next: 0 });
