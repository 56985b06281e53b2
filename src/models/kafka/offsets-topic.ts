/** Groups and committed offsets as records of __consumer_offsets: they move with its leader. */
import { appendAsLeader, spread } from './appending.ts';
import { OFFSETS_TOPIC, offsetsPartitionOf } from './cluster.ts';
import type { TopicPartition } from './consumer-group.ts';
import { isAlone, isLeader, type KafkaNode, partitionsOf } from './node.ts';

/** The partition of __consumer_offsets that keeps a group; undefined while there is no such topic. */
export function homeOf(node: KafkaNode, group: string): TopicPartition | undefined {
  const partitions = partitionsOf(node, OFFSETS_TOPIC).length;
  if (partitions === 0) return undefined;
  return { topic: OFFSETS_TOPIC, partition: offsetsPartitionOf(group, partitions) };
}

/** One broker coordinates every group; in a cluster the leader of the group's partition does. */
export function isCoordinator(node: KafkaNode, group: string): boolean {
  if (isAlone(node)) return true;
  const home = homeOf(node, group);
  return home !== undefined && isLeader(node, home);
}

export type Kept = 'offsets' | 'groups' | 'subscriptions';

/** Writes down an offset, a settled group or a subscription; null deletes it. */
export function keepOfGroup(
  node: KafkaNode,
  group: string,
  kept: Kept,
  key: string,
  value: unknown,
): void {
  enter(node, kept, key, value);
  const home = isAlone(node) ? undefined : homeOf(node, group);
  if (home === undefined) return;
  appendAsLeader(node, home, { key: `${kept} ${key}`, name: '', value });
  spread(node, home);
}

export function enter(node: KafkaNode, kept: Kept, key: string, value: unknown): void {
  const map: Map<string, unknown> = node.store.disk[kept];
  if (value === null) map.delete(key);
  else map.set(key, value);
}
