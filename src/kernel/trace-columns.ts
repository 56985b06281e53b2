/** The columns of the trace: how records lie in memory, grow, and travel between threads. */
import type { TimeUs } from './time.ts';

/** In `cause` and `join`: no record. In `message`: no message. */
export const NO_RECORD = -1;

/** One array a field; the record with index i is at place i of each. */
export interface TraceColumns {
  ordinal: Int32Array;
  timeUs: Float64Array;
  node: Int32Array;
  kind: Uint8Array;
  cause: Int32Array;
  join: Int32Array;
  message: Int32Array;
  a: Int32Array;
  b: Int32Array;
  c: Int32Array;
}

/** One record, read out of the columns. */
export interface TraceRecord {
  index: number;
  ordinal: number;
  timeUs: TimeUs;
  node: number;
  kind: number;
  cause: number;
  join: number;
  message: number;
  a: number;
  b: number;
  c: number;
}

/** Bytes a record takes: 8 for the time, 4 for each of eight numbers, 1 for the kind. */
export const RECORD_BYTES = 41;

/** Columns over one buffer with room for `capacity` records: time first, for its alignment. */
export function columnsOver(buffer: ArrayBuffer, capacity: number): TraceColumns {
  const words = (place: number): Int32Array =>
    new Int32Array(buffer, (8 + 4 * place) * capacity, capacity);
  return {
    timeUs: new Float64Array(buffer, 0, capacity),
    ordinal: words(0),
    node: words(1),
    cause: words(2),
    join: words(3),
    message: words(4),
    a: words(5),
    b: words(6),
    c: words(7),
    kind: new Uint8Array(buffer, 40 * capacity, capacity),
  };
}

export function newColumns(capacity: number): TraceColumns {
  return columnsOver(new ArrayBuffer(capacity * RECORD_BYTES), capacity);
}

/** Copies the records from `start` up to `end` to place `at` of other columns. */
export function copyRecords(
  from: TraceColumns,
  range: { start: number; end: number },
  to: TraceColumns,
  at: number,
): void {
  const { start, end } = range;
  to.timeUs.set(from.timeUs.subarray(start, end), at);
  to.ordinal.set(from.ordinal.subarray(start, end), at);
  to.node.set(from.node.subarray(start, end), at);
  to.cause.set(from.cause.subarray(start, end), at);
  to.join.set(from.join.subarray(start, end), at);
  to.message.set(from.message.subarray(start, end), at);
  to.a.set(from.a.subarray(start, end), at);
  to.b.set(from.b.subarray(start, end), at);
  to.c.set(from.c.subarray(start, end), at);
  to.kind.set(from.kind.subarray(start, end), at);
}

/** Columns with room for at least `needed` records, holding those from `base` up to `length`. */
export function grownColumns(
  columns: TraceColumns,
  kept: { base: number; length: number },
  needed: number,
): TraceColumns {
  let capacity = Math.max(1024, columns.kind.length);
  while (capacity < needed) capacity *= 2;
  const larger = newColumns(capacity);
  // Places below `base` are never touched, so the system does not even back them with memory.
  copyRecords(columns, { start: kept.base, end: kept.length }, larger, kept.base);
  return larger;
}

/** Reads one record into `into`, or into a new object. */
export function readColumns(columns: TraceColumns, index: number, into?: TraceRecord): TraceRecord {
  const record = into ?? emptyRecord();
  record.index = index;
  record.ordinal = columns.ordinal[index]!;
  record.timeUs = columns.timeUs[index]!;
  record.node = columns.node[index]!;
  record.kind = columns.kind[index]!;
  record.cause = columns.cause[index]!;
  record.join = columns.join[index]!;
  record.message = columns.message[index]!;
  record.a = columns.a[index]!;
  record.b = columns.b[index]!;
  record.c = columns.c[index]!;
  return record;
}

/** How many of the records from `base` up to `length` lie at or before a time, counted from 0. */
export function lengthAt(
  columns: TraceColumns,
  range: { base: number; length: number },
  timeUs: TimeUs,
): number {
  let low = range.base;
  let high = range.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns.timeUs[middle]! <= timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function emptyRecord(): TraceRecord {
  return {
    index: 0,
    ordinal: 0,
    timeUs: 0,
    node: 0,
    kind: 0,
    cause: NO_RECORD,
    join: NO_RECORD,
    message: NO_RECORD,
    a: 0,
    b: 0,
    c: 0,
  };
}
