/** One partition: records in the order of their offsets, which never change and are never reused. */
import type { LogRecord, ProducerStamp, ReplicaRecord } from '../protocol/index.ts';
import { cutEpochs, type EpochStart, noteEpoch } from './leader-epochs.ts';
import { noteBatch, type ProducerState } from './producer-state.ts';
import { noteInSegment, type Segment, type SegmentLimits, USUAL_LIMITS } from './segments.ts';

export interface PartitionLog {
  /** The offset of the first record that retention has left. */
  logStartOffset: number;
  /** Consumers see only what lies below it: what all in-sync replicas have. */
  highWatermark: number;
  /** As it was last written to replication-offset-checkpoint. */
  checkpoint: number;
  /** The offset that the next record will get. */
  endOffset: number;
  /** Compaction leaves holes between the offsets. */
  readonly records: ReplicaRecord[];
  readonly epochs: EpochStart[];
  /** Never empty once there was a record; the last one is active: it is the one written to. */
  readonly segments: Segment[];
  readonly producers: Map<number, ProducerState>;
  /** Below it the log was compacted. */
  cleanedOffset: number;
  /** By offset of a tombstone: when it may go. */
  readonly horizons: Map<number, number>;
}

export const emptyLog = (): PartitionLog => ({
  logStartOffset: 0,
  highWatermark: 0,
  checkpoint: 0,
  endOffset: 0,
  records: [],
  epochs: [],
  segments: [],
  producers: new Map(),
  cleanedOffset: 0,
  horizons: new Map(),
});

/** The offset that the next record will get. */
export const logEndOffset = (log: PartitionLog): number => log.endOffset;

/** What a leader is given to append. */
export interface NewRecord {
  readonly key: string;
  readonly name: string;
  readonly value: unknown;
  readonly producer?: ProducerStamp | undefined;
}

/** By the leader: the record gets the next offset. */
export function append(
  log: PartitionLog,
  { key, name, value, producer }: NewRecord,
  { epoch = 0, atMs = 0, limits = USUAL_LIMITS } = {},
): ReplicaRecord {
  const bytes = bytesOf(key, value);
  const offset = log.endOffset;
  const record = { offset, key, name, value, epoch, atMs, bytes, producer: producer ?? null };
  keep(log, record, limits);
  return record;
}

/** By a follower: the record keeps the offset that its leader gave it. */
export function keep(log: PartitionLog, record: ReplicaRecord, limits: SegmentLimits): void {
  noteEpoch(log.epochs, record.epoch, record.offset);
  noteInSegment(log.segments, record, limits);
  if (record.producer !== null) noteBatch(log.producers, record.producer, record.offset);
  log.records.push(record);
  log.endOffset = record.offset + 1;
}

/** Kafka's DefaultRecordBatch of one record: 61 bytes, and about 7 beside its key and value. */
const OVERHEAD_BYTES = 68;
const utf8 = new TextEncoder();

/** A value is counted as its JSON: this design's serializer. */
function bytesOf(key: string, value: unknown): number {
  const written = value === null || value === undefined ? '' : JSON.stringify(value);
  return OVERHEAD_BYTES + utf8.encode(key).length + utf8.encode(written).length;
}

/** The place in `records` of the first one at this offset or above it. */
export function placeOf(log: PartitionLog, offset: number): number {
  let [low, high] = [0, log.records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (log.records[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Records from an offset on, below the high watermark; at most so many. */
export function recordsFrom(log: PartitionLog, offset: number, most: number): readonly LogRecord[] {
  const first = placeOf(log, offset);
  const visible = placeOf(log, log.highWatermark);
  return log.records
    .slice(first, Math.min(visible, first + most))
    .map(({ offset: at, key, name, value }) => ({ offset: at, key, name, value }));
}

/** Whether a consumer may ask for this offset: from the first record to the end of the log. */
export const isInRange = (log: PartitionLog, offset: number): boolean =>
  offset >= log.logStartOffset && offset <= log.endOffset;

/** Removes the records below an offset, which becomes the first; answers them. */
export function forgetBelow(log: PartitionLog, offset: number): readonly ReplicaRecord[] {
  if (offset <= log.logStartOffset) return [];
  log.logStartOffset = offset;
  while ((log.segments[1]?.baseOffset ?? Infinity) <= offset) log.segments.shift();
  if (offset >= log.endOffset) log.segments.length = 0;
  return log.records.splice(0, placeOf(log, offset));
}

/** Retention by count, which Kafka does not have: removes the oldest beyond so many. */
export function retain(log: PartitionLog, most: number): readonly ReplicaRecord[] {
  const beyond = log.records.length - most;
  return beyond > 0 ? forgetBelow(log, log.records[beyond]?.offset ?? log.endOffset) : [];
}

/** Cuts the log back: what lies at the offset or above it is gone; answers it. */
export function truncate(log: PartitionLog, offset: number): readonly ReplicaRecord[] {
  if (offset >= log.endOffset) return [];
  const removed = log.records.splice(placeOf(log, offset));
  log.endOffset = Math.max(offset, log.logStartOffset);
  log.highWatermark = Math.min(log.highWatermark, log.endOffset);
  log.checkpoint = Math.min(log.checkpoint, log.endOffset);
  cutEpochs(log.epochs, log.endOffset);
  while ((log.segments.at(-1)?.baseOffset ?? -1) >= log.endOffset) log.segments.pop();
  log.producers.clear();
  for (const record of log.records) {
    if (record.producer !== null) noteBatch(log.producers, record.producer, record.offset);
  }
  return removed;
}
