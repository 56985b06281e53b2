/** From the typed message to the server's acknowledgement: the outbox and its retries. */
import type { ChatMessage, PacketOf } from '../protocol/index.ts';
import { emptyConversation, insertRow, numberRow, type Row } from './conversation-rows.ts';
import { isSealing } from './own-keys.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';
import { userOf, type OutboxEntry } from './phone-store.ts';
import { sealForAll } from './sealing.ts';
import { ownRow, showStatus, updateAwaited } from './ticks.ts';

/** A person sends a message: it is safe on disk before anything leaves the phone. */
export function typeMessage(
  node: PhoneNode,
  conversation: string,
  text: string,
  awaitsUpload = false,
): string {
  const { disk } = node.store;
  disk.typed += 1;
  const message: ChatMessage = {
    name: `${node.name}/m${disk.typed}`,
    conversation,
    sender: userOf(node.spec),
    text,
    typedAtUs: node.localTimeUs(),
  };
  const { name } = message;
  node.record('typed', { message: name, text, conversation });
  const waits = awaitsUpload ? ({ awaitsUpload } as const) : {};
  disk.outbox.set(name, { message, attempts: 0, ...waits });
  node.record('stored', { message: name, place: 'outbox', durable: 1, position: disk.outbox.size });
  const position = insertRow(conversationOf(node, conversation), message, {
    own: true,
    sequence: 0,
    status: 'clock',
  });
  node.record('stored', { message: name, place: 'local', durable: 1, position });
  node.record('status', { message: name, status: 'clock', evidence: 'typed' });
  updateAwaited(node, ownRow(node, name) as Row);
  sendOutbox(node);
  return name;
}

export function conversationOf(node: PhoneNode, name: string) {
  const { conversations } = node.store.disk;
  const known = conversations.get(name);
  if (known !== undefined) return known;
  const fresh = emptyConversation();
  conversations.set(name, fresh);
  return fresh;
}

/** Sends what may leave now, in the order of typing. */
export function sendOutbox(node: PhoneNode): void {
  if (!isConnected(node)) return;
  const busy = new Set<string>();
  /** Conversations in which text waits for the upload of a photo. */
  const held = new Set<string>();
  for (const [name, entry] of node.store.disk.outbox) {
    const { conversation } = entry.message;
    if (entry.awaitsUpload === true) {
      if (node.knobs.mediaOrder === 'wait') held.add(conversation);
      continue;
    }
    if (held.has(conversation)) continue;
    if (node.knobs.inFlight === 'one' && busy.has(conversation)) continue;
    if (!node.store.memory.inFlight.has(name)) publish(node, name, entry);
    if (node.store.disk.outbox.has(name)) busy.add(conversation);
  }
}

function publish(node: PhoneNode, name: string, entry: OutboxEntry): void {
  const message = sealForAll(node, entry);
  if (message === undefined) {
    // It waits for a key, and is sent when that has come.
    node.store.memory.inFlight.delete(name);
    return;
  }
  entry.attempts += 1;
  sendToServer(node, { type: 'publish', message, attempt: entry.attempts });
  if (node.knobs.sentEvidence === 'socketWrite') {
    // The bug: the operating system has the bytes, which is no promise of anybody else.
    leaveOutbox(node, name);
    const row = ownRow(node, name);
    if (row !== undefined) showStatus(node, row, 'sent', 'socketWrite');
    return;
  }
  node.store.memory.inFlight.add(name);
  node.startTimer('retry', node.knobs.retryMs, name);
  if (isSealing(node)) updateAwaited(node, ownRow(node, name) as Row);
}

/** The acknowledgement did not come in time. */
export function retry(node: PhoneNode, name: string): void {
  const entry = node.store.disk.outbox.get(name);
  if (entry !== undefined && isConnected(node)) publish(node, name, entry);
}

export function receivePublishAck(node: PhoneNode, ack: PacketOf<'publishAck'>): void {
  const row = ownRow(node, ack.name);
  if (row === undefined) return;
  // The same acknowledgement a second time is no news: it takes back no failure told since.
  const isNews = node.store.disk.outbox.has(ack.name) || row.status !== 'failed';
  if (isNews) showStatus(node, row, 'sent', ack.evidence);
  const rows = conversationOf(node, row.message.conversation);
  const position = numberRow(rows, ack.name, ack.sequence);
  if (position >= 0) {
    node.record('stored', { message: ack.name, place: 'local', durable: 1, position });
  }
  if (!leaveOutbox(node, ack.name)) return;
  sendOutbox(node);
}

export function leaveOutbox(node: PhoneNode, name: string): boolean {
  const { disk, memory } = node.store;
  if (!disk.outbox.delete(name)) return false;
  memory.inFlight.delete(name);
  node.stopTimer('retry', name);
  node.record('forgotten', { message: name, place: 'outbox' });
  return true;
}

/** The connection is gone: nothing is in flight any more, and nothing is worth a retry. */
export function recallOutbox(node: PhoneNode): void {
  const { inFlight } = node.store.memory;
  for (const name of inFlight) node.stopTimer('retry', name);
  inFlight.clear();
}
