/** Presence: a key in Redis that heartbeats keep alive, and what watchers are told of it. */
import { sendNews } from './polls.ts';
import { askRedis, type Server } from './requests.ts';
import type { Pending } from './store.ts';

/** A sign of life: a new socket or a ping. */
export function seen(server: Server, user: string): void {
  const { presence, presenceTtlMs, lastSeen } = server.knobs;
  if (presence === 'off') return;
  const nowMs = String(Math.floor(server.localTimeUs() / 1000));
  const words = ['SET', `presence:${user}`, nowMs, 'PX', String(presenceTtlMs)];
  askRedis(server, words, { step: 'settled' });
  if (lastSeen === 'beside')
    askRedis(server, ['SET', `lastseen:${user}`, nowMs], { step: 'settled' });
}

/** The socket was closed in good order: nobody need wait for the key to expire. */
export function gone(server: Server, user: string): void {
  if (server.knobs.presence === 'off') return;
  askRedis(server, ['DEL', `presence:${user}`], { step: 'settled' });
}

export function watch(server: Server, phone: number, user: string): void {
  if (server.knobs.presence === 'off') return;
  const { watchers } = server.store.memory;
  const isFirst = watchers.size === 0;
  watchers.set(watchKey(phone, user), '');
  look(server, phone, user);
  if (isFirst) server.startTimer('presence', server.knobs.presencePollMs);
}

/** Looks at every watched user again; phones that left are forgotten. */
export function pollPresence(server: Server): void {
  const { watchers, sockets } = server.store.memory;
  for (const key of watchers.keys()) {
    const [phone = '', user = ''] = key.split(' ');
    if (sockets.has(Number(phone))) look(server, Number(phone), user);
    else watchers.delete(key);
  }
  if (watchers.size > 0) server.startTimer('presence', server.knobs.presencePollMs);
}

function look(server: Server, phone: number, user: string): void {
  askRedis(server, ['GET', `presence:${user}`], { step: 'presence', phone, user });
}

/** The key is there, with the time of the last heartbeat, or it is not. */
export function presenceRead(server: Server, { phone, user }: Pending, value: string): void {
  if (value !== '') return tell(server, phone, user, { online: true, lastSeenMs: Number(value) });
  if (server.knobs.lastSeen === 'inKey') {
    // The bug: the time went with the key, just when it is wanted.
    return tell(server, phone, user, { online: false, lastSeenMs: -1 });
  }
  askRedis(server, ['GET', `lastseen:${user}`], { step: 'lastSeen', phone, user });
}

export function lastSeenRead(server: Server, { phone, user }: Pending, value: string): void {
  tell(server, phone, user, { online: false, lastSeenMs: value === '' ? -1 : Number(value) });
}

/** Only changes are told; a heartbeat of somebody who is online anyway is none. */
function tell(
  server: Server,
  phone: number,
  user: string,
  state: { readonly online: boolean; readonly lastSeenMs: number },
): void {
  const { watchers, sockets } = server.store.memory;
  const key = watchKey(phone, user);
  const socket = sockets.get(phone);
  const news = state.online ? 'online' : `offline since ${state.lastSeenMs}`;
  if (socket === undefined || watchers.get(key) === news) return;
  watchers.set(key, news);
  sendNews(server, phone, { type: 'presence', user, ...state }, socket.connection);
}

const watchKey = (phone: number, user: string): string => `${phone} ${user}`;
