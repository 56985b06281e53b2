/** Messages that come in: by delivery or by sync, once or twice, in order or with a gap. */
import type { PacketOf, StoredMessage } from '../protocol/index.ts';
import { cursorOf, firstMissing, insertRow, numberRow } from './conversation-rows.ts';
import { isHistory, skipHistory } from './linked-devices.ts';
import { wantMedia } from './media/downloads.ts';
import { conversationOf } from './outbox.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';
import { userOf } from './phone-store.ts';
import { readOnScreen } from './reading.ts';
import { openMessage } from './sealing.ts';
import { forgetUnopened, isTypedHere, keepUnopened } from './unopened.ts';

/** A number may be late rather than lost: neighbours travel by different servers. Our choice. */
const GAP_PATIENCE_MS = 500;

export function receiveDelivery(node: PhoneNode, message: StoredMessage): void {
  take(node, message);
  watchForGap(node, message.conversation);
  readOnScreen(node);
}

export function receiveSyncPage(node: PhoneNode, page: PacketOf<'syncPage'>): void {
  if (isHistory(node, page.conversation)) skipHistory(node, page);
  else for (const message of page.messages) take(node, message);
  const last = page.messages.at(-1);
  // The next page starts after this one, not at the cursor: a gap in the table would hold it fast.
  if (!page.last && last !== undefined) {
    sendToServer(node, {
      type: 'sync',
      conversation: page.conversation,
      after: last.sequence,
    });
  }
  readOnScreen(node);
}

/** Asks for everything after the cursor, conversation by conversation. */
export function syncAll(node: PhoneNode): void {
  for (const [conversation, rows] of node.store.disk.conversations) {
    sendToServer(node, { type: 'sync', conversation, after: cursorOf(rows, node.knobs.cursor) });
  }
}

/** Keeps the message, tells the server that this device has it, and shows it. */
function take(node: PhoneNode, arrived: StoredMessage): void {
  const rows = conversationOf(node, arrived.conversation);
  const isOwn = arrived.sender === userOf(node.spec);
  if (rows.rows.has(arrived.name) && (isOwn || node.knobs.clientDedup === 'byName')) {
    return takeAgain(node, arrived, isOwn);
  }
  const message = openMessage(node, arrived);
  if (message === undefined) return keepUnopened(node, arrived);
  forgetUnopened(node, message.name);
  const { sequence, ...content } = message;
  const position = insertRow(rows, content, {
    own: isOwn,
    sequence,
    status: isOwn ? 'sent' : 'delivered',
  });
  node.record('stored', { message: message.name, place: 'local', durable: 1, position });
  acknowledge(node, message);
  if (isOwn) return;
  node.record('shown', { message: message.name, position, sequence, text: message.text });
  wantMedia(node, message);
}

function takeAgain(node: PhoneNode, message: StoredMessage, isOwn: boolean): void {
  const position = numberRow(
    conversationOf(node, message.conversation),
    message.name,
    message.sequence,
  );
  if (position >= 0) {
    node.record('stored', { message: message.name, place: 'local', durable: 1, position });
  }
  // What was typed on another device of the same user is delivered here, and so acknowledged.
  const isOfHere = isTypedHere(node, message.name) || node.knobs.deviceFanOut !== 'device';
  if (isOwn && isOfHere) return;
  node.record('duplicate', { message: message.name, place: 'local' });
  acknowledge(node, message);
}

function acknowledge(node: PhoneNode, { name, sender }: StoredMessage): void {
  sendToServer(node, { type: 'deliverAck', name, sender });
}

function watchForGap(node: PhoneNode, conversation: string): void {
  const rows = conversationOf(node, conversation);
  if (firstMissing(rows) === 0) return;
  if (rows.highest <= (node.store.memory.asked.get(conversation) ?? 0)) return;
  node.startTimer('gap', GAP_PATIENCE_MS, conversation);
}

/** The missing number has not come by itself. */
export function noticeGap(node: PhoneNode, conversation: string): void {
  const rows = conversationOf(node, conversation);
  const missing = firstMissing(rows);
  if (missing === 0 || !isConnected(node)) return;
  node.store.memory.asked.set(conversation, rows.highest);
  node.record('gap', { conversation, sequence: missing });
  // With the highest number seen as its cursor the phone believes that it has everything.
  if (node.knobs.cursor === 'highestSeen') return;
  sendToServer(node, { type: 'sync', conversation, after: rows.contiguous });
}

export function stopWatchingGaps(node: PhoneNode): void {
  for (const conversation of node.store.disk.conversations.keys()) {
    node.stopTimer('gap', conversation);
  }
  node.store.memory.asked.clear();
}
