/** Sender keys: a group's message is encrypted once; whoever was given the key follows its chain. */
import { cbc } from '@noble/ciphers/aes.js';
import type { GroupLetter, SealedCopy, Sealer } from '../protocol/index.ts';
import { bytesOfAscii, bytesOfHex, bytesOfText, hexOf, textOfBytes } from './bytes.ts';
import { isSignedBy } from './curve.ts';
import { groupKeys } from './key-derivation.ts';
import { stepChain, type ReceiveChain } from './ratchet.ts';
import { openedAs, ringOf } from './sessions.ts';

type GroupChain = Omit<ReceiveChain, 'ratchet'>;

/** What a member is given: where the chain stands, and who must have signed. */
interface Given extends GroupChain {
  readonly id: string;
  readonly signing: string;
}

/** The chain key of the own sender key as it stands at a number, made at first use. */
export function senderKey(sealer: Sealer, id: string, number: number): string {
  const ring = ringOf(sealer);
  const { key, next } = ownChain(sealer, id);
  if (next !== number)
    throw new Error(`${id} stands at ${next} and cannot be given from ${number}`);
  const signing = hexOf(ring.public(`${id}/sign`));
  return JSON.stringify({ id, key, next, skipped: [], signing } satisfies Given);
}

/** A key that is known already goes on as it is: it opens at least as much. */
export function learnSenderKey({ state }: Sealer, given: string): void {
  const { id } = JSON.parse(given) as Given;
  if (!state.has(`group ${id}`)) state.set(`group ${id}`, given);
}

export function sealForGroup(sealer: Sealer, letter: GroupLetter): string {
  const { key: id, number, text } = letter;
  const step = stepChain(ownChain(sealer, id), number);
  if (step === undefined) throw new Error(`${id} has been past ${number} already`);
  sealer.state.set(`own ${id}`, JSON.stringify(step.chain));
  const { cipher, iv } = groupKeys(step.seed);
  const words = hexOf(cbc(cipher, iv).encrypt(bytesOfText(text)));
  const signed = `${id} ${number} ${words}`;
  const signature = ringOf(sealer).sign(`${id}/sign`, bytesOfAscii(signed), signed);
  return `${signed} ${hexOf(signature)}`;
}

/** Undefined without the key, for what came before it was given, and for what nobody signed. */
export function openForGroup(
  { state }: Sealer,
  copy: SealedCopy,
  name: string,
): string | undefined {
  const before = state.get(openedAs(name, copy.body));
  if (before !== undefined) return before;
  const kept = state.get(`group ${copy.key}`);
  const [id, number, words, signature] = copy.body.trimEnd().split(' ');
  if (kept === undefined || id !== copy.key || signature === undefined) return undefined;
  const given = JSON.parse(kept) as Given;
  const signed = bytesOfAscii(`${id} ${number} ${words}`);
  if (!isSignedBy(bytesOfHex(given.signing), signed, bytesOfHex(signature))) return undefined;
  const step = stepChain(given, Number(number));
  if (step === undefined) return undefined;
  const { cipher, iv } = groupKeys(step.seed);
  const text = textOfBytes(cbc(cipher, iv).decrypt(bytesOfHex(words as string)));
  state.set(`group ${id}`, JSON.stringify(step.chain));
  state.set(openedAs(name, copy.body), text);
  return text;
}

function ownChain(sealer: Sealer, id: string): GroupChain {
  const kept = sealer.state.get(`own ${id}`);
  if (kept !== undefined) return JSON.parse(kept) as GroupChain;
  return { key: hexOf(ringOf(sealer).private(`${id}/chain`)), next: 0, skipped: [] };
}
