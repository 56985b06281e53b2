/**
 * A client of several Redis nodes: it follows MOVED and ASK, and looks for the new master when the one
 * it knows is silent or has become a replica, as "Guidelines for Redis clients" say: it asks for ROLE
 * before it believes a node. Each command has so many tries.
 */
import type { RedisReply } from '../protocol/index.ts';
import { isClustered, membersOf, shardOf } from './redis-map.ts';
import { giveRedis, type Server } from './requests.ts';
import type { Pending, RedisQuestion } from './store.ts';

/** The timer of a command that waits before it is given again. */
export const GIVE_AGAIN = 'redisAgain';

/** A node that may serve the command later, or whose shard has another master by now. */
const NOT_NOW = /^(READONLY|LOADING|CLUSTERDOWN|TRYAGAIN|MASTERDOWN)/;

/** No answer, or an error in `error`. True when the command goes on elsewhere, or later. */
export function goesOn(server: Server, pending: Pending, error: string): boolean {
  const question = pending.redis;
  if (question === undefined || server.topology.ofKind('redis').length < 2) return false;
  // WAIT speaks of this connection's writes to this node: another one knows nothing of them.
  if (pending.step === 'waited') return false;
  if (question.tries >= server.knobs.redisRetries) return false;
  const again = { ...question, tries: question.tries + 1, failed: pending.to };
  const [, word, slot = '', address = ''] = /^(MOVED|ASK) (\d+) (\S+)$/.exec(error) ?? [];
  const target = server.topology.indexOf(address.replace(/:\d+$/, ''));
  if (word !== undefined && target >= 0) {
    if (word === 'MOVED') server.store.memory.redis.slots.set(Number(slot), target);
    // ASK is for this once: the slot is on its way, and the next command asks the old node again.
    else server.send(target, { type: 'redisCommand', words: ['ASKING'], request: 0 });
    give(server, target, again, pending);
    return true;
  }
  if (error !== '' && !NOT_NOW.test(error)) return false;
  if (isClustered(server, pending.to)) askAnother(server, again, pending, error);
  else lookForMaster(server, again, pending, error);
  return true;
}

function give(server: Server, to: number, redis: RedisQuestion, pending: Pending): void {
  const { to: _, redis: __, ...next } = pending;
  giveRedis(server, to, redis, next);
}

/** Any node of a cluster knows who has a slot: the next one is asked, at once where one was silent. */
function askAnother(server: Server, redis: RedisQuestion, pending: Pending, error: string): void {
  const { slots } = server.store.memory.redis;
  for (const [slot, node] of slots) if (node === pending.to) slots.delete(slot);
  const nodes = server.topology.ofKind('redis');
  const next = nodes[(nodes.indexOf(pending.to) + 1) % nodes.length] as number;
  if (error === '') give(server, next, redis, pending);
  else giveLater(server, { ...pending, to: next, redis });
}

/** The next node of the shard is asked for its role; a silent one has been given up. */
function lookForMaster(
  server: Server,
  redis: RedisQuestion,
  pending: Pending,
  error: string,
): void {
  const members = membersOf(server, shardOf(server, pending.to));
  const next = members[(members.indexOf(pending.to) + 1) % members.length] as number;
  if (error.startsWith('LOADING')) giveLater(server, { ...pending, redis });
  else give(server, next, { ...redis, isLooking: true }, pending);
}

/** What ROLE answered: this node is master, or it names its own, or it still follows the silent one. */
export function roleAnswered(server: Server, pending: Pending, reply: RedisReply): boolean {
  const question = pending.redis;
  if (question === undefined || !Array.isArray(reply)) return false;
  const [role, name] = reply as readonly RedisReply[];
  const named = typeof name === 'string' ? server.topology.indexOf(name) : -1;
  const master = role === 'master' ? pending.to : named;
  const command = { ...question, isLooking: false };
  if (master >= 0 && (master !== question.failed || role === 'master')) {
    server.store.memory.redis.masters.set(shardOf(server, master), master);
    give(server, master, command, pending);
    return true;
  }
  if (question.tries >= server.knobs.redisRetries) return false;
  giveLater(server, { ...pending, redis: { ...question, tries: question.tries + 1 } });
  return true;
}

function giveLater(server: Server, pending: Pending): void {
  const id = (server.store.disk.requests += 1);
  server.store.memory.redis.later.set(id, pending);
  server.startTimer(GIVE_AGAIN, server.knobs.redisRetryMs, `${id}`);
}

export function giveAgain(server: Server, id: number): void {
  const { later } = server.store.memory.redis;
  const pending = later.get(id);
  later.delete(id);
  if (pending?.redis !== undefined) give(server, pending.to, pending.redis, pending);
}
