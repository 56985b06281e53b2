/** The ticks beside own messages: what they rest on, and what the phone still waits for. */
import {
  STATUSES,
  type Awaited,
  type Evidence,
  type PacketOf,
  type Status,
} from '../protocol/index.ts';
import type { Row } from './conversation-rows.ts';
import { keysWait, keyWait } from './contact-keys.ts';
import { readElsewhere } from './linked-devices.ts';
import { isConnected, othersOf, type PhoneNode } from './phone-node.ts';

const rank = (status: Status): number => STATUSES.indexOf(status);

/** The row of a message typed by this phone's user. */
export function ownRow(node: PhoneNode, name: string): Row | undefined {
  for (const { rows } of node.store.disk.conversations.values()) {
    const row = rows.get(name);
    if (row !== undefined) return row.own ? row : undefined;
  }
  return undefined;
}

/** Shows a status if the policy lets it through, and notes what is awaited next. */
export function showStatus(node: PhoneNode, row: Row, status: Status, evidence: Evidence): void {
  if (!mayShow(node, row.status, status)) return;
  row.status = status;
  node.record('status', { message: row.message.name, status, evidence });
  updateAwaited(node, row);
}

function mayShow(node: PhoneNode, shown: Status, status: Status): boolean {
  if (status === shown) return false;
  if (node.knobs.tickOrder === 'latest') return true;
  // Nothing that reached somebody can still fail, and a failure may turn out to be none.
  if (status === 'failed') return rank(shown) <= rank('sent');
  return shown === 'failed' || rank(status) > rank(shown);
}

/** A receipt counts for the member who gave it; the tick shows what all others have reached. */
export function receiveReceipt(node: PhoneNode, receipt: PacketOf<'receipt'>): void {
  const row = ownRow(node, receipt.name);
  if (row === undefined)
    return receipt.status === 'read' ? readElsewhere(node, receipt) : undefined;
  if (receipt.status === 'failed') return showStatus(node, row, 'failed', receipt.evidence);
  const member = memberOf(node, receipt.by);
  const others = othersOf(node, row.message.conversation);
  if (!others.includes(member)) return;
  row.devices.add(receipt.by);
  const known = row.members.get(member) ?? 'clock';
  const isNews = node.knobs.tickOrder === 'latest' || rank(receipt.status) > rank(known);
  if (isNews) row.members.set(member, receipt.status);
  const least = leastOf(row, others);
  if (rank(least) > rank('clock')) showStatus(node, row, least, receipt.evidence);
}

function leastOf(row: Row, others: readonly string[]): Status {
  let least: Status = 'read';
  for (const other of others) {
    const status = row.members.get(other) ?? 'clock';
    if (rank(status) < rank(least)) least = status;
  }
  return least;
}

/** A receipt names the device or the user whose doing it reports. */
function memberOf(node: PhoneNode, by: string): string {
  const device = node.topology.nodes[node.topology.indexOf(by)];
  return device?.kind === 'phone' ? String(device.settings['user'] ?? device.name) : by;
}

/** Records what a message waits for, when that has changed. */
export function updateAwaited(node: PhoneNode, row: Row): void {
  const awaited = awaitedFor(node, row);
  if (awaited === row.awaited) return;
  row.awaited = awaited;
  if (awaited !== '') node.record('awaiting', { message: row.message.name, awaited });
}

/** After the connection came or went: the messages that have not been acknowledged. */
export function updateAllAwaited(node: PhoneNode): void {
  for (const name of node.store.disk.outbox.keys()) {
    const row = ownRow(node, name);
    if (row !== undefined) updateAwaited(node, row);
  }
}

function awaitedFor(node: PhoneNode, { status, message }: Row): Awaited | '' {
  const { name, conversation } = message;
  switch (status) {
    case 'clock':
      if (!isConnected(node)) return 'connection';
      if (node.store.disk.outbox.get(name)?.awaitsUpload === true) return 'upload';
      if (node.store.memory.inFlight.has(name)) return 'serverAck';
      return keysWait(node, conversation) || 'serverAck';
    case 'sent':
      return resendWait(node, name) || 'deliveryReceipt';
    case 'delivered':
      return 'readReceipt';
    default:
      return '';
  }
}

/** A device has asked for the message again, and something keeps this phone from sealing it. */
function resendWait(node: PhoneNode, name: string): Awaited | '' {
  for (const resend of node.store.disk.resends.values()) {
    if (resend.name === name) return keyWait(node, resend.device);
  }
  return '';
}
