/**
 * The single truth of a run: an append-only stream of records in columns, with the table of the
 * names they speak of and a digest over both. Everything shown, checked or measured follows from
 * it. Records before `base` are not in memory: they were written by the run this one continues.
 */
import { Names } from './names.ts';
import type { TimeUs } from './time.ts';
import { isTimeUs } from './time.ts';
import type { TraceBatch } from './trace-batch.ts';
import { batchOf } from './trace-batch.ts';
import type { TraceColumns, TraceRecord } from './trace-columns.ts';
import { grownColumns, lengthAt, newColumns, NO_RECORD, readColumns } from './trace-columns.ts';
import type { DigestState } from './trace-digest.ts';
import { Digest } from './trace-digest.ts';

/** Records are taken into the digest in blocks: one loop is faster than many calls. */
const DIGEST_BLOCK = 256;

/** A place in a trace to come back to or continue from. Plain data. */
export interface TraceMark {
  readonly length: number;
  readonly names: number;
  readonly lastTimeUs: TimeUs;
  readonly recordDigest: DigestState;
  readonly nameDigest: DigestState;
}

export class Trace {
  readonly names: Names;
  /** Index of the next record. */
  length = 0;
  /** Index of the first record held. */
  base = 0;
  /**
   * Grown by replacing them: read this field anew after an append. The record with index `base`
   * stands in place 0, so that a trace which continues another costs only what it adds.
   */
  columns: TraceColumns;

  private lastTimeUs: TimeUs = 0;
  private readonly recordDigest = new Digest();
  private digestedRecords = 0;
  /** Covers the first `digestedNames` names; the rest is taken in when somebody asks. */
  private readonly nameDigest = new Digest();
  private digestedNames = 0;
  /** How many names earlier batches carried. */
  private namesSent = 0;

  constructor(names = new Names(), capacity = 1024) {
    this.names = names;
    this.columns = newColumns(Math.max(1, capacity));
  }

  /**
   * A trace that goes on where another was marked, without its records.
   * @param names a table with exactly the names of that moment; it becomes this trace's own.
   * @throws RangeError when the table holds more or fewer names than the mark.
   */
  static continuing(mark: TraceMark, names: Names): Trace {
    if (names.length !== mark.names) {
      const cure = 'copy or restore the table to the length in the mark first';
      throw new RangeError(
        `the mark counts ${mark.names} names, the table ${names.length}; ${cure}`,
      );
    }
    const trace = new Trace(names);
    trace.base = mark.length;
    trace.become(mark);
    // A receiver may know none of the names: the first batch carries them all.
    trace.namesSent = 0;
    return trace;
  }

  /**
   * Adds a record and returns its index.
   * @param cause index of the record that scheduled this one, or -1; `join` likewise, a second.
   * @param message row or name of the message, or -1.
   * @throws RangeError when a number is not an int32 (kind: 0 to 255), a cause is not an earlier
   * record, or time goes backwards.
   */
  append(
    ordinal: number,
    timeUs: TimeUs,
    node: number,
    kind: number,
    cause: number,
    join: number,
    message: number,
    a: number,
    b: number,
    c: number,
  ): number {
    const index = this.length;
    const fits =
      (ordinal | 0) === ordinal &&
      (node | 0) === node &&
      (kind & 255) === kind &&
      (message | 0) === message &&
      (a | 0) === a &&
      (b | 0) === b &&
      (c | 0) === c;
    if (!fits || !isCause(cause, index) || !isCause(join, index) || !this.mayFollow(timeUs)) {
      const record = { ordinal, timeUs, node, kind, cause, join, message, a, b, c };
      throw badRecord({ index, ...record }, this.lastTimeUs);
    }
    const place = index - this.base;
    if (place === this.columns.kind.length) this.grow();
    const columns = this.columns;
    columns.ordinal[place] = ordinal;
    columns.timeUs[place] = timeUs;
    columns.node[place] = node;
    columns.kind[place] = kind;
    columns.cause[place] = cause;
    columns.join[place] = join;
    columns.message[place] = message;
    columns.a[place] = a;
    columns.b[place] = b;
    columns.c[place] = c;
    this.lastTimeUs = timeUs;
    this.length = index + 1;
    if (index - this.digestedRecords === DIGEST_BLOCK) this.digestRecords();
    return index;
  }

