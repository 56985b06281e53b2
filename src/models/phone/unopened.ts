/** Messages that this phone cannot open: it has another key now than the one they are sealed to. */
import { copyFor, type StoredMessage } from '../protocol/index.ts';
import { noteNumber } from './conversation-rows.ts';
import { conversationOf } from './outbox.ts';
import { isRegistered, ownKey } from './own-keys.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';

/** Between two requests for one message the wait doubles, up to this. Our choice. */
const ASK_WAIT_MS_MAX = 600_000;

export function keepUnopened(node: PhoneNode, message: StoredMessage): void {
  const { name, sender, conversation, sequence, sealed } = message;
  const { unopened } = node.store.disk;
  const key = copyFor(sealed, node.name)?.key ?? '';
  const known = unopened.get(name);
  if (node.knobs.unopened === 'acknowledge') {
    sendToServer(node, { type: 'deliverAck', name, sender });
  }
  node.record('cannotOpen', { message: name, key });
  // A second copy that is no better; the first one was asked for already.
  if (known?.key === key) return;
  unopened.set(name, { conversation, sender, key, asked: known?.asked ?? 0 });
  // Its place in the conversation is known, though not what stands there.
  noteNumber(conversationOf(node, conversation), sequence);
  askAgain(node, name);
}

/** Asks the sender's phone for a copy to the present key. It may refuse, and does not say so. */
export function askAgain(node: PhoneNode, name: string): void {
  const entry = node.store.disk.unopened.get(name);
  if (entry === undefined) return;
  if (node.knobs.unopened !== 'askAgain' || isTypedHere(node, name)) return;
  if (!isConnected(node) || !isRegistered(node)) return;
  entry.asked += 1;
  const { sender } = entry;
  sendToServer(node, { type: 'askAgain', name, sender, device: node.name, key: ownKey(node) });
  let waitMs = node.knobs.retryMs;
  for (let asked = 1; asked < entry.asked && waitMs < ASK_WAIT_MS_MAX; asked += 1) waitMs *= 2;
  node.startTimer('askAgain', Math.min(waitMs, ASK_WAIT_MS_MAX), name);
}

/** On a new connection, and when contacts can find the present key. */
export function askForAllUnopened(node: PhoneNode): void {
  for (const name of node.store.disk.unopened.keys()) askAgain(node, name);
}

/** It has come sealed to the right key. */
export function forgetUnopened(node: PhoneNode, name: string): void {
  if (node.store.disk.unopened.delete(name)) node.stopTimer('askAgain', name);
}

export function stopAsking(node: PhoneNode): void {
  for (const name of node.store.disk.unopened.keys()) node.stopTimer('askAgain', name);
}

/** Names are given by origin. */
export const isTypedHere = (node: PhoneNode, name: string): boolean =>
  name.startsWith(`${node.name}/m`);
