/** What a leader answers a follower: records, or where their logs part, or why not. */
import type { AskedPartition, FetchedPartition, PartitionState } from '../protocol/index.ts';
import { textOf } from './consumer-group.ts';
import { endOfEpoch } from './leader-epochs.ts';
import { isLeader, isRunning, type KafkaNode, logOf, stateOfPartition } from './node.ts';
import { type PartitionLog, placeOf } from './partition-log.ts';

export const HELD_REPLICA = 'heldReplica';
/** Our choice; Kafka bounds a fetch by replica.fetch.max.bytes, 1 MiB a partition. */
const RECORDS_PER_FETCH = 500;

/** Nothing came in time: the follower learns the high watermark, and asks again. */
export function heldReplicaDue(node: KafkaNode, from: number): void {
  if (node.store.memory.heldReplicas.has(from)) reply(node, from, answerTo(node, from));
}

/** There is a new record, or another leader: followers that wait for this partition are answered. */
export function answerHeldReplicas(node: KafkaNode, key: string): void {
  const { heldReplicas, sessions } = node.store.memory;
  for (const from of heldReplicas.keys()) {
    const asked = sessions.get(from)?.get(key);
    if (asked === undefined || !hasNews([partitionFor(node, asked)])) continue;
    reply(node, from, answerTo(node, from));
  }
}

export function reply(
  node: KafkaNode,
  from: number,
  partitions: readonly FetchedPartition[],
): void {
  const { heldReplicas } = node.store.memory;
  const request = heldReplicas.get(from) ?? 0;
  heldReplicas.delete(from);
  node.stopTimer(HELD_REPLICA, `${from}`);
  for (const each of partitions) noteTold(node, each, from);
  const names = partitions.flatMap(({ records }) => records.map(({ name }) => name));
  const [name = ''] = names;
  const named = names.length === 1 && name !== '' ? { name } : {};
  node.send(from, { type: 'replicaFetchReply', error: '', partitions, request, ...named });
}

/** What went wrong is asked for anew by the follower, when it likes. */
function noteTold(node: KafkaNode, each: FetchedPartition, from: number): void {
  const { sessions } = node.store.memory;
  if (each.error !== '' || each.diverging !== null) sessions.get(from)?.delete(textOf(each));
  const follower = node.store.memory.leading.get(textOf(each))?.followers.get(from);
  if (follower !== undefined && each.error === '') {
    follower.toldHighWatermark = each.highWatermark;
  }
}

export const hasNews = (partitions: readonly FetchedPartition[]): boolean =>
  partitions.some(
    ({ error, records, diverging }) => error !== '' || records.length > 0 || diverging !== null,
  );

/** A partition of which there is nothing new is left out. */
export function answerTo(node: KafkaNode, from: number): FetchedPartition[] {
  const answer: FetchedPartition[] = [];
  for (const asked of node.store.memory.sessions.get(from)?.values() ?? []) {
    const each = partitionFor(node, asked);
    if (hasNews([each]) || isNewTo(node, each, from)) answer.push(each);
  }
  return answer;
}

/** Whether the follower has not been told this high watermark yet. */
function isNewTo(node: KafkaNode, each: FetchedPartition, from: number): boolean {
  const follower = node.store.memory.leading.get(textOf(each))?.followers.get(from);
  if (follower === undefined || follower.toldHighWatermark === each.highWatermark) return false;
  return true;
}

const NOTHING = { records: [], highWatermark: 0, logStartOffset: 0, diverging: null };

function partitionFor(node: KafkaNode, each: AskedPartition): FetchedPartition {
  const { topic, partition, offset } = each;
  const error = isRunning(node) ? refusalOf(node, each) : 'NOT_LEADER_OR_FOLLOWER';
  const log = logOf(node, each);
  if (log === undefined) return { topic, partition, error, ...NOTHING };
  const { logStartOffset, highWatermark } = log;
  if (error !== '') return { topic, partition, error, ...NOTHING, logStartOffset };
  const diverging = partsAt(node, each);
  const first = placeOf(log, offset);
  const records = diverging === null ? log.records.slice(first, first + RECORDS_PER_FETCH) : [];
  return { topic, partition, error, records, highWatermark, logStartOffset, diverging };
}

export function refusalOf(node: KafkaNode, each: AskedPartition): string {
  const state = stateOfPartition(node, each);
  const log = logOf(node, each);
  if (state === undefined || log === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION';
  return (
    epochRefusal(state, each) ||
    (isLeader(node, each) ? '' : 'NOT_LEADER_OR_FOLLOWER') ||
    rangeRefusal(log, each)
  );
}

/** Either of the two has not heard of an election yet. */
function epochRefusal({ leaderEpoch }: PartitionState, asked: AskedPartition): string {
  if (asked.leaderEpoch < leaderEpoch) return 'FENCED_LEADER_EPOCH';
  return asked.leaderEpoch > leaderEpoch ? 'UNKNOWN_LEADER_EPOCH' : '';
}

const rangeRefusal = (log: PartitionLog, { offset }: AskedPartition): string =>
  offset < log.logStartOffset ? 'OFFSET_OUT_OF_RANGE' : '';

/** Where the follower's log and this one part (KIP-595); null when the follower's is a part of it. */
export function partsAt(node: KafkaNode, { topic, partition, offset, lastEpoch }: AskedPartition) {
  const log = logOf(node, { topic, partition });
  if (log === undefined || lastEpoch < 0) return null;
  const end = endOfEpoch(log.epochs, lastEpoch, log.endOffset);
  return end.epoch < lastEpoch || end.endOffset < offset ? end : null;
}
