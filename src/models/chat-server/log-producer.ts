/** The producer in a chat server: it places records, numbers them, and sends again what failed. */
import { purpose } from '../../kernel/index.ts';
import { type PacketOf, partitionOf } from '../protocol/index.ts';
import { anyBroker, askLeaders, forgetLeaders, leaderOf, onlyBroker } from './log-cluster.ts';
import { ask, type Continuation, type Server } from './requests.ts';
import type { Pending, Produce, ProducedRecord } from './store.ts';

export const PRODUCE_AGAIN = 'produceAgain';
export const PRODUCE_EXPIRES = 'produceExpires';
export const PRODUCER_ID = 'producerId';
const JITTER = purpose('kafka producer backoff');
/** delivery.timeout.ms of Kafka's producer: after it a record has failed, whatever is left to try. */
const DELIVERY_TIMEOUT_MS = 120_000;
/** retry.backoff.ms and retry.backoff.max.ms of Kafka, and its jitter of 20 % (ExponentialBackoff). */
const BACKOFF = { firstMs: 100, mostMs: 1000, jitter: 0.2 };
/** Kafka's int goes on at 0 (DefaultRecordBatch). */
const SEQUENCE_MAX = 2_147_483_647;

/** Kafka refuses other pairs as its producer is made; here they count as off. */
export const isIdempotent = ({ knobs }: Server): boolean =>
  knobs.idempotence === 'on' && knobs.produceRetries > 0 && knobs.acks === 'all';

/** Hands a record to the log; the step goes on when it is acknowledged. */
export function produce(server: Server, record: ProducedRecord, next: Continuation): void {
  const only = onlyBroker(server);
  if (only >= 0 && server.knobs.produceRetries === 0 && record.acks !== '0') {
    ask(server, only, (request) => ({ type: 'produce', ...record, request }), next);
    return;
  }
  if (only >= 0 && record.acks === '0') {
    server.send(only, { type: 'produce', ...record, request: 0 });
    return;
  }
  const id = ++server.store.disk.requests;
  const startedAtUs = server.localTimeUs();
  const produced = { record, next, startedAtUs, attempts: 0, backsOff: false, stamp: null };
  server.startTimer(PRODUCE_EXPIRES, DELIVERY_TIMEOUT_MS, `${id}`);
  server.store.memory.cluster.produces.set(id, { ...produced, isSent: false, isHeld: false });
  attempt(server, id);
}

/** Goes as far as it can: what is not known yet is asked for, and its answer comes back here. */
function attempt(server: Server, id: number): void {
  const produced = server.store.memory.cluster.produces.get(id);
  if (produced === undefined || produced.isSent || produced.backsOff) return;
  const { topic, key, acks } = produced.record;
  const partitions = partitionsKnown(server, topic);
  const partition = partitions === 0 ? -1 : partitionOf(key, partitions);
  const leader = partition < 0 ? -1 : leaderOf(server, topic, partition);
  if (leader < 0) return hold(server, produced, true);
  if (acks === '0') {
    hold(server, produced, false);
    server.store.memory.cluster.produces.delete(id);
    server.stopTimer(PRODUCE_EXPIRES, `${id}`);
    return server.send(leader, { type: 'produce', ...produced.record, partition, request: 0 });
  }
  if (isIdempotent(server) && !stamp(server, produced, `${topic}-${partition}`)) {
    return hold(server, produced, true);
  }
  hold(server, produced, false);
  produced.isSent = true;
  const stamped = produced.stamp === null ? {} : { producer: produced.stamp };
  const asked = { ...produced.record, ...stamped, timeoutMs: server.knobs.rpcTimeoutMs };
  ask(server, leader, (request) => ({ type: 'produce', ...asked, partition, request }), {
    job: 0,
    ...produced.next,
    step: 'produce',
    note: `${id}`,
  });
}

/** buffer.memory: a record that cannot be sent yet is in the producer's memory, and nowhere else. */
function hold(server: Server, produced: Produce, isHeld: boolean): void {
  if (produced.isHeld === isHeld) return;
  produced.isHeld = isHeld;
  const { name } = produced.record;
  if (isHeld) server.record('stored', { message: name, place: 'buffer', durable: false });
  else server.record('forgotten', { message: name, place: 'buffer' });
}

/** The backoff is over. */
export function attemptAgain(server: Server, id: number): void {
  const failed = server.store.memory.cluster.produces.get(id);
  if (failed === undefined) return;
  failed.backsOff = false;
  attempt(server, id);
}

/** How many partitions the topic has; 0 while that is not known. */
function partitionsKnown(server: Server, topic: string): number {
  const leaders = server.store.memory.cluster.leaders.get(topic);
  if (leaders === undefined) askLeaders(server, topic);
  return leaders?.length ?? 0;
}

