/** A broker as its own component sees it: its settings, the partitions it knows, the logs it has. */
import type { NodeContext, NodeSpec, PartitionState } from '../protocol/index.ts';
import { brokersOf, controllerOf, isController, partitionCount, placeTopic } from './cluster.ts';
import { textOf, type TopicPartition } from './consumer-group.ts';
import type { KafkaKnobs } from './knobs.ts';
import { emptyLog, type PartitionLog } from './partition-log.ts';
import type { SegmentLimits } from './segments.ts';
import { USUAL_LIMITS } from './segments.ts';
import type { KafkaStore } from './store.ts';

export type KafkaNode = NodeContext<KafkaStore, KafkaKnobs>;

export const settingMs = (spec: NodeSpec, name: string, initial: number): number =>
  Number(spec.settings[name] ?? initial);

/** Opening the logs again after a crash. Our choice; a broker of many partitions takes longer. */
const START_MS = 500;

export const startMs = (spec: NodeSpec): number => settingMs(spec, 'startMs', START_MS);

export const nowMsOf = (node: KafkaNode): number => Math.floor(node.localTimeUs() / 1000);

/** One broker without a controller decides for itself who leads: itself. */
export const isAlone = (node: KafkaNode): boolean => controllerOf(node.topology) < 0;

/** Whether it serves clients: it has started, and (in a cluster) the controller has let it in. */
export const isRunning = (node: KafkaNode): boolean =>
  node.state('broker') === 'running' &&
  !isController(node.spec) &&
  node.state('membership') !== 'registering';

/** The partitions of a topic as this broker knows them; none when it does not exist. */
export const partitionsOf = (node: KafkaNode, topic: string): readonly PartitionState[] =>
  node.store.disk.image.topics.get(topic) ?? [];

/** auto.create.topics.enable: one broker creates a topic when it is first spoken of. */
export function createAlone(node: KafkaNode, topic: string): string {
  const { disk } = node.store;
  const { image } = disk;
  if (image.topics.has(topic)) return '';
  const { replicas } = node.knobs;
  if (replicas > brokersOf(node.topology).length) return 'INVALID_REPLICATION_FACTOR';
  const placed = placeTopic(image, { partitions: partitionCount(node.spec, topic), replicas });
  const topics = new Map([...image.topics, [topic, placed] as const]);
  disk.image = { ...image, version: image.version + 1, topics };
  placed.forEach((_, partition) => disk.logs.set(textOf({ topic, partition }), emptyLog()));
  return '';
}

export const stateOfPartition = (node: KafkaNode, of: TopicPartition): PartitionState | undefined =>
  partitionsOf(node, of.topic)[of.partition];

export const logOf = (node: KafkaNode, of: TopicPartition): PartitionLog | undefined =>
  node.store.disk.logs.get(textOf(of));

/** Whether this broker leads the partition, as far as it has heard. */
export const isLeader = (node: KafkaNode, of: TopicPartition): boolean =>
  stateOfPartition(node, of)?.leader === node.index;

export const limitsOf = ({ settings }: NodeSpec): SegmentLimits => ({
  bytes: Number(settings['segmentBytes'] ?? USUAL_LIMITS.bytes),
  ms: Number(settings['segmentMs'] ?? USUAL_LIMITS.ms),
});
