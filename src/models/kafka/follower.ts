/** A replica that does not lead: it fetches from the leader, and cuts off what the leader lacks. */
import type { AskedPartition, FetchedPartition, PacketOf } from '../protocol/index.ts';
import { watchAge } from './cleaning.ts';
import { textOf } from './consumer-group.ts';
import { endOfEpoch, latestEpoch } from './leader-epochs.ts';
import {
  isRunning,
  type KafkaNode,
  limitsOf,
  logOf,
  nowMsOf,
  settingMs,
  stateOfPartition,
} from './node.ts';
import { noteAppended, noteForgotten } from './noting.ts';
import { emptyLog, forgetBelow, keep, type PartitionLog, truncate } from './partition-log.ts';

export const REPLICA_FETCH = 'replicaFetch';
/** Our choice; what is lost on the way TCP would send again. Kafka: replica.socket.timeout.ms 30 s. */
const FETCH_PATIENCE_MS = 2000;
/** replica.fetch.backoff.ms of Kafka. */
const FETCH_BACKOFF_MS = 1000;

/** Asks every leader of which this broker is a follower, unless it waits for an answer already. */
export function fetchFromLeaders(node: KafkaNode): void {
  for (const leader of followedLeaders(node)) fetchFrom(node, leader);
}

function followedLeaders(node: KafkaNode): readonly number[] {
  const { image } = node.store.disk;
  const leaders = [...image.topics.values()].flatMap((states) =>
    states.filter(({ replicas }) => replicas.includes(node.index)).map(({ leader }) => leader),
  );
  return image.brokers
    .map((broker) => broker.node)
    .filter((broker) => broker !== node.index && leaders.includes(broker));
}

/** All anew: an answer that is still under way counts for nothing. */
export function fetchFrom(node: KafkaNode, leader: number): void {
  node.store.memory.asked.set(leader, new Map());
  fetchOn(node, leader, true);
}

/** In a session that goes on, what has not changed since the last fetch is not said again. */
function fetchOn(node: KafkaNode, leader: number, isFull: boolean): void {
  if (!isRunning(node)) return;
  const { memory } = node.store;
  const partitions = newsFor(node, leader);
  if (memory.asked.get(leader)?.size === 0) {
    if (memory.delayedUntilMs.size > 0) tryLater(node, leader);
    return;
  }
  const request = (memory.numbers += 1);
  memory.fetching.set(leader, request);
  node.send(leader, { type: 'replicaFetch', isFull, partitions, request });
  const patienceMs = settingMs(node.spec, 'replicaFetchPatienceMs', FETCH_PATIENCE_MS);
  node.startTimer(REPLICA_FETCH, patienceMs, `${leader}`);
}

const tryLater = (node: KafkaNode, leader: number): void =>
  node.startTimer(REPLICA_FETCH, FETCH_BACKOFF_MS, `${leader}`);

/** The partitions that this broker follows there, as far as the leader has not heard of them. */
function newsFor(node: KafkaNode, leader: number): AskedPartition[] {
  const { asked, delayedUntilMs } = node.store.memory;
  const known = asked.get(leader) as Map<string, AskedPartition>;
  const nowMs = nowMsOf(node);
  const news: AskedPartition[] = [];
  for (const [topic, states] of node.store.disk.image.topics) {
    for (const [partition, state] of states.entries()) {
      if (state.leader !== leader || !state.replicas.includes(node.index)) continue;
      const key = textOf({ topic, partition });
      const log = node.store.disk.logs.get(key);
      if (log === undefined || (delayedUntilMs.get(key) ?? 0) > nowMs) continue;
      const { leaderEpoch } = state;
      const lastEpoch = latestEpoch(log.epochs);
      const offset = log.endOffset;
      const last = known.get(key);
      const isKnown = last?.offset === offset && last.lastEpoch === lastEpoch;
      if (isKnown && last.leaderEpoch === leaderEpoch) continue;
      const each = { topic, partition, offset, lastEpoch, leaderEpoch };
      known.set(key, each);
      news.push(each);
    }
  }
  return news;
}

export function replicaFetched(
  node: KafkaNode,
  packet: PacketOf<'replicaFetchReply'>,
  from: number,
): void {
  const { memory } = node.store;
  if (memory.fetching.get(from) !== packet.request) return;
  memory.fetching.delete(from);
  if (packet.error === 'FETCH_SESSION_ID_NOT_FOUND') return fetchFrom(node, from);
  if (packet.error !== '') return tryLater(node, from);
  for (const each of packet.partitions) {
    if (each.error !== '' || each.diverging !== null) memory.asked.get(from)?.delete(textOf(each));
    if (stateOfPartition(node, each)?.leader === from) take(node, each);
  }
  fetchOn(node, from, false);
}

function take(node: KafkaNode, fetched: FetchedPartition): void {
  const log = logOf(node, fetched);
  const key = textOf(fetched);
  if (log === undefined) return;
  if (fetched.error === 'OFFSET_OUT_OF_RANGE') return startAnew(node, fetched);
  if (fetched.error !== '') {
    node.store.memory.delayedUntilMs.set(key, nowMsOf(node) + FETCH_BACKOFF_MS);
    return;
  }
  node.store.memory.delayedUntilMs.delete(key);
  if (fetched.diverging !== null) return cut(node, fetched, log);
  for (const record of fetched.records) {
    if (record.offset < log.endOffset) continue;
    keep(log, record, limitsOf(node.spec));
    noteAppended(node, fetched, record);
  }
  log.highWatermark = Math.max(log.highWatermark, Math.min(fetched.highWatermark, log.endOffset));
  noteForgotten(node, forgetBelow(log, fetched.logStartOffset));
  watchAge(node, fetched);
}

/** Back to where this log and the leader's part: what lies beyond was never committed, or is lost. */
function cut(
  node: KafkaNode,
  { topic, partition, diverging }: FetchedPartition,
  log: PartitionLog,
) {
  if (diverging === null) return;
  const own = endOfEpoch(log.epochs, diverging.epoch, log.endOffset);
  const offset = Math.max(0, Math.min(own.endOffset, diverging.endOffset));
  const removed = truncate(log, offset);
  const records = removed.length;
  if (records > 0) {
    node.record('truncated', { partition: textOf({ topic, partition }), offset, records });
  }
  noteForgotten(node, removed);
}

/** The leader has nothing at this offset any more: the log begins anew where the leader's begins. */
function startAnew(node: KafkaNode, { topic, partition, logStartOffset }: FetchedPartition): void {
  const key = textOf({ topic, partition });
  noteForgotten(node, node.store.disk.logs.get(key)?.records ?? []);
  const log = emptyLog();
  for (const field of ['logStartOffset', 'highWatermark', 'endOffset', 'checkpoint'] as const) {
    log[field] = logStartOffset;
  }
  node.store.disk.logs.set(key, log);
}
