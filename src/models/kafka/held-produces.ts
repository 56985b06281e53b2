/** Producers that wait: for all replicas in sync, for their time to run out, or for a refusal. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { textOf, type TopicPartition } from './consumer-group.ts';
import { maximalIsr, minIsrOf } from './in-sync.ts';
import { isAlone, isLeader, type KafkaNode, logOf, stateOfPartition } from './node.ts';

export const PRODUCE_TIMEOUT = 'produceTimeout';
/** request.timeout.ms of Kafka's producer, which it sends along. */
const REQUEST_TIMEOUT_MS = 30_000;
export const NOT_LEADER = 'NOT_LEADER_OR_FOLLOWER';

type Produce = PacketOf<'produce'>;

export interface Place extends TopicPartition {
  readonly offset: number;
}

/** acks=1 has its answer at once; acks=all when all replicas in sync have the record. */
export function acknowledge(
  node: KafkaNode,
  packet: Produce,
  arrival: Arrival,
  place: Place,
): void {
  if (packet.acks === '1') return answer(node, packet, arrival, { ...place, error: '' });
  if (packet.acks === '0') return;
  const { memory } = node.store;
  const id = (memory.numbers += 1);
  const { from, connection } = arrival;
  memory.heldProduces.set(id, { from, connection, packet, ...place });
  settle(node, id);
  // Alone, or already committed: the next line of the leader's own log is what it waits for.
  if (!memory.heldProduces.has(id) || isAlone(node)) return;
  node.startTimer(PRODUCE_TIMEOUT, packet.timeoutMs ?? REQUEST_TIMEOUT_MS, `${id}`);
}

/** Of all that wait for this partition. */
export function settleProduces(node: KafkaNode, of: TopicPartition): void {
  const key = textOf(of);
  for (const [id, held] of node.store.memory.heldProduces) {
    if (textOf(held) === key) settle(node, id);
  }
}

function settle(node: KafkaNode, id: number): void {
  const held = node.store.memory.heldProduces.get(id);
  if (held === undefined) return;
  const state = stateOfPartition(node, held);
  if (state === undefined || !isLeader(node, held)) return release(node, id, NOT_LEADER);
  const committed = logOf(node, held)?.highWatermark ?? 0;
  if (committed <= held.offset) return;
  const leading = node.store.memory.leading.get(textOf(held));
  release(node, id, outcomeOf(maximalIsr(state, leading).length, minIsrOf(node, state)));
}

/** A record that is committed, while fewer replicas than asked for are in sync. */
const outcomeOf = (inSync: number, least: number): string =>
  inSync >= least ? '' : 'NOT_ENOUGH_REPLICAS_AFTER_APPEND';

/** request.timeout.ms is over: the record may be committed yet; the producer cannot know. */
export function produceTimedOut(node: KafkaNode, id: number): void {
  release(node, id, 'REQUEST_TIMED_OUT');
}

function release(node: KafkaNode, id: number, error: string): void {
  const { heldProduces } = node.store.memory;
  const held = heldProduces.get(id);
  if (held === undefined) return;
  heldProduces.delete(id);
  if (!isAlone(node)) node.stopTimer(PRODUCE_TIMEOUT, `${id}`);
  if (error === '') return answer(node, held.packet, held, { ...held, error });
  refuse(node, held.packet, held, error);
}

interface Answer {
  readonly partition: number;
  readonly offset: number;
  readonly error: string;
}

export const refused = (error: string): Answer => ({ partition: -1, offset: -1, error });

export function refuse(node: KafkaNode, packet: Produce, arrival: Arrival, error: string): void {
  const { topic, name } = packet;
  node.record('served', { message: name, command: `PRODUCE ${topic}`, answer: error });
  answer(node, packet, arrival, refused(error));
}

/** acks=0: nobody waits for an answer, so none is sent, not even of a failure. */
export function answer(
  node: KafkaNode,
  { name, request, acks }: Produce,
  { from, connection }: Arrival,
  { partition, offset, error }: Answer,
): void {
  if (acks === '0') return;
  const reply = { type: 'produceReply', name, partition, offset, error, request } as const;
  node.send(from, reply, connection);
}
