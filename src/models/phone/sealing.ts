/** Sealing what leaves this phone, and opening what comes: one copy for each device, or one for all. */
import {
  copyFor,
  EVERYBODY,
  type ChatMessage,
  type SealedCopy,
  type StoredMessage,
} from '../protocol/index.ts';
import { audienceOf, devicesIn, keyWait, letterTo, trustedKey, wantKey } from './contact-keys.ts';
import { isSealing, ownKey, sealerOf } from './own-keys.ts';
import type { PhoneNode } from './phone-node.ts';
import type { OutboxEntry } from './phone-store.ts';
import { sealOnce } from './sender-keys.ts';

/** The message as it may leave the phone; undefined while a key for it is missing. */
export function sealForAll(node: PhoneNode, entry: OutboxEntry): ChatMessage | undefined {
  const { message } = entry;
  if (!isSealing(node)) return message;
  for (const device of devicesIn(node, message.conversation)) wantKey(node, device);
  const audience = audienceOf(node, message.conversation);
  if (audience.some((device) => keyWait(node, device) !== '')) return undefined;
  entry.sealed = sealsOnce(node, audience)
    ? sealOnce(node, entry, audience)
    : sealForEach(node, entry, audience);
  return withoutWords(node, message, entry.sealed);
}

/** With two devices in a chat there is nothing to save. */
const sealsOnce = (node: PhoneNode, audience: readonly string[]): boolean =>
  node.knobs.encryption === 'senderKeys' && audience.length > 1;

function sealForEach(
  node: PhoneNode,
  { message, sealed: before }: OutboxEntry,
  audience: readonly string[],
): readonly SealedCopy[] {
  return audience.map((device) => {
    const copy = copyFor(before, device);
    // A retry sends the same bytes, unless they are sealed to a key that is gone.
    const isSame = copy?.key === trustedKey(node, device) && copy.brings === undefined;
    return isSame ? copy : sealTo(node, message, device);
  });
}

/** One more copy of a message, for one device whose key the phone knows. */
export function sealTo(node: PhoneNode, message: ChatMessage, device: string): SealedCopy {
  const { name, text } = message;
  const copy = node.sealing.seal(sealerOf(node), { ...letterTo(node, device), name, text });
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

/** The words in this phone's copy, or in the one for everybody, if it has one that it can open. */
export function openOwnCopy(
  node: PhoneNode,
  name: string,
  sealed: readonly SealedCopy[],
): string | undefined {
  const own = copyFor(sealed, node.name);
  const given =
    own?.key === ownKey(node) ? node.sealing.open(sealerOf(node), own, name) : undefined;
  if (own !== undefined && given !== undefined && own.brings === undefined) {
    return opened(node, name, own, given);
  }
  if (given !== undefined) node.sealing.learnSenderKey(sealerOf(node), given);
  const shared = copyFor(sealed, EVERYBODY);
  const text = shared && node.sealing.openForGroup(sealerOf(node), shared, name);
  return shared === undefined || text === undefined ? undefined : opened(node, name, shared, text);
}

function opened(node: PhoneNode, name: string, { key, length }: SealedCopy, text: string): string {
  node.record('unsealed', { message: name, key, length });
  return text;
}
