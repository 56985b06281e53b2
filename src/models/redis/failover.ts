/**
 * Failover: a node follows another, or becomes master. Redis Sentinel is here a part of the replica
 * that has the setting down-after-milliseconds: it pings the master, promotes, and tells the others.
 */
import type { PacketOf } from '../protocol/index.ts';
import { soonestExpiry } from './active-expiry.ts';
import { scheduleCycle, stopCycle } from './expiry-timer.ts';
import { dismissAll } from './master.ts';
import { nowMsOf, type RedisNode } from './node.ts';
import { membersOfShard, shardOf } from './shard.ts';

export const SENTINEL = 'sentinel';
export const ELECTED = 'elected';
// Sentinel pings every second, or every down-after-milliseconds when that is less.
const SENTINEL_PING_MS = 1000;
const PING_REQUEST = 1;
const REPLICAOF_REQUEST = 2;
/** Names stand for addresses; this is Redis's own port. */
export const PORT = 6379;

export const downAfterMs = (node: RedisNode): number =>
  Number(node.spec.settings['down-after-milliseconds'] ?? 0);

/** REPLICAOF: from now on this node is a copy of another; its own replicas have to ask again. */
export function follow(node: RedisNode, master: string): void {
  dismissAll(node);
  if (node.store.memory.cycleAtMs >= 0) stopCycle(node);
  node.store.disk.following = master;
  node.store.memory.replication.untold.clear();
  node.store.memory.replication.heardAtMs = nowMsOf(node);
  node.step({ type: 'follow' });
  watchMaster(node);
}

/** REPLICAOF NO ONE: what it has now is the truth; what the old master has beyond it is lost. */
export function becomeMaster(node: RedisNode): void {
  const { disk, memory } = node.store;
  if (disk.following === '') return;
  const { replication, keyspace } = memory;
  replication.formerHistory = replication.history;
  replication.formerOffset = replication.offset;
  replication.history = node.store.newHistory(node.name);
  disk.following = '';
  node.step({ type: 'promoted' });
  scheduleCycle(node, soonestExpiry(keyspace, keyspace.volatileKeys));
  if (downAfterMs(node) > 0) tellOthers(node);
}

/** The Sentinel of a promoted node tells every other node of the shard, until it has answered. */
export function tellOthers(node: RedisNode): void {
  const others = membersOfShard(node.topology, shardOf(node.spec));
  const { untold } = node.store.memory.replication;
  for (const other of others) if (other !== node.index) untold.add(other);
  watch(node);
}

export function watchMaster(node: RedisNode): void {
  if (downAfterMs(node) > 0) node.startTimer(SENTINEL, periodMs(node));
}

const periodMs = (node: RedisNode): number => Math.min(SENTINEL_PING_MS, downAfterMs(node));

/** The Sentinel at work: a replica's asks whether the master lives, a master's tells who is master. */
export function watch(node: RedisNode): void {
  const { untold, heardAtMs } = node.store.memory.replication;
  const { following } = node.store.disk;
  if (following === '') {
    const words = ['REPLICAOF', node.name, `${PORT}`];
    for (const other of untold) {
      node.send(other, { type: 'redisCommand', request: REPLICAOF_REQUEST, words });
    }
    if (untold.size > 0) watchMaster(node);
    return;
  }
  if (nowMsOf(node) - heardAtMs >= downAfterMs(node)) node.step({ type: 'promote' });
  const master = node.topology.indexOf(following);
  if (master >= 0) {
    node.send(master, { type: 'redisCommand', request: PING_REQUEST, words: ['PING'] });
  }
  watchMaster(node);
}

/** An answer to the Sentinel. Any answer to a ping is a sign of life, LOADING included. */
export function answered(node: RedisNode, packet: PacketOf<'redisReply'>, from: number): void {
  const { replication } = node.store.memory;
  if (packet.request === REPLICAOF_REQUEST) replication.untold.delete(from);
  else replication.heardAtMs = nowMsOf(node);
}