  /** @throws RangeError for an index outside [base, length). */
  readRecord(index: number, into?: TraceRecord): TraceRecord {
    if (!(index >= this.base && index < this.length && Math.floor(index) === index)) {
      throw new RangeError(`no record ${index} here: expected ${this.base} to ${this.length - 1}`);
    }
    const record = readColumns(this.columns, index - this.base, into);
    record.index = index;
    return record;
  }

  /** The trace's length just after the last record at or before a time (at least `base`). */
  lengthAt(timeUs: TimeUs): number {
    const { base, length } = this;
    return base + lengthAt(this.columns, { base: 0, length: length - base }, timeUs);
  }

  /** 16 hexadecimal digits over every record, also those before `base`, and over the names. */
  digest(): string {
    const { recordDigest, nameDigest, length, names } = this.mark();
    const whole = new Digest();
    whole.addAll([...recordDigest, ...nameDigest, length, names]);
    return whole.text();
  }

  mark(): TraceMark {
    this.digestRecords();
    this.digestNames();
    return {
      length: this.length,
      names: this.names.length,
      lastTimeUs: this.lastTimeUs,
      recordDigest: this.recordDigest.save(),
      nameDigest: this.nameDigest.save(),
    };
  }

  /** Forgets what came after the mark. @throws RangeError for a mark outside this trace. */
  rewind(mark: TraceMark): void {
    if (!(mark.length >= this.base && mark.length <= this.length)) {
      const range = `${this.base} to ${this.length}`;
      throw new RangeError(`cannot rewind to ${mark.length}: this trace holds ${range}`);
    }
    this.names.restore(mark.names);
    this.become(mark);
  }

  /**
   * Copies up to `max` records from index `from`, and the names no batch carried yet, for another
   * thread. With a buffer (of a BatchPool), as many as fit are copied into it.
   * @throws RangeError when `from` is outside [base, length].
   */
  cutBatch(from: number, max: number, buffer?: ArrayBuffer): TraceBatch {
    if (!(from >= this.base && from <= this.length)) {
      throw new RangeError(
        `cannot cut a batch at ${from}: expected ${this.base} to ${this.length}`,
      );
    }
    const end = Math.min(this.length, from + max);
    const namesFrom = this.namesSent;
    const names = this.names.textsFrom(namesFrom);
    this.namesSent = this.names.length;
    const range = { start: from - this.base, end: end - this.base };
    return { ...batchOf(this.columns, range, buffer), from, namesFrom, names };
  }

  private become(mark: TraceMark): void {
    this.length = mark.length;
    this.lastTimeUs = mark.lastTimeUs;
    this.recordDigest.restore(mark.recordDigest);
    this.digestedRecords = mark.length;
    this.nameDigest.restore(mark.nameDigest);
    this.digestedNames = mark.names;
    this.namesSent = Math.min(this.namesSent, mark.names);
  }

  private mayFollow(timeUs: TimeUs): boolean {
    return timeUs >= this.lastTimeUs && isTimeUs(timeUs);
  }

  private grow(): void {
    const held = this.length - this.base;
    this.columns = grownColumns(this.columns, { base: 0, length: held }, held + 1);
  }

  private digestRecords(): void {
    const from = this.digestedRecords - this.base;
    this.recordDigest.addRecords(this.columns, from, this.length - this.base);
    this.digestedRecords = this.length;
  }

  private digestNames(): void {
    while (this.digestedNames < this.names.length) {
      this.nameDigest.addText(this.names.text(this.digestedNames));
      this.digestedNames += 1;
    }
  }
}

function isCause(cause: number, index: number): boolean {
  return (cause | 0) === cause && cause >= NO_RECORD && cause < index;
}

function badRecord(record: TraceRecord, lastTimeUs: TimeUs): RangeError {
  const { index, timeUs, kind, cause, join } = record;
  let reason = 'every number must be a 32-bit integer, the kind 0 to 255';
  if (!isTimeUs(timeUs)) reason = `${timeUs} is not a whole number of microseconds`;
  else if (timeUs < lastTimeUs) reason = `time goes back from ${lastTimeUs} to ${timeUs}`;
  else if (!isCause(cause, index)) reason = `cause ${cause} is not an earlier record`;
  else if (!isCause(join, index)) reason = `join ${join} is not an earlier record`;
  else if ((kind & 255) !== kind) reason = `kind ${kind} is not a whole number from 0 to 255`;
  return new RangeError(`record ${index} refused: ${reason} (${JSON.stringify(record)})`);
}
