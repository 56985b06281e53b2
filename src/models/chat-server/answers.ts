/** What a server does with an answer, and with no answer: the table of all its steps. */
import type { PacketOf, RedisReply } from '../protocol/index.ts';
import { buffer, logged, numbered, stored } from './accept.ts';
import { consumeAgain } from './partitions.ts';
import { broadcastAnswered, forwarded, located } from './deliver.ts';
import { drain, goOffline, popped, relay, relayed, syncPage } from './offline.ts';
import { enqueued, rechecked } from './offline-list.ts';
import { lastSeenRead, presenceRead } from './presence.ts';
import { popReceipt, receiptLocated, receiptPopped } from './receipts.ts';
import { resealed } from './resealing.ts';
import { answered, type Server } from './requests.ts';
import { welcome } from './sockets.ts';
import type { Pending } from './store.ts';
import { noteSilence } from './table-requests.ts';

export function redisAnswered(server: Server, packet: PacketOf<'redisReply'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  const { reply } = packet;
  if (typeof reply === 'object' && reply !== null && 'error' in reply)
    return failed(server, pending);
  const text = typeof reply === 'string' ? reply : '';
  onRedis(server, pending, reply, text);
}

function onRedis(server: Server, pending: Pending, reply: RedisReply, text: string): void {
  const { job, user, phone, note } = pending;
  switch (pending.step) {
    case 'number':
      return numbered(server, job, Number(reply));
    case 'locate':
      return located(server, job, user, text);
    case 'enqueue':
      return enqueued(server, pending);
    case 'recheck':
      return rechecked(server, pending, text);
    case 'register':
      return registered(server, pending);
    case 'pop':
      return popped(server, pending, reply);
    case 'receipt':
      return receiptLocated(server, user, note, text);
    case 'popReceipt':
      if (text !== '') receiptPopped(server, user, phone, text);
      return;
    case 'presence':
      return presenceRead(server, pending, text);
    case 'lastSeen':
      return lastSeenRead(server, pending, text);
    default:
  }
}

function registered(server: Server, { user, phone }: Pending): void {
  welcome(server, phone);
  drain(server, user, phone);
  popReceipt(server, user, phone);
  relay(server, user, phone);
}

export function logAnswered(server: Server, packet: PacketOf<'produceReply'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  if (packet.error !== '') return failed(server, pending);
  if (pending.step === 'handOver') forwarded(server, pending, true, '');
  else logged(server, pending.job);
}

export function tableAnswered(server: Server, packet: PacketOf<'rows'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  if (packet.error !== '') return failed(server, pending);
  if (pending.step === 'store') stored(server, pending.job, packet);
  else if (pending.step === 'syncPage') syncPage(server, pending, packet);
  else if (pending.step === 'relay') relayed(server, pending, packet);
  else if (pending.step === 'reseal') resealed(server, pending, packet);
}

export function forwardAnswered(server: Server, packet: PacketOf<'forwardReply'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  if (pending.step === 'poll') broadcastAnswered(server, pending, packet.taken);
  else forwarded(server, pending, packet.taken, packet.why);
}

/** No answer came in time: the question is forgotten, and an answer that comes later is ignored. */
export function unanswered(server: Server, request: number): void {
  const pending = answered(server, request);
  if (pending === undefined) return;
  noteSilence(server, pending.to);
  failed(server, pending);
}

function failed(server: Server, pending: Pending): void {
  const { job, user } = pending;
  const message = server.store.memory.jobs.get(job)?.message.name ?? '';
  if (pending.step !== 'forward') {
    server.record('refused', { message, reason: 'timeout', from: pending.to });
  }
  switch (pending.step) {
    case 'number':
    case 'log':
    case 'store':
      if (server.knobs.fallback === 'buffer') return buffer(server, pending);
      return giveUp(server, job);
    case 'locate':
      return goOffline(server, job, user);
    case 'forward':
      return forwarded(server, pending, false, 'timeout');
    case 'poll':
      return broadcastAnswered(server, pending, false);
    case 'enqueue':
    case 'recheck':
    case 'handOver':
    case 'reseal':
      return giveUp(server, job);
    case 'register':
      return registered(server, pending);
    default:
  }
}

/** The sender's phone is told nothing and tries again; a consumer takes the record up again. */
function giveUp(server: Server, id: number): void {
  const job = server.store.memory.jobs.get(id);
  if (job === undefined) return;
  server.store.memory.jobs.delete(id);
  if (job.source !== null) consumeAgain(server, job.source);
}
