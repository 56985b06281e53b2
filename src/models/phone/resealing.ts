/** The sender's side of a message that could not be opened: seal it again, or refuse. */
import { STATUSES, type PacketOf, type Status } from '../protocol/index.ts';
import type { Row } from './conversation-rows.ts';
import { distrustCache, keyWait, wantKey } from './contact-keys.ts';
import { isSealing } from './own-keys.ts';
import { isConnected, isLinkedTo, sendToServer, type PhoneNode } from './phone-node.ts';
import { sealTo } from './sealing.ts';
import { forgetHolder } from './sender-keys.ts';
import { ownRow, updateAwaited } from './ticks.ts';
import { isTypedHere } from './unopened.ts';

const DELIVERED = STATUSES.indexOf('delivered');

/** A device asks for a copy to another key. The key is believed to the registry only. */
export function receiveAskAgain(node: PhoneNode, packet: PacketOf<'askAgain'>): void {
  const { name, device, key } = packet;
  // The request goes to all phones of the sender; the one on which it was typed answers.
  if (!isTypedHere(node, name)) return;
  const row = ownRow(node, name);
  if (row === undefined) return refuse(node, packet, 'notKept');
  if (isDelivered(node, row, device)) return refuse(node, packet, 'alreadyDelivered');
  const contact = node.store.disk.contacts.get(device);
  if (contact?.key !== key && contact?.offered !== key) distrustCache(node, device);
  forgetHolder(node, row.message.conversation, device);
  node.store.disk.resends.set(`${name} ${device}`, { name, device });
  sendResends(node);
}

function refuse(
  node: PhoneNode,
  { name, device }: PacketOf<'askAgain'>,
  reason: 'notKept' | 'alreadyDelivered',
): void {
  node.record('refused', { message: name, reason, from: node.topology.indexOf(device) });
}

/**
 * Whoever holds the servers could register a key of their own and ask for everything again. So what
 * has reached its reader, or shows two ticks, is never sealed again.
 */
function isDelivered(node: PhoneNode, row: Row, device: string): boolean {
  const spec = node.topology.nodes[node.topology.indexOf(device)];
  const member = String(spec?.settings['user'] ?? device);
  // Where each device reports for itself, one that lacks a message is helped though another has it.
  if (node.knobs.deviceFanOut === 'device') return row.devices.has(reporterOf(node, device));
  const hasReached = (status: Status): boolean =>
    status !== 'failed' && STATUSES.indexOf(status) >= DELIVERED;
  return hasReached(row.status) || hasReached(row.members.get(member) ?? 'clock');
}

/** The name under which a device reports: a user's first device goes by the user's. */
function reporterOf(node: PhoneNode, device: string): string {
  const index = node.topology.indexOf(device);
  if (isLinkedTo(node, index)) return device;
  return String(node.topology.nodes[index]?.settings['user'] ?? device);
}

/** Seals again what was asked for and may leave now; the rest waits for a key, or for its owner. */
export function sendResends(node: PhoneNode): void {
  if (!isConnected(node) || !isSealing(node)) return;
  const { resends } = node.store.disk;
  for (const [id, { name, device }] of resends) {
    const row = ownRow(node, name);
    if (row === undefined || isDelivered(node, row, device)) {
      resends.delete(id);
      continue;
    }
    wantKey(node, device);
    if (keyWait(node, device) === '') {
      resends.delete(id);
      const { message } = row;
      const outside = { ...message, text: '', sealed: [sealTo(node, message, device)] };
      sendToServer(node, { type: 'reseal', message: outside, device });
    }
    updateAwaited(node, row);
  }
}
