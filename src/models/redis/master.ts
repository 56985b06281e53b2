/** A master and its replicas: it sends them its changes, hears how far they are, and waits for no one. */
import type { Arrival, PacketOf, RedisWords } from '../protocol/index.ts';
import { cycleAfter } from './active-expiry.ts';
import { noteServed, sendReply } from './answering.ts';
import { clientOf } from './client.ts';
import { nowMsOf, type RedisNode } from './node.ts';
import type { Reply } from './reply.ts';
import type { Waiting } from './replication-state.ts';
import { snapshotOf } from './snapshot.ts';
import { extend, openBacklog, stepsAfter, streamBytes } from './stream.ts';

export const PING_REPLICAS = 'pingReplicas';
export const WAIT_OVER = 'wait';
// repl-ping-replica-period, the default of Redis 7.0.
const PING_PERIOD_MS = 10_000;
// min-replicas-max-lag, the default of Redis 7.0, in seconds.
const LAG_S_MAX = 10;

/** Sends changes to all replicas. The client has its answer before any of them has the change. */
export function feed(node: RedisNode, commands: readonly RedisWords[], name?: string): void {
  const { replication } = node.store.memory;
  if (replication.backlog === null || commands.length === 0) return;
  const offset = replication.offset + streamBytes(commands);
  passOn(node, { offset, commands, ...(name === undefined ? {} : { name }) });
}

/** Takes a step into the own stream and hands it to the own replicas. */
export function passOn(node: RedisNode, step: Omit<PacketOf<'replicated'>, 'type'>): void {
  const { replication } = node.store.memory;
  extend(replication, step);
  for (const follower of replication.followers.keys()) {
    node.send(follower, { type: 'replicated', ...step });
  }
}

/** Answers a replica that asks for the stream: what it has missed, or everything. */
export function startFollower(node: RedisNode, packet: PacketOf<'psync'>, from: number): void {
  const { replication, keyspace, carried } = node.store.memory;
  const { history, offset } = replication;
  const steps = stepsAfter(replication, packet.history, packet.offset);
  if (steps === undefined) {
    const commands = snapshotOf(keyspace);
    const messages = [...carried].map(([element, message]) => ({ element, message }));
    node.send(from, { type: 'fullResync', history, offset, commands, carried: messages });
  } else {
    node.send(from, { type: 'continueSync', history, offset: packet.offset });
    for (const step of steps) node.send(from, { type: 'replicated', ...step });
  }
  openBacklog(replication);
  if (replication.followers.size === 0) node.startTimer(PING_REPLICAS, PING_PERIOD_MS);
  replication.followers.set(from, { acknowledged: -1, toldAtMs: nowMsOf(node) });
}

export function pingReplicas(node: RedisNode): void {
  feed(node, [['PING']]);
  node.startTimer(PING_REPLICAS, PING_PERIOD_MS);
}

/** A replica tells how far it is; to one that this process does not know the system sends a reset. */
export function heardFrom(node: RedisNode, packet: PacketOf<'replicaAck'>, from: number): void {
  const { replication } = node.store.memory;
  const { followers, waiting } = replication;
  const follower = followers.get(from);
  if (follower === undefined) return node.send(from, { type: 'close' });
  // Twice the same word, and behind: what was lost on the way is sent again, as TCP would.
  if (packet.offset === follower.acknowledged && packet.offset < replication.offset) {
    const steps = stepsAfter(replication, replication.history, packet.offset) ?? [];
    for (const step of steps) node.send(from, { type: 'replicated', ...step });
  }
  follower.acknowledged = packet.offset;
  follower.toldAtMs = nowMsOf(node);
  for (const [id, each] of waiting) {
    if (acknowledged(node, each.offset) >= each.replicas) endWait(node, id);
  }
}

/** How many replicas have told that they are there, or further. */
export function acknowledged(node: RedisNode, offset: number): number {
  const { followers } = node.store.memory.replication;
  return [...followers.values()].filter((each) => each.acknowledged >= offset).length;
}

/** min-replicas-to-write: whether so many have been heard of lately. */
export function hasGoodReplicas(node: RedisNode): boolean {
  const { settings } = node.spec;
  // A node's own setting goes before the design.
  const needed = Number(settings['min-replicas-to-write'] ?? node.knobs.minReplicasToWrite ?? 0);
  const lagMs = Number(settings['min-replicas-max-lag'] ?? LAG_S_MAX) * 1000;
  if (needed === 0 || lagMs === 0) return true;
  const { followers } = node.store.memory.replication;
  const isGood = ({ acknowledged: offset, toldAtMs }: { acknowledged: number; toldAtMs: number }) =>
    offset >= 0 && nowMsOf(node) - toldAtMs <= lagMs;
  return [...followers.values()].filter(isGood).length >= needed;
}

/** Puts a WAIT aside, and asks the replicas how far they are. */
export function startWait(
  node: RedisNode,
  packet: PacketOf<'redisCommand'>,
  arrival: Arrival,
  { replicas, timeoutMs }: { readonly replicas: bigint; readonly timeoutMs: number },
): void {
  const { replication, clients, startedAtMs } = node.store.memory;
  const { from, connection } = arrival;
  const id = (replication.waits += 1);
  const offset = clientOf(clients, `${from}/${connection}`).writtenTo;
  const waiting = { from, connection, packet, replicas: Number(replicas), offset };
  replication.waiting.set(id, waiting);
  // Blocked clients are looked at ten times a second: 300 ms were seen to last 401.
  const endMs = cycleAfter(nowMsOf(node) + timeoutMs, startedAtMs, nowMsOf(node));
  if (timeoutMs > 0) node.startTimer(WAIT_OVER, endMs - node.localTimeUs() / 1000, `${id}`);
  feed(node, [['REPLCONF', 'GETACK', '*']]);
}

/** Answers a WAIT with how many have it by now. */
export function endWait(node: RedisNode, id: number): void {
  const { waiting } = node.store.memory.replication;
  const each = waiting.get(id);
  if (each === undefined) return;
  settleWait(node, id, each, acknowledged(node, each.offset));
}

function settleWait(node: RedisNode, id: number, each: Waiting, reply: Reply): void {
  node.store.memory.replication.waiting.delete(id);
  node.stopTimer(WAIT_OVER, `${id}`);
  noteServed(node, each.packet, reply);
  sendReply(node, each.packet, each, reply);
}

/** A master that becomes a replica lets go of its replicas and of who waits for them. */
export function dismissAll(node: RedisNode): void {
  const { replication } = node.store.memory;
  for (const [id, each] of replication.waiting) settleWait(node, id, each, UNBLOCKED);
  for (const follower of replication.followers.keys()) node.send(follower, { type: 'close' });
  replication.followers.clear();
  node.stopTimer(PING_REPLICAS);
}

const UNBLOCKED: Reply = {
  error:
    'UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)',
};
