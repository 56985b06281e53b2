/** A slice of the trace on its way to another thread: one buffer to transfer, and new names. */
import type { TraceColumns } from './trace-columns.ts';
import { columnsOver, copyRecords, RECORD_BYTES } from './trace-columns.ts';

/** `count` records with indexes from `from`; `names` are those with ids from `namesFrom`. */
export interface TraceBatch {
  readonly from: number;
  readonly count: number;
  /** May be longer than the records in it; columns are laid out for exactly `count`. */
  readonly buffer: ArrayBuffer;
  readonly namesFrom: number;
  readonly names: readonly string[];
}

/** How many records a buffer has room for. */
export function recordsIn(buffer: ArrayBuffer): number {
  return Math.floor(buffer.byteLength / RECORD_BYTES);
}

/** Copies records into a buffer, as many as fit, or into a new one of the right size. */
export function batchOf(
  columns: TraceColumns,
  range: { start: number; end: number },
  buffer?: ArrayBuffer,
): Pick<TraceBatch, 'from' | 'count' | 'buffer'> {
  const from = range.start;
  const wanted = Math.max(0, range.end - from);
  const into = buffer ?? new ArrayBuffer(wanted * RECORD_BYTES);
  const count = Math.min(wanted, recordsIn(into));
  copyRecords(columns, { start: from, end: from + count }, columnsOver(into, count), 0);
  return { from, count, buffer: into };
}
