/** A record enters the leader's log, and leaves as far as all replicas in sync have it. */
import type { ReplicaRecord } from '../protocol/index.ts';
import { textOf, type TopicPartition } from './consumer-group.ts';
import { answerHeldFetches } from './fetching.ts';
import { raiseHighWatermark } from './in-sync.ts';
import { type KafkaNode, limitsOf, logOf, nowMsOf, stateOfPartition } from './node.ts';
import { append, type NewRecord, retain } from './partition-log.ts';
import { answerHeldReplicas } from './replica-answers.ts';
import { settleProduces } from './held-produces.ts';
import { noteAppended, noteForgotten } from './noting.ts';
import { watchAge } from './cleaning.ts';

/** By the leader of the partition; the caller has seen that it is. */
export function appendAsLeader(
  node: KafkaNode,
  of: TopicPartition,
  record: NewRecord,
): ReplicaRecord | undefined {
  const log = logOf(node, of);
  const epoch = stateOfPartition(node, of)?.leaderEpoch;
  if (log === undefined || epoch === undefined) return undefined;
  const limits = limitsOf(node.spec);
  const appended = append(log, record, { epoch, atMs: nowMsOf(node), limits });
  noteAppended(node, of, appended);
  return appended;
}

/** After an append: who waited for the record has it, as far as it is committed. */
export function spread(node: KafkaNode, of: TopicPartition): void {
  if (raiseHighWatermark(node, of)) settleProduces(node, of);
  removeOld(node, of);
  answerHeldFetches(node, of);
  answerHeldReplicas(node, textOf(of));
}

/** Something else has moved the high watermark: a follower's fetch, or a smaller ISR. */
export function commitFurther(node: KafkaNode, of: TopicPartition): void {
  if (!raiseHighWatermark(node, of)) return;
  settleProduces(node, of);
  answerHeldFetches(node, of);
}

function removeOld(node: KafkaNode, of: TopicPartition): void {
  watchAge(node, of);
  const most = node.spec.settings['retentionRecords'];
  const log = logOf(node, of);
  if (most === undefined || log === undefined || of.topic.startsWith('__')) return;
  noteForgotten(node, retain(log, Number(most)));
}
