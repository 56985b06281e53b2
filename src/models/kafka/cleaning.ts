/** When a broker looks for what it may delete or compact: in time, and never while nothing is due. */
import { isListed } from './cluster.ts';
import { compact } from './compaction.ts';
import { partitionNamed, textOf, type TopicPartition } from './consumer-group.ts';
import { type KafkaNode, logOf, nowMsOf, settingMs } from './node.ts';
import { noteForgotten } from './noting.ts';
import { forgetBelow, type PartitionLog } from './partition-log.ts';
import { deletableBelow, oldAtMs } from './retention.ts';

export const CLEAN = 'clean';
/** retention.ms of Kafka: seven days. */
const RETENTION_MS = 604_800_000;
/** log.retention.check.interval.ms of Kafka. */
const CHECK_INTERVAL_MS = 300_000;
/** log.cleaner.backoff.ms of Kafka. */
const CLEANER_BACKOFF_MS = 15_000;
/** delete.retention.ms of Kafka: a day. */
const DELETE_RETENTION_MS = 86_400_000;
/** min.cleanable.dirty.ratio of Kafka. */
const DIRTY_RATIO = 0.5;

const isCompacted = (node: KafkaNode, topic: string): boolean =>
  isListed(node.spec, 'compacted', topic);

/** A record was written: the partition is looked at when something can be due. */
export function watchAge(node: KafkaNode, of: TopicPartition): void {
  const { watched } = node.store.memory;
  const log = logOf(node, of);
  const key = textOf(of);
  // Kafka keeps its own topics by compaction of 100 MiB at a time, which no run fills.
  if (log === undefined || watched.has(key) || of.topic.startsWith('__')) return;
  const delayMs = nextLookMs(node, of, log);
  if (delayMs < 0) return;
  watched.add(key);
  node.startTimer(CLEAN, delayMs, key);
}

function nextLookMs(node: KafkaNode, { topic }: TopicPartition, log: PartitionLog): number {
  if (isCompacted(node, topic)) {
    const isClean = log.cleanedOffset >= (log.segments.at(-1)?.baseOffset ?? 0);
    return isClean ? -1 : settingMs(node.spec, 'cleanerBackoffMs', CLEANER_BACKOFF_MS);
  }
  const intervalMs = settingMs(node.spec, 'retentionCheckIntervalMs', CHECK_INTERVAL_MS);
  if (node.spec.settings['retentionBytes'] !== undefined) return intervalMs;
  const dueMs = oldAtMs(log, retentionMs(node));
  if (dueMs < 0) return -1;
  return Math.max(1, Math.ceil((dueMs - nowMsOf(node)) / intervalMs)) * intervalMs;
}

const retentionMs = (node: KafkaNode): number => settingMs(node.spec, 'retentionMs', RETENTION_MS);

export function cleanDue(node: KafkaNode, key: string): void {
  node.store.memory.watched.delete(key);
  const of = partitionNamed(key);
  const log = logOf(node, of);
  if (log === undefined) return;
  noteForgotten(node, isCompacted(node, of.topic) ? compacted(node, log) : tooOld(node, log));
  watchAge(node, of);
}

/** After a restart: whatever was due is due again. */
export function watchAll(node: KafkaNode): void {
  for (const key of node.store.disk.logs.keys()) watchAge(node, partitionNamed(key));
}

function tooOld(node: KafkaNode, log: PartitionLog) {
  const below = deletableBelow(log, {
    nowMs: nowMsOf(node),
    retentionMs: retentionMs(node),
    retentionBytes: Number(node.spec.settings['retentionBytes'] ?? -1),
  });
  return forgetBelow(log, below);
}

const compacted = (node: KafkaNode, log: PartitionLog) =>
  compact(log, {
    nowMs: nowMsOf(node),
    dirtyRatio: Number(node.spec.settings['minCleanableDirtyRatio'] ?? DIRTY_RATIO),
    deleteRetentionMs: settingMs(node.spec, 'deleteRetentionMs', DELETE_RETENTION_MS),
  });
