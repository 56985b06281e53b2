/** What a cluster node answers for keys that it does not serve (cluster.c, getNodeByQuery). */
import { assignedSlots, clusterNodes, shardWithSlot } from './cluster-slots.ts';
import { isInCluster } from './cluster-view.ts';
import type { RedisNode } from './node.ts';
import { slotOf } from '../protocol/index.ts';

/** Names stand for addresses; this is Redis's own port. */
const PORT = 6379;

export interface Asked {
  readonly keys: readonly string[];
  readonly isWrite: boolean;
  /** The connection has said READONLY: a replica may answer its reads. */
  readonly isReader: boolean;
}

/** The error, or undefined where this node may serve the keys. */
export function redirection(node: RedisNode, asked: Asked): string | undefined {
  if (!isInCluster(node)) return undefined;
  const slots = asked.keys.map(slotOf);
  const [slot = 0] = slots;
  const shard = shardWithSlot(node.topology, slot);
  if (shard === undefined) return 'CLUSTERDOWN Hash slot not served';
  if (slots.some((each) => each !== slot)) {
    return "CROSSSLOT Keys in request don't hash to the same slot";
  }
  if (node.state('cluster') === 'fail') return 'CLUSTERDOWN The cluster is down';
  const owner = node.store.memory.cluster.masters.get(shard)?.node ?? -1;
  const ownerName = node.topology.nodes[owner]?.name ?? '';
  const isOwnReplica = node.store.disk.following === ownerName;
  if (owner === node.index || (asked.isReader && !asked.isWrite && isOwnReplica)) return undefined;
  return `MOVED ${slot} ${ownerName}:${PORT}`;
}

/** The first lines of CLUSTER INFO; undefined outside of a cluster. */
export function clusterInfo(node: RedisNode): string | undefined {
  if (!isInCluster(node)) return undefined;
  const { masters } = node.store.memory.cluster;
  const lines = [
    `cluster_state:${node.state('cluster')}`,
    `cluster_slots_assigned:${assignedSlots(node.topology)}`,
    `cluster_known_nodes:${clusterNodes(node.topology).length}`,
    `cluster_size:${masters.size}`,
    `cluster_my_epoch:${node.store.disk.epoch}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
