/** From a stored message to the recipient's socket: find the server, make the hop, push. */
import type { PacketOf, StoredMessage } from '../protocol/index.ts';
import { audienceOf } from './addresses.ts';
import { finishJob, settle } from './jobs.ts';
import { produce } from './log-producer.ts';
import { enqueue, goOffline } from './offline.ts';
import { ask, askRedis, type Server } from './requests.ts';
import { pushToUser } from './sockets.ts';
import type { Pending } from './store.ts';

export function deliver(server: Server, id: number, recipients: readonly string[]): void {
  const job = server.store.memory.jobs.get(id);
  if (job !== undefined) deliverTo(server, id, audienceOf(server, job.message, recipients));
}

/** Addresses are users, or single devices of theirs. */
export function deliverTo(server: Server, id: number, recipients: readonly string[]): void {
  const job = server.store.memory.jobs.get(id);
  if (job === undefined) return;
  job.open = recipients.length;
  if (recipients.length === 0) return finishJob(server, id);
  const queueFirst = server.knobs.enqueue === 'always' && server.knobs.offlineQueue !== 'replay';
  for (const user of recipients) {
    if (queueFirst) enqueue(server, id, user);
    else locate(server, id, user);
  }
}

/** Asks where the recipient's socket is. */
export function locate(server: Server, id: number, user: string): void {
  const message = messageOf(server, id);
  if (message === undefined) return;
  const { routing } = server.knobs;
  if (routing === 'none') return pushHere(server, id, user);
  if (routing === 'broadcast') return broadcast(server, id, user);
  askRedis(server, ['GET', `conn:${user}`], { step: 'locate', job: id, user }, message.name);
}

/** The map has answered; where is '' when it has no entry. */
export function located(server: Server, id: number, user: string, where: string): void {
  const message = messageOf(server, id);
  if (message === undefined) return;
  const holder = server.topology.indexOf(where);
  server.record('routed', { message: message.name, server: holder, user });
  if (holder < 0) return goOffline(server, id, user);
  if (holder === server.index) return pushHere(server, id, user);
  if (server.knobs.hop === 'topic' && server.knobs.log === 'kafka') {
    return appendForServer(server, id, user, where);
  }
  ask(server, holder, (request) => ({ type: 'forward', user, message, request }), {
    step: 'forward',
    job: id,
    user,
    note: where,
  });
}

/** The other server has taken it, does not know the user, or (why 'timeout') says nothing. */
export function forwarded(
  server: Server,
  { job, user, note }: Pending,
  taken: boolean,
  why: string,
): void {
  if (taken) return settle(server, job);
  // The entry that proved wrong is left to run out: looking at it and deleting it would be two
  // steps, and between them the user may have come back and written a newer one.
  if (why !== '') server.record('refused', { reason: why, from: server.topology.indexOf(note) });
  goOffline(server, job, user);
}

/** This server is asked to push to a user whose socket should be here. */
export function takeForward(server: Server, packet: PacketOf<'forward'>, from: number): void {
  const taken = pushToUser(server, packet.user, packet.message) > 0;
  if (packet.request === 0) return;
  server.send(from, {
    type: 'forwardReply',
    taken,
    why: taken ? '' : 'notHere',
    request: packet.request,
  });
}

function pushHere(server: Server, id: number, user: string): void {
  const message = messageOf(server, id);
  if (message === undefined) return;
  if (pushToUser(server, user, message) > 0) settle(server, id);
  else goOffline(server, id, user);
}

/** Every other server is asked; this one's own sockets are looked at first. */
function broadcast(server: Server, id: number, user: string): void {
  const message = messageOf(server, id);
  if (message === undefined) return;
  if (pushToUser(server, user, message) > 0) return settle(server, id);
  const others = server.topology.ofKind('chat-server').filter((other) => other !== server.index);
  if (others.length === 0) return goOffline(server, id, user);
  server.store.memory.polls.set(`${id} ${user}`, { left: others.length, taken: false });
  for (const other of others) {
    ask(server, other, (request) => ({ type: 'forward', user, message, request }), {
      step: 'poll',
      job: id,
      user,
    });
  }
}

/** One of the other servers has answered; the last answer decides. */
export function broadcastAnswered(server: Server, { job, user }: Pending, taken: boolean): void {
  const key = `${job} ${user}`;
  const poll = server.store.memory.polls.get(key);
  if (poll === undefined) return;
  poll.left--;
  poll.taken ||= taken;
  if (poll.left > 0) return;
  server.store.memory.polls.delete(key);
  if (poll.taken) settle(server, job);
  else goOffline(server, job, user);
}

/** The record lies in that server's topic until it, or its next life, consumes it. */
function appendForServer(server: Server, id: number, user: string, where: string): void {
  const message = messageOf(server, id);
  if (message === undefined) return;
  const record = { topic: where, key: user, name: message.name, value: { user, message } };
  produce(server, { ...record, acks: 'all' }, { step: 'handOver', job: id, user });
}

function messageOf(server: Server, id: number): StoredMessage | undefined {
  return server.store.memory.jobs.get(id)?.message;
}
