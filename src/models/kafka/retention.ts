/** Which records are old enough, or too many, to be deleted: whole segments, oldest first. Pure. */
import type { PartitionLog } from './partition-log.ts';

export interface RetentionRule {
  readonly nowMs: number;
  /** -1: for ever. */
  readonly retentionMs: number;
  /** -1: without limit. */
  readonly retentionBytes: number;
}

/**
 * The offset below which everything may go, as UnifiedLog.deleteOldSegments decides: a segment goes
 * when its youngest record is too old, or when the rest is still large enough without it; never
 * what is not committed yet.
 */
export function deletableBelow(log: PartitionLog, rule: RetentionRule): number {
  const total = log.segments.reduce((sum, { bytes }) => sum + bytes, 0);
  let spare = rule.retentionBytes < 0 ? -1 : total - rule.retentionBytes;
  let below = log.logStartOffset;
  for (const [at, { bytes, lastAtMs }] of log.segments.entries()) {
    const end = log.segments[at + 1]?.baseOffset ?? log.endOffset;
    const isOld = rule.retentionMs >= 0 && rule.nowMs - lastAtMs > rule.retentionMs;
    const isSpare = spare >= bytes;
    if (!(isOld || isSpare) || end > log.highWatermark) break;
    if (isSpare) spare -= bytes;
    below = end;
  }
  return below;
}

/** When the oldest segment will be too old; -1 when there is none. */
export const oldAtMs = (log: PartitionLog, retentionMs: number): number => {
  const oldest = log.segments[0];
  return oldest === undefined || retentionMs < 0 ? -1 : oldest.lastAtMs + retentionMs + 1;
};
