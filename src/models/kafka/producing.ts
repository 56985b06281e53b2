/** What a producer asks, and what it is told: when, and in Kafka's own words if it is refused. */
import { type Arrival, type PacketOf, partitionOf } from '../protocol/index.ts';
import { appendAsLeader, spread } from './appending.ts';
import type { TopicPartition } from './consumer-group.ts';
import { acknowledge, answer, NOT_LEADER, refuse, refused } from './held-produces.ts';
import { minIsrOf } from './in-sync.ts';
import {
  createAlone,
  isAlone,
  isLeader,
  isRunning,
  type KafkaNode,
  logOf,
  partitionsOf,
} from './node.ts';
import { judgeBatch } from './producer-state.ts';

type Produce = PacketOf<'produce'>;

export function produce(node: KafkaNode, packet: Produce, arrival: Arrival): void {
  const { topic, key } = packet;
  if (!isRunning(node)) return answer(node, packet, arrival, refused(NOT_LEADER));
  const uncreated = isAlone(node) ? createAlone(node, topic) : '';
  if (uncreated !== '') return refuse(node, packet, arrival, uncreated);
  const partitions = partitionsOf(node, topic);
  const partition = packet.partition ?? partitionOf(key, partitions.length);
  const state = partitions[partition];
  if (state === undefined) return refuse(node, packet, arrival, 'UNKNOWN_TOPIC_OR_PARTITION');
  if (!isLeader(node, { topic, partition })) return refuse(node, packet, arrival, NOT_LEADER);
  if (packet.acks === 'all' && state.isr.length < minIsrOf(node, state)) {
    return refuse(node, packet, arrival, 'NOT_ENOUGH_REPLICAS');
  }
  write(node, packet, arrival, { topic, partition });
}

/** The leader takes the batch, knows it already, or will not have it. */
function write(node: KafkaNode, packet: Produce, arrival: Arrival, of: TopicPartition): void {
  const { name, key, value, producer } = packet;
  const known = logOf(node, of)?.producers;
  const verdict =
    producer === undefined
      ? ({ is: 'new' } as const)
      : judgeBatch(known?.get(producer.id), producer.epoch, {
          first: producer.sequence,
          last: producer.sequence,
        });
  if (verdict.is === 'refused') return refuse(node, packet, arrival, verdict.error);
  if (verdict.is === 'duplicate') {
    node.record('duplicate', { message: name, place: 'log' });
    return acknowledge(node, packet, arrival, { ...of, offset: verdict.offset });
  }
  const appended = appendAsLeader(node, of, { key, name, value, producer });
  if (appended === undefined) return refuse(node, packet, arrival, NOT_LEADER);
  acknowledge(node, packet, arrival, { ...of, offset: appended.offset });
  spread(node, of);
}
