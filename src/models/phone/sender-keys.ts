/** Sealing once for a group: the sender's own key, who holds it, and when it must be a new one. */
import { sealSenderKey, type SealedCopy } from '../protocol/index.ts';
import { letterTo, trustedKey } from './contact-keys.ts';
import { ownKey, sealerOf } from './own-keys.ts';
import type { PhoneNode } from './phone-node.ts';
import type { OutboxEntry, OwnSenderKey } from './phone-store.ts';

/** One copy for everybody; before it, for each device that lacks the key, a copy that brings it. */
export function sealOnce(
  node: PhoneNode,
  { message, sealed: before }: OutboxEntry,
  audience: readonly string[],
): readonly SealedCopy[] {
  const { name, text, conversation } = message;
  const own = senderKeyFor(node, conversation, audience);
  const key = senderKeyId(node, conversation, own);
  const lacking = audience.filter((device) => own.holders.get(device) !== trustedKey(node, device));
  const last = before?.at(-1);
  // A retry sends the same bytes, unless somebody could not open them.
  if (before !== undefined && last?.key === key && lacking.length === 0) return before;
  const { next: number } = own;
  const sealer = sealerOf(node);
  const given = lacking.map((device) => {
    const letter = { ...letterTo(node, device), name };
    const copy = sealSenderKey(node.sealing, sealer, { key, number }, letter);
    own.holders.set(device, copy.key);
    const index = node.topology.indexOf(device);
    node.record('sealed', { message: name, device: index, key: copy.key, length: copy.length });
    return copy;
  });
  const holders = [...own.holders.values()];
  const shared = node.sealing.sealForGroup(sealer, { name, text, key, number, holders });
  own.next += 1;
  const { length } = shared;
  node.record('sealedOnce', { message: name, key, devices: audience.length, length });
  return [...given, shared];
}

/** Whoever has left could go on reading: then everybody gets a new key. */
function senderKeyFor(
  node: PhoneNode,
  conversation: string,
  audience: readonly string[],
): OwnSenderKey {
  const { senderKeys } = node.store.disk;
  const known = senderKeys.get(conversation);
  if (known === undefined) {
    const first: OwnSenderKey = { generation: 1, next: 0, holders: new Map() };
    senderKeys.set(conversation, first);
    return first;
  }
  if ([...known.holders.keys()].some((device) => !audience.includes(device))) {
    known.generation += 1;
    known.next = 0;
    known.holders.clear();
  }
  return known;
}

/** A device could not open something: it gets the key again with the next message. */
export function forgetHolder(node: PhoneNode, conversation: string, device: string): void {
  node.store.disk.senderKeys.get(conversation)?.holders.delete(device);
}

const senderKeyId = (node: PhoneNode, conversation: string, { generation }: OwnSenderKey): string =>
  `${ownKey(node)}/g/${conversation}/${generation}`;
