/**
 * Several devices of one user: the phone, and what is linked to it. A linked device begins without
 * history, learns what was read on the others, and can be removed.
 */
import type { PacketOf } from '../protocol/index.ts';
import { noteNumber, type Row } from './conversation-rows.ts';
import { isSealing, ownKey, registryOf } from './own-keys.ts';
import { isCompanion, isConnected, send, type PhoneNode } from './phone-node.ts';
import { reinstallStore } from './phone-store.ts';

/** Whether a page of missed messages is of a time before this device was there. */
export const isHistory = (node: PhoneNode, conversation: string): boolean =>
  isCompanion(node) && !node.store.disk.begun.has(conversation);

/** Only the numbers are taken. With the last page the device counts as linked. */
export function skipHistory(node: PhoneNode, page: PacketOf<'syncPage'>): void {
  const { begun, conversations } = node.store.disk;
  const rows = conversations.get(page.conversation);
  if (rows === undefined) return;
  for (const { sequence } of page.messages) noteNumber(rows, sequence);
  if (!page.last) return;
  begun.add(page.conversation);
  if ([...conversations.keys()].every((name) => begun.has(name))) node.record('linked');
}

/** One of the user's own devices has shown a message of somebody else. */
export function readElsewhere(node: PhoneNode, { name, by }: PacketOf<'receipt'>): void {
  const row = rowOfOthers(node, name);
  if (by === node.name || row === undefined || row.status === 'read') return;
  row.status = 'read';
  row.owesReadReceipt = false;
  node.record('readElsewhere', { message: name, by });
}

function rowOfOthers(node: PhoneNode, name: string): Row | undefined {
  for (const { rows } of node.store.disk.conversations.values()) {
    const row = rows.get(name);
    if (row !== undefined) return row.own ? undefined : row;
  }
  return undefined;
}

/** The device is removed: nobody need seal to it, and all it kept goes. The phone stays. */
export function unlink(node: PhoneNode): void {
  const { outbox } = node.store.disk;
  const registry = registryOf(node);
  if (isSealing(node) && registry >= 0 && isConnected(node)) {
    send(node, registry, { type: 'unregisterKeys', key: ownKey(node) }, 0);
  }
  node.record('unlinked');
  if (node.state('app') !== 'killed') node.step({ type: 'KILL' });
  for (const name of outbox.keys()) node.record('forgotten', { message: name, place: 'outbox' });
  reinstallStore(node.store);
}
