/** Consumers' long polls: answered at once when there is a record, else when there is one. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { memberOf, textOf, type TopicPartition } from './consumer-group.ts';
import { isAlone, createAlone, isLeader, isRunning, type KafkaNode, logOf } from './node.ts';
import { isInRange, logEndOffset, type PartitionLog, recordsFrom } from './partition-log.ts';
import type { HeldFetch } from './store.ts';

/** Kafka bounds a fetch by bytes; a consumer then works on at most max.poll.records = 500. */
const RECORDS_PER_FETCH = 500;
const NOT_LEADER = 'NOT_LEADER_OR_FOLLOWER';

export function fetch(node: KafkaNode, packet: PacketOf<'fetch'>, arrival: Arrival): void {
  const { group, offset } = packet;
  const held = { from: arrival.from, connection: arrival.connection, packet };
  if (!isRunning(node)) return refuse(node, held, NOT_LEADER);
  if (isAlone(node)) createAlone(node, packet.topic);
  const log = logOf(node, packet);
  if (log === undefined) return refuse(node, held, unknown(node, packet));
  if (!isLeader(node, packet)) return refuse(node, held, NOT_LEADER);
  const member = memberOf(node.store.memory.groups.get(group), arrival.from);
  if (member !== undefined) member.heard = true;
  if (!isInRange(log, offset)) return refuse(node, held, 'OFFSET_OUT_OF_RANGE');
  if (offset < log.highWatermark) answer(node, held, log);
  else node.store.memory.held.set(`${group}/${textOf(packet)}`, held);
}

const unknown = (node: KafkaNode, of: TopicPartition): string =>
  node.store.disk.image.topics.get(of.topic)?.[of.partition] === undefined
    ? 'UNKNOWN_TOPIC_OR_PARTITION'
    : NOT_LEADER;

function refuse(node: KafkaNode, { from, connection, packet }: HeldFetch, error: string): void {
  const { group, topic, partition, request } = packet;
  node.store.memory.held.delete(`${group}/${textOf(packet)}`);
  const log = error === 'OFFSET_OUT_OF_RANGE' ? logOf(node, packet) : undefined;
  const reset = log === undefined ? {} : { resetTo: firstOffset(node, log) };
  const reply = { type: 'fetchReply', topic, partition, records: [], error, request } as const;
  node.send(from, { ...reply, ...reset }, connection);
}

/** auto.offset.reset: where a consumer begins that has no offset, or one that is gone. */
export const firstOffset = (node: KafkaNode, log: PartitionLog): number =>
  node.spec.settings['autoOffsetReset'] === 'latest' ? logEndOffset(log) : log.logStartOffset;

function answer(node: KafkaNode, { from, connection, packet }: HeldFetch, log: PartitionLog): void {
  const { group, topic, partition, offset, request } = packet;
  node.store.memory.held.delete(`${group}/${textOf(packet)}`);
  const records = recordsFrom(log, offset, RECORDS_PER_FETCH);
  const reply = { type: 'fetchReply', topic, partition, records, error: '', request } as const;
  node.send(from, reply, connection);
}

export function answerHeldFetches(node: KafkaNode, of: TopicPartition): void {
  const log = logOf(node, of);
  const key = textOf(of);
  for (const held of node.store.memory.held.values()) {
    if (textOf(held.packet) !== key || log === undefined) continue;
    if (held.packet.offset < log.highWatermark) answer(node, held, log);
  }
}

/** This broker leads the partition no more: its consumers must look for the one that does. */
export function dismissFetches(node: KafkaNode, of: TopicPartition): void {
  for (const held of node.store.memory.held.values()) {
    if (textOf(held.packet) === textOf(of)) refuse(node, held, NOT_LEADER);
  }
}
