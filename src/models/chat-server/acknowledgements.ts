/** What devices say of deliveries, and what is done when they say nothing. */
import type { PacketOf } from '../protocol/index.ts';
import { addressOf, isCompanion, isEach, userOf } from './addresses.ts';
import { openJob } from './jobs.ts';
import { goOffline, removeFromList } from './offline.ts';
import { isWaiting } from './polls.ts';
import { giveReceipt } from './receipts.ts';
import type { Server } from './requests.ts';
import { hangUp, pushToPhone, unackedKey } from './sockets.ts';
import { askTable, hasTable } from './table-requests.ts';

/** Deliveries of one message to one device before the recipient counts as offline. Our choice. */
const ATTEMPTS_MOST = 3;

/** The device has stored the message. */
export function acknowledged(server: Server, packet: PacketOf<'deliverAck'>, phone: number): void {
  const { name, sender } = packet;
  const user = settleDelivery(server, name, phone);
  if (server.knobs.receiptEvidence !== 'deviceAck') return;
  // The sender's own desktop has it too: that is no delivery.
  if (isEach(server) && userOf(server, user) === userOf(server, sender)) return;
  server.record('marked', { message: name, status: 'delivered', evidence: 'deviceAck' });
  const report = { name, status: 'delivered', evidence: 'deviceAck', by: user } as const;
  giveReceipt(server, userOf(server, sender), report);
}

/** It need not be delivered to this phone any more. Answers the phone's user. */
export function settleDelivery(server: Server, name: string, phone: number): string {
  const { sockets, unacked } = server.store.memory;
  const user = sockets.get(phone)?.user ?? '';
  const key = unackedKey(phone, name);
  const delivery = unacked.get(key);
  if (delivery !== undefined) {
    unacked.delete(key);
    server.stopTimer('unacked', key);
    removeFromList(server, user, delivery.message);
  }
  // The row waits for the user's first device: the others ask for what they missed.
  if (!isCompanion(server, phone)) deleteOutboxRow(server, name, user);
  return user;
}

/** The recipient has opened the conversation. */
export function read(server: Server, packet: PacketOf<'readReceipt'>, phone: number): void {
  const { name, sender } = packet;
  const user = server.store.memory.sockets.get(phone)?.user ?? '';
  server.record('marked', { message: name, status: 'read', evidence: 'opened' });
  const report = { name, status: 'read', evidence: 'opened', by: user } as const;
  giveReceipt(server, userOf(server, sender), report);
  if (isEach(server)) giveReceipt(server, userOf(server, user), report);
}

/** The device was silent: once more, and at last as if the recipient were offline. */
export function unacknowledged(server: Server, key: string): void {
  const { unacked, sockets } = server.store.memory;
  const delivery = unacked.get(key);
  if (delivery === undefined) return;
  const { message, phone, attempts } = delivery;
  // It has not left: silence says nothing of the device.
  if (isWaiting(server, phone, message.name)) {
    return server.startTimer('unacked', server.knobs.rpcTimeoutMs, key);
  }
  const user = addressOf(server, phone);
  if (sockets.has(phone) && attempts < ATTEMPTS_MOST) {
    return pushToPhone(server, phone, message, attempts + 1);
  }
  // Nothing waits for a linked desktop: on its next connection it asks for what it missed.
  if (isCompanion(server, phone)) {
    unacked.delete(key);
    return hangUp(server, phone);
  }
  // A phone that never noticed that it was away does not reconnect, and so never looks for what
  // waits. The outbox table is looked through anyway; who only acts on a look at the map forgets.
  const { dedup, enqueue } = server.knobs;
  if (sockets.has(phone) && dedup !== 'outbox' && enqueue === 'always') {
    unacked.set(key, { ...delivery, isGivenUp: true });
  } else unacked.delete(key);
  if (attempts > ATTEMPTS_MOST) return;
  const id = openJob(server, { message, phone: -1, connection: 0, source: null });
  goOffline(server, id, user);
}

/** A phone that was silent is heard of on the same socket: what it never acknowledged, once more. */
export function pushGivenUp(server: Server, phone: number): void {
  for (const delivery of server.store.memory.unacked.values()) {
    if (delivery.phone !== phone || delivery.isGivenUp === undefined) continue;
    pushToPhone(server, phone, delivery.message, ATTEMPTS_MOST + 1);
  }
}

function deleteOutboxRow(server: Server, name: string, recipient: string): void {
  if (server.knobs.dedup !== 'outbox' || !hasTable(server)) return;
  askTable(server, { kind: 'deleteOutbox', name, recipient }, { step: 'settled' }, name);
}
