/** Questions to other nodes: each has a number, a step that goes on, and a patience. */
import type { NodeContext, Packet } from '../protocol/index.ts';
import type { ChatServerKnobs } from './knobs.ts';
import { redisFor } from './redis-map.ts';
import type { ChatServerStore, Pending, RedisQuestion, Step } from './store.ts';

export type Server = NodeContext<ChatServerStore, ChatServerKnobs>;

export interface Continuation {
  readonly step: Step;
  readonly job?: number;
  readonly user?: string;
  readonly phone?: number;
  readonly note?: string;
  readonly redis?: RedisQuestion;
}

/** Sends what `packet` makes of the request's number; the step goes on with the answer. */
export function ask(
  server: Server,
  to: number,
  packet: (request: number) => Packet,
  next: Continuation,
  connection = 0,
): void {
  const request = ++server.store.disk.requests;
  const pending: Pending = { to, job: 0, user: '', phone: -1, note: '', ...next };
  server.store.memory.waiting.set(request, pending);
  server.startTimer('rpc', server.knobs.rpcTimeoutMs, String(request));
  server.send(to, packet(request), connection);
}

/** The question that an answer belongs to; undefined when it is late or of an earlier life. */
export function answered(server: Server, request: number): Pending | undefined {
  const pending = server.store.memory.waiting.get(request);
  if (pending === undefined) return undefined;
  server.store.memory.waiting.delete(request);
  server.stopTimer('rpc', String(request));
  return pending;
}

export function askRedis(
  server: Server,
  words: readonly string[],
  next: Continuation,
  name = '',
): void {
  const redis = redisFor(server, words);
  if (redis < 0) return noStore(server, 'redis');
  const question = { words, name, tries: 0, failed: -1, isLooking: false };
  giveRedis(server, redis, question, next);
}

/** Gives a command to one node of Redis. */
export function giveRedis(
  server: Server,
  redis: number,
  question: RedisQuestion,
  next: Continuation,
): void {
  const { name, isLooking } = question;
  const words = isLooking ? ['ROLE'] : question.words;
  ask(server, redis, (request) => ({ type: 'redisCommand', words, request, name }), {
    ...next,
    redis: question,
  });
}

/** Each deployment must hold what its design uses; the scenario's validation says so beforehand. */
export function noStore(server: Server, kind: string): never {
  throw new Error(`${server.name} needs a ${kind} node, and this scenario has none`);
}
