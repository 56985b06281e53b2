/** Recipients who are away: where their messages wait, who is woken, what they read on return. */
import {
  nearestOf,
  type PacketOf,
  type RedisReply,
  type StoredMessage,
} from '../protocol/index.ts';
import { isCompanion } from './addresses.ts';
import { copiesFor, forPhone } from './device-copies.ts';
import { settle } from './jobs.ts';
import { askRedis, type Server } from './requests.ts';
import { pushToPhone } from './sockets.ts';
import type { Pending } from './store.ts';
import { askTable, hasTable } from './table-requests.ts';

/** Rows in one page of a replay. Our choice. */
const PAGE_ROWS = 50;

export function goOffline(server: Server, id: number, user: string): void {
  // A linked desktop is not woken, and nothing waits for it: it asks for what it missed.
  if (isCompanion(server, server.topology.indexOf(user))) return settle(server, id);
  const { offlineQueue, enqueue: policy } = server.knobs;
  if (offlineQueue !== 'replay' && policy !== 'always') return enqueue(server, id, user);
  notify(server, id, user);
  settle(server, id);
}

/** Puts the message into the recipient's list. */
export function enqueue(server: Server, id: number, user: string): void {
  const message = server.store.memory.jobs.get(id)?.message;
  if (message === undefined) return;
  const words = ['LPUSH', `offline:${user}`, entryOf(message)];
  askRedis(server, words, { step: 'enqueue', job: id, user }, message.name);
}

/** One text for one message, wherever it was read: by this text it is found and removed again. */
function entryOf({ preview: _, sealed, sequence, ...message }: StoredMessage): string {
  return JSON.stringify({ ...message, sequence, ...(sealed === undefined ? {} : { sealed }) });
}

export function notify(server: Server, id: number, user: string): void {
  const message = server.store.memory.jobs.get(id)?.message;
  const service = nearestOf(server.topology, server.index, 'notification-service');
  if (message === undefined || service < 0) return;
  server.record('notified', { message: message.name, user });
  const { name, text, preview, sealed } = message;
  server.send(service, {
    type: 'notify',
    user,
    name,
    text: preview ?? text,
    ...(sealed === undefined
      ? {}
      : { sealed: copiesFor(server, server.topology.devicesOf(user), sealed) }),
  });
}

/** A phone's push token is the notification service's to keep. */
export function passToken(server: Server, packet: PacketOf<'registerToken'>): void {
  const [service] = server.topology.ofKind('notification-service');
  if (service !== undefined) server.send(service, packet);
}

/** A phone is back: what waited in its list. */
export function drain(server: Server, user: string, phone: number): void {
  const { offlineQueue, enqueue: policy } = server.knobs;
  if (offlineQueue === 'replay') return;
  // Entries of a list that is written always are removed by the acknowledgement, one by one.
  const words =
    policy === 'checkThenAct'
      ? [offlineQueue === 'lifo' ? 'LPOP' : 'RPOP', `offline:${user}`]
      : ['LRANGE', `offline:${user}`, '0', '-1'];
  askRedis(server, words, { step: 'pop', user, phone });
}

export function popped(server: Server, { user, phone }: Pending, reply: RedisReply): void {
  if (typeof reply === 'string') {
    pushToPhone(server, phone, JSON.parse(reply) as StoredMessage, 1);
    return drain(server, user, phone);
  }
  if (!Array.isArray(reply)) return;
  const waiting = server.knobs.offlineQueue === 'lifo' ? reply : [...reply].reverse();
  for (const entry of waiting) {
    pushToPhone(server, phone, JSON.parse(String(entry)) as StoredMessage, 1);
  }
}

/** The device has it: it need not wait in the list any longer. */
export function removeFromList(server: Server, user: string, message: StoredMessage): void {
  const { offlineQueue, enqueue: policy } = server.knobs;
  if (offlineQueue === 'replay' || policy === 'checkThenAct') return;
  const words = ['LREM', `offline:${user}`, '0', entryOf(message)];
  askRedis(server, words, { step: 'settled' }, message.name);
}

/** A phone asks for what it missed. With a list there is nothing to replay. */
export function sync(server: Server, packet: PacketOf<'sync'>, phone: number): void {
  const { conversation, after } = packet;
  const socket = server.store.memory.sockets.get(phone);
  if (socket === undefined) return;
  if (server.knobs.offlineQueue !== 'replay') {
    const page = { type: 'syncPage', conversation, messages: [], last: true } as const;
    server.send(phone, page, socket.connection);
    return;
  }
  askTable(
    server,
    { kind: 'selectAfter', conversation, sequence: after, limit: PAGE_ROWS },
    { step: 'syncPage', phone, note: conversation },
  );
}

export function syncPage(server: Server, pending: Pending, packet: PacketOf<'rows'>): void {
  const socket = server.store.memory.sockets.get(pending.phone);
  if (socket === undefined) return;
  server.send(
    pending.phone,
    {
      type: 'syncPage',
      conversation: pending.note,
      messages: packet.rows.map((row) => forPhone(server, pending.phone, row)),
      last: packet.rows.length < PAGE_ROWS,
    },
    socket.connection,
  );
}

/** Looks for rows of the outbox that a user here has not acknowledged. */
export function relay(server: Server, user: string, phone: number): void {
  if (server.knobs.dedup !== 'outbox' || !hasTable(server)) return;
  const statement = { kind: 'selectOutbox', owner: user, limit: PAGE_ROWS } as const;
  askTable(server, statement, { step: 'relay', user, phone });
}

export function relayed(server: Server, { phone }: Pending, packet: PacketOf<'rows'>): void {
  for (const { recipient: _, ...message } of packet.rows) pushToPhone(server, phone, message, 1);
}
