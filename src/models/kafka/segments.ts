/** The files of a log: only the last is written to, and only the others are deleted or compacted. */
import type { ReplicaRecord } from '../protocol/index.ts';

export interface Segment {
  readonly baseOffset: number;
  bytes: number;
  readonly firstAtMs: number;
  lastAtMs: number;
}

export interface SegmentLimits {
  readonly bytes: number;
  readonly ms: number;
}

/** segment.bytes and segment.ms of Kafka: 1 GiB, seven days. */
export const USUAL_LIMITS: SegmentLimits = { bytes: 1_073_741_824, ms: 604_800_000 };

/** A record is written: to the active segment, or to a new one when that is full or old. */
export function noteInSegment(
  segments: Segment[],
  { offset, bytes, atMs }: ReplicaRecord,
  limits: SegmentLimits,
): void {
  const active = segments.at(-1);
  const isFull = active !== undefined && active.bytes + bytes > limits.bytes;
  if (active === undefined || isFull || atMs - active.firstAtMs > limits.ms) {
    segments.push({ baseOffset: offset, bytes, firstAtMs: atMs, lastAtMs: atMs });
    return;
  }
  active.bytes += bytes;
  active.lastAtMs = Math.max(active.lastAtMs, atMs);
}
