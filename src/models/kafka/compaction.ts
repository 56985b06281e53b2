/** Compaction: of each key the last record stays, with its offset; deleted keys go after a day. */
import type { ReplicaRecord } from '../protocol/index.ts';
import type { PartitionLog } from './partition-log.ts';

export interface CompactionRule {
  readonly nowMs: number;
  /** min.cleanable.dirty.ratio. */
  readonly dirtyRatio: number;
  /** delete.retention.ms: how long a tombstone stays once it was met, so that readers see it. */
  readonly deleteRetentionMs: number;
}

/** Nothing of the active segment is touched, and nothing that is not committed. */
const cleanableBelow = (log: PartitionLog): number =>
  Math.min(log.segments.at(-1)?.baseOffset ?? 0, log.highWatermark);

/** The share of the log that was written since the last compaction. */
export function dirtyRatio(log: PartitionLog): number {
  const end = cleanableBelow(log);
  const within = log.records.filter(({ offset }) => offset < end);
  const all = bytesOf(within);
  return all === 0 ? 0 : bytesOf(within.filter(({ offset }) => offset >= log.cleanedOffset)) / all;
}

const bytesOf = (records: readonly ReplicaRecord[]): number =>
  records.reduce((sum, { bytes }) => sum + bytes, 0);

/** Compacts the log when it is dirty enough; answers the records that are gone. */
export function compact(log: PartitionLog, rule: CompactionRule): readonly ReplicaRecord[] {
  const end = cleanableBelow(log);
  const ratio = dirtyRatio(log);
  if (ratio === 0 || ratio < rule.dirtyRatio) return [];
  const latest = new Map<string, number>();
  for (const { key, offset } of log.records) {
    if (offset >= log.cleanedOffset && offset < end) latest.set(key, offset);
  }
  const kept: ReplicaRecord[] = [];
  const gone: ReplicaRecord[] = [];
  for (const record of log.records) {
    const isKept = record.offset >= end || stays(log, record, latest, rule);
    (isKept ? kept : gone).push(record);
  }
  log.records.splice(0, log.records.length, ...kept);
  for (const { offset } of gone) log.horizons.delete(offset);
  log.cleanedOffset = end;
  shrinkSegments(log);
  return gone;
}

function stays(
  log: PartitionLog,
  { key, offset, value }: ReplicaRecord,
  latest: ReadonlyMap<string, number>,
  { nowMs, deleteRetentionMs }: CompactionRule,
): boolean {
  if (offset < (latest.get(key) ?? 0)) return false;
  if (value !== null) return true;
  const horizonMs = log.horizons.get(offset);
  if (horizonMs === undefined) log.horizons.set(offset, nowMs + deleteRetentionMs);
  return horizonMs === undefined || nowMs <= horizonMs;
}

function shrinkSegments(log: PartitionLog): void {
  log.segments.forEach((segment, at) => {
    const end = log.segments[at + 1]?.baseOffset ?? log.endOffset;
    segment.bytes = bytesOf(
      log.records.filter(({ offset }) => offset >= segment.baseOffset && offset < end),
    );
  });
}
