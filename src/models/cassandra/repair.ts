/** Anti-entropy repair: a node compares digests with its peers, and both sides stream what differs. */
import type { PacketOf, TableRow } from '../protocol/index.ts';
import {
  costOf,
  isUp,
  messageIn,
  named,
  nextRequest,
  settingOf,
  type CassandraNode,
} from './node.ts';
import { placeOf } from './partitions.ts';
import { leavesOf } from './replica.ts';
import { replicasOf } from './ring.ts';

export const REPAIR_OVER = 'repairOver';

/** Called at every round of gossip; begins when the last repair is long enough ago. */
export function tendRepair(node: CassandraNode): void {
  const { memory } = node.store;
  const { repairEveryMs } = node.knobs;
  const sinceMs = (memory.tick - memory.repairTick) * costOf(node, 'gossipMs');
  if (repairEveryMs === 0 || sinceMs < repairEveryMs || memory.repairing.size > 0) return;
  memory.repairTick = memory.tick;
  const peers = [...memory.peers.keys()].filter((peer) => isUp(node, peer));
  if (peers.length === 0) return;
  node.step({ type: 'repairBegan' });
  node.startTimer(REPAIR_OVER, settingOf(node, 'write_request_timeout_in_ms'));
  for (const peer of peers) {
    const request = nextRequest(node);
    memory.repairing.set(request, peer);
    node.send(peer, { type: 'validate', request });
  }
}

/** A peer's leaves: where they differ from the own, each side gets the other's rows. */
export function treeAnswered(
  node: CassandraNode,
  { leaves, request }: PacketOf<'validated'>,
  from: number,
): void {
  const { disk, memory } = node.store;
  if (!memory.repairing.delete(request)) return;
  const own = new Map(leavesOf(node, { request }).leaves.map((leaf) => [placeOf(leaf), leaf]));
  const theirs = new Map(leaves.map((leaf) => [placeOf(leaf), leaf]));
  for (const [place, leaf] of new Map([...own, ...theirs])) {
    if (own.get(place)?.digest === theirs.get(place)?.digest) continue;
    const replicas = replicasOf(node.topology, leaf.key, node.knobs.storeReplicas);
    if (!replicas.includes(node.index) || !replicas.includes(from)) continue;
    const { table, key } = leaf;
    stream(node, from, { table, key, rows: disk.partitions.get(place)?.rows ?? [] });
    if (theirs.has(place)) node.send(from, { type: 'fetchPartition', table, key });
  }
  if (memory.repairing.size === 0) endRepair(node);
}

/** A partition as it lies here, for a peer to merge. */
export function stream(
  node: CassandraNode,
  to: number,
  partition: Pick<PacketOf<'fetchPartition'>, 'table' | 'key'> & {
    readonly rows: readonly TableRow[];
  },
): void {
  if (partition.rows.length === 0) return;
  const { table, key } = partition;
  const update = { table, key, rows: [...partition.rows] };
  const packet = { type: 'mutate', update, why: 'repair', request: 0 } as const;
  node.send(to, { ...packet, ...named(messageIn(update)) });
}

/** All have answered, or those that are left never will. */
export function endRepair(node: CassandraNode): void {
  node.store.memory.repairing.clear();
  node.stopTimer(REPAIR_OVER);
  node.step({ type: 'repairEnded' });
}
