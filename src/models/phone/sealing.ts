/** Sealing what leaves this phone, and opening what comes: one copy for each device. */
import {
  copyFor,
  openCopy,
  sealText,
  type ChatMessage,
  type SealedCopy,
  type StoredMessage,
} from '../protocol/index.ts';
import { audienceOf, keyWait, trustedKey, wantKey } from './contact-keys.ts';
import { isSealing, ownKey } from './own-keys.ts';
import type { PhoneNode } from './phone-node.ts';
import type { OutboxEntry } from './phone-store.ts';

/** The message as it may leave the phone; undefined while a key for it is missing. */
export function sealForAll(node: PhoneNode, entry: OutboxEntry): ChatMessage | undefined {
  const { message } = entry;
  if (!isSealing(node)) return message;
  const audience = audienceOf(node, message.conversation);
  for (const device of audience) wantKey(node, device);
  if (audience.some((device) => keyWait(node, device) !== '')) return undefined;
  const before = entry.sealed;
  entry.sealed = audience.map((device) => {
    const copy = copyFor(before, device);
    // A retry sends the same bytes, unless they are sealed to a key that is gone.
    return copy?.key === trustedKey(node, device) ? copy : sealTo(node, message, device);
  });
  return withoutWords(node, message, entry.sealed);
}

/** One more copy of a message, for one device whose key the phone knows. */
export function sealTo(node: PhoneNode, message: ChatMessage, device: string): SealedCopy {
  const { name, text } = message;
  const copy = sealText(text, name, device, trustedKey(node, device));
  const { key, length } = copy;
  node.record('sealed', { message: name, device: node.topology.indexOf(device), key, length });
  return copy;
}

function withoutWords(
  node: PhoneNode,
  message: ChatMessage,
  sealed: readonly SealedCopy[],
): ChatMessage {
  const outside = { ...message, text: '', sealed };
  // No server can put words into a push unless the phone that has them hands them over.
  return node.knobs.pushPayload === 'clear' ? { ...outside, preview: message.text } : outside;
}

/** The message with its words; undefined when they are sealed to a key that is not on this phone. */
export function openMessage(node: PhoneNode, message: StoredMessage): StoredMessage | undefined {
  const { sealed, preview: _, ...outside } = message;
  if (sealed === undefined) return outside;
  const text = openOwnCopy(node, message.name, sealed);
  return text === undefined ? undefined : { ...outside, text };
}

/** The words in this phone's copy, if it has one that it can open. */
export function openOwnCopy(
  node: PhoneNode,
  name: string,
  sealed: readonly SealedCopy[],
): string | undefined {
  const copy = copyFor(sealed, node.name);
  if (copy === undefined || copy.key !== ownKey(node)) return undefined;
  node.record('unsealed', { message: name, key: copy.key, length: copy.length });
  return openCopy(copy, name);
}
