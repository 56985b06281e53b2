/** The cluster bus: nodes ping one another, agree on who has failed, and replicas take over. */
import { purpose } from '../../kernel/index.ts';
import type { PacketOf } from '../protocol/index.ts';
import { clusterNodes } from './cluster-slots.ts';
import { firstView, hasFailed, isHealthy, isInCluster, missingFor } from './cluster-view.ts';
import { follow } from './failover.ts';
import type { RedisNode } from './node.ts';
import { noteTaken, takenHere } from './resharding.ts';
import { membersOfShard, shardOf } from './shard.ts';

export const BUS = 'clusterBus';
// Our choice: everybody once a second. A real node pings one at random then, and whoever it has not
// heard of for half the node timeout.
const PING_MS = 1000;
// cluster.c, clusterHandleSlaveFailover: 500 ms, up to 500 ms of chance, 1 s for each better replica.
const ELECTION_MS = 500;
const RANK_MS = 1000;
const ELECTION = purpose('redis cluster election delay');

export function joinCluster(node: RedisNode): void {
  if (!isInCluster(node)) return;
  node.store.memory.cluster = firstView(node);
  node.startTimer(BUS, PING_MS);
}

export function tendCluster(node: RedisNode): void {
  judge(node);
  for (const other of node.store.memory.cluster.heardAtMs.keys()) ping(node, other, false);
  node.startTimer(BUS, PING_MS);
}

function ping(node: RedisNode, to: number, isPong: boolean): void {
  const { disk } = node.store;
  const isMaster = disk.following === '';
  node.send(to, {
    type: 'clusterPing',
    isPong,
    shard: shardOf(node.spec),
    isMaster,
    epoch: disk.epoch,
    missing: isMaster ? missingFor(node) : [],
    taken: isMaster ? takenHere(node) : [],
  });
}

export function pinged(node: RedisNode, packet: PacketOf<'clusterPing'>, from: number): void {
  const { cluster } = node.store.memory;
  if (!cluster.heardAtMs.has(from)) return;
  cluster.heardAtMs.set(from, Math.floor(node.localTimeUs() / 1000));
  if (packet.isMaster) {
    cluster.reports.set(from, packet.missing);
    noteTaken(node, packet.shard, packet.taken);
    noteMaster(node, packet, from);
  } else cluster.reports.delete(from);
  if (!packet.isPong) ping(node, from, true);
  judge(node);
}

/** Two masters of one shard: the higher epoch is right, and the other becomes its replica. */
function noteMaster(node: RedisNode, packet: PacketOf<'clusterPing'>, from: number): void {
  const { masters } = node.store.memory.cluster;
  const known = masters.get(packet.shard);
  if (known === undefined || (known.node !== from && packet.epoch <= known.epoch)) return;
  masters.set(packet.shard, { node: from, epoch: packet.epoch });
  if (packet.shard !== shardOf(node.spec)) return;
  const name = node.topology.nodes[from]?.name ?? '';
  if (node.store.disk.following !== name) follow(node, name);
}

/** Draws the consequences of what is known now: the cluster's state, and an election. */
function judge(node: RedisNode): void {
  const holds = isHealthy(node);
  if (holds !== (node.state('cluster') === 'ok')) {
    node.step({ type: holds ? 'clusterHolds' : 'clusterFails' });
  }
  const { disk, memory } = node.store;
  const owner = memory.cluster.masters.get(shardOf(node.spec));
  if (disk.following === '' || owner === undefined) return;
  const isWaiting = node.state('replication') !== 'promoting';
  if (isWaiting && hasFailed(node, owner.node)) node.step({ type: 'promote' });
}

/** How long a replica waits for the votes; the first in the topology is taken for the best. */
export function electionMs(node: RedisNode): number {
  const members = membersOfShard(node.topology, shardOf(node.spec));
  const replicas = members.filter((each) => each !== node.topology.indexOf(shardOf(node.spec)));
  const rank = Math.max(0, replicas.indexOf(node.index));
  const chance = node.luck(ELECTION, node.name, node.store.disk.epoch);
  return ELECTION_MS + Math.floor(chance * ELECTION_MS) + rank * RANK_MS;
}

/** A new master takes the slots of its shard in a new epoch, and tells everybody at once. */
export function takeSlots(node: RedisNode): void {
  if (!isInCluster(node)) return;
  const { disk, memory } = node.store;
  const epochs = [...memory.cluster.masters.values()].map(({ epoch }) => epoch);
  disk.epoch = Math.max(disk.epoch, ...epochs) + 1;
  memory.cluster.masters.set(shardOf(node.spec), { node: node.index, epoch: disk.epoch });
  for (const other of clusterNodes(node.topology)) {
    if (other !== node.index) ping(node, other, false);
  }
}
