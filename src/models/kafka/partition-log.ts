/** One partition: records in the order of their offsets, which never change and are never reused. */
import type { LogRecord } from '../protocol/index.ts';

export interface PartitionLog {
  /** The offset of the first record that retention has left. */
  logStartOffset: number;
  /** Consumers see only what lies below it: what all in-sync replicas have. */
  highWatermark: number;
  readonly records: LogRecord[];
}

export const emptyLog = (): PartitionLog => ({
  logStartOffset: 0,
  highWatermark: 0,
  records: [],
});

/** The offset that the next record will get. */
export const logEndOffset = (log: PartitionLog): number => log.logStartOffset + log.records.length;

export function append(log: PartitionLog, record: Omit<LogRecord, 'offset'>): LogRecord {
  const appended = { ...record, offset: logEndOffset(log) };
  log.records.push(appended);
  // The leader is the whole in-sync set here, so that a record is committed once it is appended.
  log.highWatermark = logEndOffset(log);
  return appended;
}

/** Records from an offset on, below the high watermark; at most so many. */
export function recordsFrom(log: PartitionLog, offset: number, most: number): readonly LogRecord[] {
  const first = offset - log.logStartOffset;
  const visible = log.highWatermark - log.logStartOffset;
  return log.records.slice(first, Math.min(visible, first + most));
}

/** Whether a consumer may ask for this offset: from the first record to the end of the log. */
export const isInRange = (log: PartitionLog, offset: number): boolean =>
  offset >= log.logStartOffset && offset <= logEndOffset(log);

/** Retention by count: removes the oldest records beyond so many, and answers them. */
export function retain(log: PartitionLog, most: number): readonly LogRecord[] {
  const removed = log.records.splice(0, Math.max(0, log.records.length - most));
  log.logStartOffset += removed.length;
  return removed;
}
