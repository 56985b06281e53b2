/** What one node of a cluster knows: who serves which shard, who is silent, and what follows from it. */
import { SLOTS, type NodeSpec } from '../protocol/index.ts';
import { assignedSlots, clusterNodes, shardsOf } from './cluster-slots.ts';
import { nowMsOf, type RedisNode } from './node.ts';

/** Plain data of the memory; empty until the node's first look at the cluster. */
export interface ClusterView {
  /** The master of each shard by node, and the epoch in which it became that. */
  masters: Map<string, { node: number; epoch: number }>;
  /** When each other node was last heard of. */
  heardAtMs: Map<number, number>;
  /** Whom each master says it misses, by name. */
  reports: Map<number, readonly string[]>;
}

export const emptyView = (): ClusterView => ({
  masters: new Map(),
  heardAtMs: new Map(),
  reports: new Map(),
});

// cluster-node-timeout, the default of Redis 7.0.
const NODE_TIMEOUT_MS = 15_000;

export const nodeTimeoutMs = ({ spec }: RedisNode): number =>
  Number(spec.settings['cluster-node-timeout'] ?? NODE_TIMEOUT_MS);

export const isInCluster = (node: RedisNode): boolean =>
  clusterNodes(node.topology).includes(node.index);

/** The view of a node that has just started: every master in its place, everybody just heard of. */
export function firstView(node: RedisNode): ClusterView {
  const { topology } = node;
  const view = emptyView();
  for (const shard of shardsOf(topology)) {
    view.masters.set(shard, { node: topology.indexOf(shard), epoch: 0 });
  }
  for (const other of clusterNodes(topology)) {
    if (other !== node.index) view.heardAtMs.set(other, nowMsOf(node));
  }
  return view;
}

/** PFAIL: not heard of within the node timeout. */
const isSilent = (node: RedisNode, other: number): boolean => {
  const heardAtMs = node.store.memory.cluster.heardAtMs.get(other);
  return heardAtMs !== undefined && nowMsOf(node) - heardAtMs > nodeTimeoutMs(node);
};

export const missingFor = (node: RedisNode): readonly string[] =>
  clusterNodes(node.topology)
    .filter((other) => isSilent(node, other))
    .map((other) => (node.topology.nodes[other] as NodeSpec).name);

const majority = (count: number): number => Math.floor(count / 2) + 1;

/** FAIL: silent for this node, and for a majority of the masters. */
export function hasFailed(node: RedisNode, other: number): boolean {
  if (!isSilent(node, other)) return false;
  const { masters, reports } = node.store.memory.cluster;
  const name = (node.topology.nodes[other] as NodeSpec).name;
  const witnesses = [...masters.values()].filter(
    (master) => master.node === node.index || reports.get(master.node)?.includes(name) === true,
  );
  return witnesses.length >= majority(masters.size);
}

/** cluster_state: whether keys are served at all. */
export function isHealthy(node: RedisNode): boolean {
  const { topology, spec } = node;
  const owners = [...node.store.memory.cluster.masters.values()];
  const reachable = owners.filter((owner) => !isSilent(node, owner.node));
  if (reachable.length < majority(owners.length)) return false;
  if (spec.settings['cluster-require-full-coverage'] === 'no') return true;
  const isWhole = assignedSlots(topology) === SLOTS;
  return isWhole && !owners.some((owner) => hasFailed(node, owner.node));
}
