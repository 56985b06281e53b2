/** The log itself: records are appended, long polls answered, offsets committed. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { memberOf, textOf, type TopicPartition } from './consumer-group.ts';
import { partitionOf } from './murmur2.ts';
import { isRunning, type KafkaNode, partitionsOf } from './node.ts';
import { append, isInRange, recordsFrom, retain } from './partition-log.ts';
import { stateOf } from './rebalance.ts';
import type { HeldFetch } from './store.ts';

/** Kafka bounds a fetch by bytes; a consumer then works on at most max.poll.records = 500. */
const RECORDS_PER_FETCH = 500;
const NOT_LEADER = 'NOT_LEADER_OR_FOLLOWER';

export function produce(node: KafkaNode, packet: PacketOf<'produce'>, arrival: Arrival): void {
  const { topic, key, name, value } = packet;
  if (!isRunning(node)) return answerProduce(node, packet, arrival, NOT_LEADER, -1, -1);
  const logs = partitionsOf(node, topic);
  const partition = partitionOf(key, logs.length);
  const log = logs[partition] as (typeof logs)[number];
  const { offset } = append(log, { key, name, value });
  node.record('appended', { message: name, topic, partition, offset });
  node.record('stored', { message: name, place: 'log', durable: true, position: offset });
  answerProduce(node, packet, arrival, '', partition, offset);
  removeOld(node, topic, partition);
  answerHeld(node, { topic, partition });
}

/** acks=0: nobody waits for an answer, so none is sent, not even of a failure. */
function answerProduce(
  node: KafkaNode,
  { name, request, acks }: PacketOf<'produce'>,
  { from, connection }: Arrival,
  error: string,
  partition: number,
  offset: number,
): void {
  if (acks === '0') return;
  const reply = { type: 'produceReply', name, partition, offset, error, request } as const;
  node.send(from, reply, connection);
}

function removeOld(node: KafkaNode, topic: string, partition: number): void {
  const most = node.spec.settings['retentionRecords'];
  const log = partitionsOf(node, topic)[partition];
  if (most === undefined || log === undefined) return;
  for (const { name } of retain(log, Number(most))) {
    node.record('forgotten', { message: name, place: 'log' });
  }
}

/** A long poll: answered at once when there is a record at its offset, else when there is one. */
export function fetch(node: KafkaNode, packet: PacketOf<'fetch'>, arrival: Arrival): void {
  const { group, topic, partition, offset } = packet;
  const held = { from: arrival.from, connection: arrival.connection, packet };
  if (!isRunning(node)) return answerFetch(node, held, NOT_LEADER);
  const log = partitionsOf(node, topic)[partition];
  if (log === undefined) return answerFetch(node, held, 'UNKNOWN_TOPIC_OR_PARTITION');
  const member = memberOf(node.store.memory.groups.get(group), arrival.from);
  if (member !== undefined) member.heard = true;
  if (!isInRange(log, offset)) return answerFetch(node, held, 'OFFSET_OUT_OF_RANGE');
  if (offset < log.highWatermark) answerFetch(node, held, '');
  else node.store.memory.held.set(`${group}/${textOf(packet)}`, held);
}

function answerFetch(node: KafkaNode, { from, connection, packet }: HeldFetch, error: string) {
  const { group, topic, partition, offset, request } = packet;
  node.store.memory.held.delete(`${group}/${textOf(packet)}`);
  const log = error === '' ? partitionsOf(node, topic)[partition] : undefined;
  const records = log === undefined ? [] : recordsFrom(log, offset, RECORDS_PER_FETCH);
  const reply = { type: 'fetchReply', topic, partition, records, error, request } as const;
  node.send(from, reply, connection);
}

function answerHeld(node: KafkaNode, appended: TopicPartition): void {
  const log = partitionsOf(node, appended.topic)[appended.partition];
  for (const held of node.store.memory.held.values()) {
    const isOfIt = textOf(held.packet) === textOf(appended);
    if (isOfIt && log !== undefined && held.packet.offset < log.highWatermark) {
      answerFetch(node, held, '');
    }
  }
}

/** Takes a commit of the present generation only: a consumer that was given up may not move on. */
export function commitOffset(
  node: KafkaNode,
  packet: PacketOf<'commitOffset'>,
  from: number,
): void {
  const { topic, partition, offset, generation } = packet;
  const group = node.store.memory.groups.get(packet.group);
  const member = memberOf(group, from);
  if (!isRunning(node) || group === undefined || member === undefined) {
    node.record('refused', { reason: 'unavailable', from });
  } else if (generation !== group.generation) {
    node.record('refused', { reason: 'staleLease', from });
  } else if (stateOf(node, group) === 'completingRebalance') {
    node.record('refused', { reason: 'unavailable', from });
  } else {
    member.heard = true;
    node.store.disk.offsets.set(`${group.name}/${textOf(packet)}`, offset);
    node.record('committed', { topic, partition, offset });
  }
}
