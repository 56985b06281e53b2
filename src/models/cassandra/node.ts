/** A node of Cassandra as its own parts see it, and what its settings say in cassandra.yaml's names. */
import {
  regionOf,
  type ConsistencyLevel,
  type NodeContext,
  type PartitionUpdate,
} from '../protocol/index.ts';
import { needsOf, type Need } from './consistency.ts';
import type { CassandraKnobs } from './knobs.ts';
import { replicasOf } from './ring.ts';
import type { CassandraStore } from './store.ts';

export type CassandraNode = NodeContext<CassandraStore, CassandraKnobs>;

/**
 * cassandra.yaml of trunk, whose write_request_timeout was 2 s in older releases; of these
 * nodes the times are in milliseconds.
 */
const DEFAULTS = {
  write_request_timeout_in_ms: 10_000,
  read_request_timeout_in_ms: 5000,
  cas_contention_timeout_in_ms: 5000,
  hints_flush_period_in_ms: 10_000,
  phi_convict_threshold: 8,
  tombstone_warn_threshold: 1000,
  tombstone_failure_threshold: 100_000,
  compaction_large_partition_warning_threshold_mb: 100,
} as const;

export const settingOf = (node: CassandraNode, key: keyof typeof DEFAULTS): number =>
  Number(node.spec.settings[key] ?? DEFAULTS[key]);

/** Costs of a replica's work in microseconds, and the gossip interval. Our choice, save the last: Gossiper.java. */
const COSTS = { writeUs: 50, readUs: 200, rowUs: 5, gossipMs: 1000 } as const;

export const costOf = (node: CassandraNode, key: keyof typeof COSTS): number =>
  Number(node.spec.settings[key] ?? COSTS[key]);

/** One node alone stands for a whole cluster; two or more are a ring. */
export const isRing = ({ topology }: CassandraNode): boolean =>
  topology.ofKind('cassandra').length > 1;

export const isUp = (node: CassandraNode, peer: number): boolean =>
  peer === node.index || node.store.memory.peers.get(peer)?.isUp === true;

/** The replicas of a key, the nearest first: this node, those of its region, and then in ring order. */
export function replicasFor(node: CassandraNode, key: string): readonly number[] {
  const { topology, index, knobs } = node;
  const farness = (replica: number): number =>
    replica === index ? 0 : regionOf(topology, replica) === regionOf(topology, index) ? 1 : 2;
  return replicasOf(topology, key, knobs.storeReplicas).toSorted(
    (one, other) => farness(one) - farness(other),
  );
}

/** What a level asks of the replicas of a key. */
export function needsFor(
  node: CassandraNode,
  key: string,
  level: ConsistencyLevel,
): readonly Need[] {
  const regions = new Map<string, number[]>([[regionOf(node.topology, node.index), []]]);
  for (const replica of replicasFor(node, key)) {
    const region = regionOf(node.topology, replica);
    regions.set(region, [...(regions.get(region) ?? []), replica]);
  }
  const byRegion = [...regions.values()].filter((replicas) => replicas.length > 0);
  return needsOf(level, byRegion, node.knobs.storeReplicas);
}

export const nextRequest = ({ store }: CassandraNode): number => ++store.disk.requests;

/** ClientState.getTimestamp: the clock, but never a time twice, nor an earlier one. */
export function timestampOf(node: CassandraNode): number {
  const { memory } = node.store;
  memory.lastTimestampUs = Math.max(node.localTimeUs(), memory.lastTimestampUs + 1);
  return memory.lastTimestampUs;
}

export const nowS = (node: CassandraNode): number => Math.floor(node.localTimeUs() / 1_000_000);

/** Tombstones from before this second may go. */
export const gcBeforeS = (node: CassandraNode): number =>
  nowS(node) - Math.floor(node.knobs.gcGraceMs / 1000);

/** The message that an update speaks of, for the trace; '' when none. */
export function messageIn({ table, key, rows }: PartitionUpdate): string {
  if (table === 'statuses') return key;
  return rows.find(({ name }) => name !== '')?.name ?? '';
}

export const named = (name: string): { readonly name?: string } => (name === '' ? {} : { name });

export const levelOf = (level: ConsistencyLevel | undefined): ConsistencyLevel => level ?? 'ONE';
