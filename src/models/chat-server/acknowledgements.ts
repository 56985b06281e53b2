/** What devices say of deliveries, and what is done when they say nothing. */
import type { PacketOf } from '../protocol/index.ts';
import { openJob } from './jobs.ts';
import { goOffline, removeFromList } from './offline.ts';
import { giveReceipt } from './receipts.ts';
import { ask, type Server } from './requests.ts';
import { pushToPhone, unackedKey, userOf } from './sockets.ts';

/** Deliveries of one message to one device before the recipient counts as offline. Our choice. */
const ATTEMPTS_MOST = 3;

/** The device has stored the message. */
export function acknowledged(server: Server, packet: PacketOf<'deliverAck'>, phone: number): void {
  const { name, sender } = packet;
  const user = settleDelivery(server, name, phone);
  if (server.knobs.receiptEvidence !== 'deviceAck') return;
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
  deleteOutboxRow(server, name, user);
  return user;
}

/** The recipient has opened the conversation. */
export function read(server: Server, packet: PacketOf<'readReceipt'>, phone: number): void {
  const { name, sender } = packet;
  const user = server.store.memory.sockets.get(phone)?.user ?? '';
  server.record('marked', { message: name, status: 'read', evidence: 'opened' });
  const report = { name, status: 'read', evidence: 'opened', by: user } as const;
  giveReceipt(server, userOf(server, sender), report);
}

/** The device was silent: once more, and at last as if the recipient were offline. */
export function unacknowledged(server: Server, key: string): void {
  const { unacked, sockets } = server.store.memory;
  const delivery = unacked.get(key);
  if (delivery === undefined) return;
  const { message, phone, attempts } = delivery;
  const user = userOf(server, server.topology.nodes[phone]?.name ?? '');
  if (sockets.has(phone) && attempts < ATTEMPTS_MOST) {
    return pushToPhone(server, phone, message, attempts + 1);
  }
  // What is in the outbox table is looked through anyway. What only waits for a reconnect would
  // wait for ever when the phone never noticed that it was away.
  if (sockets.has(phone) && server.knobs.dedup !== 'outbox') {
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
  const cassandra = server.topology.ofKind('cassandra')[0];
  if (server.knobs.dedup !== 'outbox' || cassandra === undefined) return;
  const statement = { kind: 'deleteOutbox', name, recipient } as const;
  ask(server, cassandra, (request) => ({ type: 'query', statement, request, name }), {
    step: 'settled',
  });
}
