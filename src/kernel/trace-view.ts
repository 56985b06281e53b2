/** The receiving side of a trace: the same records and names, put together from batches. */
import { Names } from './names.ts';
import type { TimeUs } from './time.ts';
import type { TraceBatch } from './trace-batch.ts';
import type { TraceColumns, TraceRecord } from './trace-columns.ts';
import {
  columnsOver,
  copyRecords,
  grownColumns,
  lengthAt,
  newColumns,
  readColumns,
} from './trace-columns.ts';

export class TraceView {
  readonly names = new Names();
  /** Always 0: a view holds every record. */
  readonly base = 0;
  /** Index of the next record. */
  length = 0;
  /** Grown by replacing them: read this field anew after a batch. Valid from 0 to length. */
  columns: TraceColumns = newColumns(1024);

  /**
   * Adds the records and names of a batch.
   * @throws RangeError when the batch does not begin where this view ends, or names are missing.
   */
  appendBatch(batch: TraceBatch): void {
    const { from, count } = batch;
    if (from !== this.length) {
      throw new RangeError(`a batch begins at record ${from}, but the next here is ${this.length}`);
    }
    if (batch.namesFrom > this.names.length) {
      const held = this.names.length;
      throw new RangeError(
        `a batch brings names from ${batch.namesFrom}, but only ${held} are here`,
      );
    }
    // After an edit of the past the sender may give ids again to other names.
    this.names.restore(batch.namesFrom);
    for (const name of batch.names) this.names.id(name);
    const needed = from + count;
    if (needed > this.columns.kind.length) this.columns = grownColumns(this.columns, this, needed);
    copyRecords(columnsOver(batch.buffer, count), { start: 0, end: count }, this.columns, from);
    this.length = needed;
  }

  /** Forgets the records from `length` on. Names stay: the next batch corrects them. */
  truncate(length: number): void {
    if (!(length >= 0 && length <= this.length && Math.floor(length) === length)) {
      throw new RangeError(`cannot cut to ${length} records: there are ${this.length}`);
    }
    this.length = length;
  }

  /** @throws RangeError for an index outside [0, length). */
  readRecord(index: number, into?: TraceRecord): TraceRecord {
    if (!(index >= 0 && index < this.length && Math.floor(index) === index)) {
      throw new RangeError(`no record ${index} here: expected 0 to ${this.length - 1}`);
    }
    return readColumns(this.columns, index, into);
  }

  /** The number of records at or before a time. */
  lengthAt(timeUs: TimeUs): number {
    return lengthAt(this.columns, this, timeUs);
  }
}