/** Numbers the record, once; answers false while this producer has no id yet. */
function stamp(server: Server, produced: Produce, place: string): boolean {
  const { cluster } = server.store.memory;
  if (produced.stamp !== null) return true;
  if (cluster.producer === null) {
    askProducerId(server);
    return false;
  }
  const sequence = cluster.sequences.get(place) ?? 0;
  cluster.sequences.set(place, sequence === SEQUENCE_MAX ? 0 : sequence + 1);
  produced.stamp = { ...cluster.producer, sequence };
  return true;
}

function askProducerId(server: Server): void {
  const { asking } = server.store.memory.cluster;
  if (asking.has(PRODUCER_ID)) return;
  asking.add(PRODUCER_ID);
  const request = ++server.store.disk.requests;
  server.send(anyBroker(server, PRODUCER_ID), { type: 'initProducerId', request });
  server.startTimer(PRODUCER_ID, server.knobs.rpcTimeoutMs);
}

export function askProducerIdAgain(server: Server): void {
  server.store.memory.cluster.asking.delete(PRODUCER_ID);
  askProducerId(server);
}

export function producerIdTold(server: Server, packet: PacketOf<'producerIdReply'>): void {
  const { cluster } = server.store.memory;
  if (!cluster.asking.delete(PRODUCER_ID)) return;
  server.stopTimer(PRODUCER_ID);
  cluster.producer = { id: packet.id, epoch: packet.epoch };
  attemptAll(server);
}

/** In the order in which they came. */
export function attemptAll(server: Server): void {
  for (const id of server.store.memory.cluster.produces.keys()) attempt(server, id);
}

/** The log has it: what was to be done then. */
export function produced(server: Server, pending: Pending): Pending | undefined {
  return settled(server, pending, Number(pending.note));
}

function settled(server: Server, pending: Pending, id: number): Pending | undefined {
  const { produces } = server.store.memory.cluster;
  const done = produces.get(id);
  produces.delete(id);
  server.stopTimer(PRODUCE_EXPIRES, `${id}`);
  return done === undefined ? undefined : { ...pending, note: '', ...done.next };
}

/** delivery.timeout.ms is over while nobody could be asked: the step that has failed for good. */
export function expired(server: Server, id: number): Pending | undefined {
  const waiting = server.store.memory.cluster.produces.get(id);
  if (waiting === undefined || !waiting.isHeld) return undefined;
  hold(server, waiting, false);
  const nobody = { to: -1, job: 0, user: '', phone: -1, note: '' };
  return settled(server, { ...nobody, step: 'produce' }, id);
}

/** What time may cure; a producer does not try the others again. */
const FATAL = ['INVALID_PRODUCER_EPOCH', 'INVALID_REPLICATION_FACTOR', 'INVALID_PARTITIONS'];
const STALE = ['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION', ''];

/**
 * An error, or '' for silence: the producer waits and tries again, or answers the step that has
 * failed for good.
 */
export function notProduced(server: Server, pending: Pending, error: string): Pending | undefined {
  const id = Number(pending.note);
  const failed = server.store.memory.cluster.produces.get(id);
  if (failed === undefined) return undefined;
  failed.isSent = false;
  failed.attempts += 1;
  if (STALE.includes(error) && onlyBroker(server) < 0) forgetLeaders(server, failed.record.topic);
  const waitedMs = (server.localTimeUs() - failed.startedAtUs) / 1000;
  const mayRetry = failed.attempts <= server.knobs.produceRetries && waitedMs < DELIVERY_TIMEOUT_MS;
  if (mayRetry && !FATAL.includes(error)) {
    failed.backsOff = true;
    server.startTimer(PRODUCE_AGAIN, backoffMs(server, id, failed.attempts), `${id}`);
    return undefined;
  }
  const next = settled(server, pending, id);
  if (failed.stamp !== null) beginAnew(server);
  return next;
}

function backoffMs(server: Server, id: number, attempts: number): number {
  let waitMs = BACKOFF.firstMs;
  for (let at = 1; at < attempts && waitMs < BACKOFF.mostMs; at += 1) waitMs *= 2;
  const spread = 1 + BACKOFF.jitter * (2 * server.luck(JITTER, server.index, id, attempts) - 1);
  return Math.min(waitMs * spread, BACKOFF.mostMs);
}

/** A number is left out for ever: in the next epoch counting begins at 0 (KIP-360). */
function beginAnew(server: Server): void {
  const { cluster } = server.store.memory;
  if (cluster.producer === null) return;
  cluster.producer = { ...cluster.producer, epoch: cluster.producer.epoch + 1 };
  cluster.sequences.clear();
  for (const waiting of cluster.produces.values()) waiting.stamp = null;
}
