/** The person opens a chat: what was unread is read, and its senders are told. */
import type { ConversationRows, Row } from './conversation-rows.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';

export function openConversation(node: PhoneNode, conversation: string): void {
  node.store.memory.open = conversation;
  node.record('opened', { conversation });
  readOnScreen(node);
}

/** Marks as read what stands on screen. Nothing does unless the app is in the foreground. */
export function readOnScreen(node: PhoneNode): void {
  const { open } = node.store.memory;
  const rows = node.store.disk.conversations.get(open);
  if (rows === undefined || node.state('app') !== 'foreground') return;
  for (const row of inView(rows)) if (!row.own && row.status !== 'read') read(node, row);
}

function read(node: PhoneNode, row: Row): void {
  row.status = 'read';
  row.owesReadReceipt = true;
  if (isConnected(node)) sendReadReceipt(node, row);
}

/** Receipts for what was read while the phone was away. */
export function sendOwedReceipts(node: PhoneNode): void {
  for (const rows of node.store.disk.conversations.values()) {
    for (const row of inView(rows)) if (row.owesReadReceipt) sendReadReceipt(node, row);
  }
}

function sendReadReceipt(node: PhoneNode, row: Row): void {
  row.owesReadReceipt = false;
  const { name, sender } = row.message;
  sendToServer(node, { type: 'readReceipt', name, sender });
}

const inView = ({ rows, view }: ConversationRows): Row[] =>
  view.flatMap((key) => rows.get(key) ?? []);
