/** The sockets of phones: placed, renewed, closed; and what is pushed down them. */
import type { Arrival, PacketOf, StoredMessage } from '../protocol/index.ts';
import { addressOf, isCompanion, userOf } from './addresses.ts';
import { forPhone } from './device-copies.ts';
import { sendNews } from './polls.ts';
import { askRedis, type Server } from './requests.ts';
import { gone, seen } from './presence.ts';
import { giveReceipt } from './receipts.ts';

/** The balancer places a phone here. The map is written before the phone is told. */
export function place(server: Server, packet: PacketOf<'place'>, from: number): void {
  const { phone, user, connection } = packet;
  if (server.state('server') !== 'serving') {
    const reason = 'unavailable';
    server.record('refused', { reason, from: phone });
    server.send(from, { type: 'placeRefused', phone, connection, reason });
    return;
  }
  const { sockets } = server.store.memory;
  const older = sockets.get(phone);
  if (older !== undefined) {
    server.record('disconnected', {
      peer: phone,
      connection: older.connection,
      closing: 'replaced',
    });
    forgetGivenUp(server, phone);
  }
  const address = isCompanion(server, phone) ? addressOf(server, phone) : user;
  sockets.set(phone, { user: address, connection });
  server.startTimer('idle', server.knobs.idleTimeoutMs, String(phone));
  server.record('connected', { peer: phone, connection });
  seen(server, user);
  server.send(from, { type: 'placed', phone, connection });
  if (server.knobs.routing === 'none' || server.knobs.routing === 'broadcast') {
    welcome(server, phone);
  } else {
    const words = registration(server, address);
    askRedis(server, words, { step: 'register', phone, user: address });
  }
}

export function welcome(server: Server, phone: number): void {
  const socket = server.store.memory.sockets.get(phone);
  if (socket === undefined) return;
  server.send(phone, { type: 'opened', server: server.index }, socket.connection);
}

function registration(server: Server, user: string): readonly string[] {
  const lease = server.knobs.routing === 'lease' ? ['PX', String(server.knobs.mapTtlMs)] : [];
  return ['SET', `conn:${user}`, server.name, ...lease];
}

/** A heartbeat: answered, and taken as proof that the entry in the map is still true. */
export function ping(server: Server, { from, connection }: Arrival, isAnswered = true): void {
  const socket = server.store.memory.sockets.get(from);
  if (socket === undefined) return;
  server.startTimer('idle', server.knobs.idleTimeoutMs, String(from));
  if (isAnswered) server.send(from, { type: 'pong' }, connection);
  seen(server, userOf(server, socket.user));
  if (server.knobs.routing !== 'lease') return;
  askRedis(server, registration(server, socket.user), { step: 'settled' });
}

/** The socket ends. With a plain map the entry is deleted; a lease is left to run out. */
export function closeSocket(server: Server, phone: number, closing: 'client' | 'server'): void {
  const { sockets } = server.store.memory;
  const socket = sockets.get(phone);
  if (socket === undefined) return;
  sockets.delete(phone);
  server.stopTimer('idle', String(phone));
  forgetGivenUp(server, phone);
  server.record('disconnected', { peer: phone, connection: socket.connection, closing });
  // When a linked desktop goes, its user may well be there on the phone.
  if (closing === 'client' && !isCompanion(server, phone)) gone(server, socket.user);
  if (server.knobs.routing === 'map') {
    askRedis(server, ['DEL', `conn:${socket.user}`], { step: 'settled' });
  }
}

/** The phone is told, so that it comes back. */
export function hangUp(server: Server, phone: number): void {
  const socket = server.store.memory.sockets.get(phone);
  if (socket === undefined) return;
  sendNews(server, phone, { type: 'close' }, socket.connection);
  closeSocket(server, phone, 'server');
}

/** On its next socket the phone asks for all that it missed. */
function forgetGivenUp(server: Server, phone: number): void {
  const { unacked } = server.store.memory;
  for (const [key, delivery] of unacked) {
    if (delivery.phone === phone && delivery.isGivenUp !== undefined) unacked.delete(key);
  }
}

/** Whether a packet came on a socket that this server still knows. */
export function isOurs(server: Server, { from, connection }: Arrival): boolean {
  return server.store.memory.sockets.get(from)?.connection === connection;
}

/** Pushes to every socket of the user here; answers how many there were. */
export function pushToUser(server: Server, user: string, message: StoredMessage): number {
  let pushed = 0;
  for (const [phone, socket] of server.store.memory.sockets) {
    if (socket.user !== user) continue;
    pushToPhone(server, phone, message, 1);
    pushed++;
  }
  return pushed;
}

export function pushToPhone(
  server: Server,
  phone: number,
  message: StoredMessage,
  attempts: number,
): void {
  const socket = server.store.memory.sockets.get(phone);
  if (socket === undefined) return;
  const parcel = forPhone(server, phone, message);
  sendNews(server, phone, { type: 'deliver', message: parcel }, socket.connection);
  const { name, sender } = message;
  if (server.knobs.redelivery === 'untilAcked') {
    const key = unackedKey(phone, name);
    server.store.memory.unacked.set(key, { message, phone, attempts });
    server.startTimer('unacked', server.knobs.rpcTimeoutMs, key);
  }
  if (server.knobs.receiptEvidence === 'push' && attempts === 1) {
    server.record('marked', { message: name, status: 'delivered', evidence: 'push' });
    const report = { name, status: 'delivered', evidence: 'push', by: socket.user } as const;
    giveReceipt(server, userOf(server, sender), report);
  }
}

export const unackedKey = (phone: number, name: string): string => `${phone} ${name}`;

export { userOf } from './addresses.ts';
