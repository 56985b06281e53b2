/** What a cluster node answers for keys that it does not serve (cluster.c, getNodeByQuery). */
import { assignedSlots, clusterNodes } from './cluster-slots.ts';
import { isInCluster } from './cluster-view.ts';
import type { RedisNode } from './node.ts';
import { holderOf, isAbsent } from './resharding.ts';
import { shardOf } from './shard.ts';
import { slotOf } from '../protocol/index.ts';

/** Names stand for addresses; this is Redis's own port. */
const PORT = 6379;

export interface Asked {
  readonly keys: readonly string[];
  readonly isWrite: boolean;
  /** The connection has said READONLY: a replica may answer its reads. */
  readonly isReader: boolean;
  /** The connection has said ASKING. */
  readonly isAsking: boolean;
  /** MIGRATE is served wherever the slot is open. */
  readonly isMigrate: boolean;
}

/** The error, or undefined where this node may serve the keys. */
export function redirection(node: RedisNode, asked: Asked): string | undefined {
  if (!isInCluster(node)) return undefined;
  const slots = asked.keys.map(slotOf);
  const [slot = 0] = slots;
  const shard = holderOf(node, slot);
  if (shard === undefined) return 'CLUSTERDOWN Hash slot not served';
  if (slots.some((each) => each !== slot)) {
    return "CROSSSLOT Keys in request don't hash to the same slot";
  }
  if (node.state('cluster') === 'fail') return 'CLUSTERDOWN The cluster is down';
  const opened = openSlot(node, asked, slot, shard);
  if (opened !== undefined) return opened === '' ? undefined : opened;
  const owner = node.store.memory.cluster.masters.get(shard)?.node ?? -1;
  const ownerName = node.topology.nodes[owner]?.name ?? '';
  const isOwnReplica = node.store.disk.following === ownerName;
  if (owner === node.index || (asked.isReader && !asked.isWrite && isOwnReplica)) return undefined;
  return `MOVED ${slot} ${ownerName}:${PORT}`;
}

const TRY_AGAIN = 'TRYAGAIN Multiple keys request during rehashing of slot';

/** A slot that migrates or is imported: the error, '' where it is served, undefined to go on. */
function openSlot(node: RedisNode, asked: Asked, slot: number, shard: string): string | undefined {
  const { migrating, importing } = node.store.disk.moves;
  const absent = asked.keys.filter((key) => isAbsent(node, key)).length;
  const to = shard === shardOf(node.spec) ? migrating.get(slot) : undefined;
  const isImported = shard !== shardOf(node.spec) && importing.has(slot);
  if (asked.isMigrate && (to !== undefined || isImported)) return '';
  if (to !== undefined && absent > 0) {
    return absent < asked.keys.length ? TRY_AGAIN : `ASK ${slot} ${to}:${PORT}`;
  }
  if (!isImported || !asked.isAsking) return undefined;
  return asked.keys.length > 1 && absent > 0 ? TRY_AGAIN : '';
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
