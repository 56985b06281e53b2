/** What a server does with an answer, and with no answer: the table of all its steps. */
import type { PacketOf, RedisReply } from '../protocol/index.ts';
import { buffer, counted, logged, membersKnown, numbered, stored } from './accept.ts';
import { expired, notProduced, produced } from './log-producer.ts';
import { consumeAgain } from './partitions.ts';
import { broadcastAnswered, forwarded, located } from './deliver.ts';
import { admissionAnswered, admissionUnanswered } from './membership.ts';
import { drain, goOffline, popped, relay, relayed, syncPage } from './offline.ts';
import { enqueued, rechecked } from './offline-list.ts';
import { lastSeenRead, presenceRead } from './presence.ts';
import { goesOn, roleAnswered } from './redis-client.ts';
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
  if (typeof reply === 'object' && reply !== null && 'error' in reply) {
    if (!goesOn(server, pending, reply.error)) failed(server, pending);
    return;
  }
  if (pending.redis?.isLooking === true) {
    if (!roleAnswered(server, pending, reply)) failed(server, pending);
    return;
  }
  const text = typeof reply === 'string' ? reply : '';
  onRedis(server, pending, reply, text);
}

function onRedis(server: Server, pending: Pending, reply: RedisReply, text: string): void {
  const { job, user, phone, note } = pending;
  switch (pending.step) {
    case 'number':
      return counted(server, pending, Number(reply));
    case 'waited':
      if (Number(reply) < server.knobs.counterReplicas) return failed(server, pending);
      return numbered(server, job, Number(note));
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
  if (pending.step === 'produce') return producerAnswered(server, pending, packet.error);
  if (packet.error !== '') return failed(server, pending);
  inLog(server, pending);
}

function inLog(server: Server, pending: Pending): void {
  if (pending.step === 'handOver') forwarded(server, pending, true, '');
  else logged(server, pending.job);
}

/** The producer goes on by itself until a record is written or has failed for good. */
function producerAnswered(server: Server, pending: Pending, error: string): void {
  if (error === '') {
    const next = produced(server, pending);
    if (next !== undefined) inLog(server, next);
    return;
  }
  server.record('refused', {
    message: nameOf(server, pending),
    reason: 'unavailable',
    from: pending.to,
  });
  const next = notProduced(server, pending, error);
  if (next !== undefined) goOnWithout(server, next);
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

export function sqlAnswered(server: Server, packet: PacketOf<'sqlResult'>): void {
  const pending = answered(server, packet.request);
  if (pending === undefined) return;
  if (pending.step === 'admission') return admissionAnswered(server, pending.job, packet);
  if (packet.error !== '') return failed(server, pending);
  membersKnown(server, pending.job, packet.rows);
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
  if (!goesOn(server, pending, '')) failed(server, pending);
}

/** Nobody could be given a record for too long. */
export function producerExpired(server: Server, id: number): void {
  const next = expired(server, id);
  if (next !== undefined) goOnWithout(server, next);
}

const nameOf = (server: Server, { job }: Pending): string =>
  server.store.memory.jobs.get(job)?.message.name ?? '';

function failed(server: Server, pending: Pending): void {
  if (pending.step !== 'forward') {
    const message = nameOf(server, pending);
    server.record('refused', { message, reason: 'timeout', from: pending.to });
  }
  const next = pending.step === 'produce' ? notProduced(server, pending, '') : pending;
  if (next !== undefined) goOnWithout(server, next);
}

function goOnWithout(server: Server, pending: Pending): void {
  const { job, user } = pending;
  switch (pending.step) {
    case 'admission':
      return admissionUnanswered(server, job);
    case 'number':
    case 'waited':
    case 'log':
    case 'store':
    case 'members':
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
