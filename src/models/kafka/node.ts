/** A broker as its own component sees it, and its settings with their defaults. */
import type { NodeContext, NodeSpec } from '../protocol/index.ts';
import type { KafkaKnobs } from './knobs.ts';
import { emptyLog, type PartitionLog } from './partition-log.ts';
import type { KafkaStore } from './store.ts';

export type KafkaNode = NodeContext<KafkaStore, KafkaKnobs>;

/** Kafka's default num.partitions is 1; six let three consumers share, and more than six idle. */
const PARTITIONS = 6;

export const settingMs = (spec: NodeSpec, name: string, initial: number): number =>
  Number(spec.settings[name] ?? initial);

/** A server's own topic has one partition, and so has every topic that `single` lists. */
export function partitionCount(spec: NodeSpec, topic: string): number {
  const single = String(spec.settings['single'] ?? '').split(',');
  if (topic.startsWith('server-') || single.some((name) => name.trim() === topic)) return 1;
  return Number(spec.settings['partitions'] ?? PARTITIONS);
}

/** The partitions of a topic, which is created when it is first spoken of. */
export function partitionsOf(node: KafkaNode, topic: string): PartitionLog[] {
  const { topics } = node.store.disk;
  let logs = topics.get(topic);
  if (logs === undefined) {
    logs = Array.from({ length: partitionCount(node.spec, topic) }, emptyLog);
    topics.set(topic, logs);
  }
  return logs;
}

export const isRunning = (node: KafkaNode): boolean => node.state('broker') === 'running';
