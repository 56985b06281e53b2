/** How clients find their way: who leads a partition, who coordinates a group, who they are. */
import type { PacketOf } from '../protocol/index.ts';
import { controllerOf, OFFSETS_TOPIC, partitionCount } from './cluster.ts';
import { createAlone, isAlone, isRunning, type KafkaNode, partitionsOf } from './node.ts';
import { homeOf } from './offsets-topic.ts';

/** Producer ids are handed out in blocks of this many (ProducerIdsBlock of Kafka). */
const IDS_PER_BLOCK = 1000;

/** A topic that does not exist is created on the way: the client has to ask again. */
export function tellLeaders(
  node: KafkaNode,
  { topic, request }: PacketOf<'metadata'>,
  from: number,
): void {
  const error = isRunning(node) ? ensureTopic(node, topic) : 'LEADER_NOT_AVAILABLE';
  const leaders = error === '' ? partitionsOf(node, topic).map(({ leader }) => leader) : [];
  node.send(from, { type: 'metadataReply', topic, leaders, error, request });
}

export function ensureTopic(node: KafkaNode, topic: string): string {
  if (isAlone(node)) return createAlone(node, topic);
  if (partitionsOf(node, topic).length > 0) return '';
  const partitions = partitionCount(node.spec, topic);
  const { replicas } = node.knobs;
  node.send(controllerOf(node.topology), { type: 'createTopic', topic, partitions, replicas });
  return node.store.memory.refusedTopics.get(topic) ?? 'UNKNOWN_TOPIC_OR_PARTITION';
}

/** Why the controller would not create it: whoever asks next is told. */
export function topicRefused(node: KafkaNode, packet: PacketOf<'createTopicReply'>): void {
  node.store.memory.refusedTopics.set(packet.topic, packet.error);
}

export function tellCoordinator(
  node: KafkaNode,
  { group, request }: PacketOf<'findCoordinator'>,
  from: number,
): void {
  const coordinator = coordinatorOf(node, group);
  const error = coordinator < 0 ? 'COORDINATOR_NOT_AVAILABLE' : '';
  node.send(from, { type: 'coordinatorReply', group, coordinator, error, request });
}

function coordinatorOf(node: KafkaNode, group: string): number {
  if (!isRunning(node)) return -1;
  if (isAlone(node)) return node.index;
  if (ensureTopic(node, OFFSETS_TOPIC) !== '') return -1;
  const home = homeOf(node, group);
  return partitionsOf(node, OFFSETS_TOPIC)[home?.partition ?? -1]?.leader ?? -1;
}

/** Each broker has a block of its own from the start, and goes on in it after a restart. */
export function tellProducerId(
  node: KafkaNode,
  { request }: PacketOf<'initProducerId'>,
  from: number,
): void {
  if (!isRunning(node)) return;
  const { disk } = node.store;
  const id = node.index * IDS_PER_BLOCK + disk.producerIds;
  disk.producerIds += 1;
  node.send(from, { type: 'producerIdReply', id, epoch: 0, request });
}
