/**
 * The future in order of (time, order of scheduling): a hierarchical timing wheel (Varghese and
 * Lauck, 1987) of 7 levels with 256 buckets each. An event waits in the level of the highest byte
 * in which its time differs from the reference time, and moves down as that time comes near.
 * Buckets are linked lists that only grow at the end, so equal times stay first in, first out.
 */
import type { TimeUs } from './time.ts';
import { isTimeUs, LAST_TIME_US } from './time.ts';
import type { BucketsImage } from './wheel-buckets.ts';
import { NONE, WheelBuckets } from './wheel-buckets.ts';
import type { RecordsImage } from './wheel-records.ts';
import {
  A,
  B,
  CAUSE,
  ENTITY,
  KIND,
  NEXT,
  PREVIOUS,
  TIME_HIGH,
  TIME_LOW,
  WheelRecords,
} from './wheel-records.ts';

/** A full copy of a wheel: plain data, may be posted to another thread, restored many times. */
export interface WheelImage {
  readonly records: RecordsImage;
  readonly buckets: BucketsImage;
  readonly size: number;
  readonly nowUs: TimeUs;
  /** kind, entity, a, b, cause and handle of the last event taken. */
  readonly taken: readonly [number, number, number, number, number, number];
  /** What this image costs in memory. */
  readonly bytes: number;
}

/** Shown one pending event. */
export type PendingVisitor = (
  timeUs: TimeUs,
  kind: number,
  entity: number,
  a: number,
  b: number,
  cause: number,
  handle: number,
) => void;

export class TimingWheel {
  /** How many events are pending. */
  size = 0;
  /** Time of the last event taken; nothing can be scheduled before it. */
  nowUs: TimeUs = 0;
  /** The last event taken. */
  kind = 0;
  entity = 0;
  a = 0;
  b = 0;
  cause = NONE;
  handle = 0;

  private readonly records: WheelRecords;
  /** The reference time in here moves only while an event is being taken. */
  private readonly buckets = new WheelBuckets();
  /** The time of the next event, or -1 when it has to be looked up. */
  private soonestUs = -1;

  /** @param capacity how many pending events there is room for at first; it doubles as needed. */
  constructor(capacity = 1024) {
    this.records = new WheelRecords(capacity);
  }

  /** How much memory the wheel holds. */
  get bytes(): number {
    return this.records.words.byteLength + this.buckets.bytes;
  }

  /**
   * Adds an event and returns its handle, a positive int32.
   * @throws RangeError when the time is not an integer from nowUs to 2^53 - 1, or when one of the
   * other numbers is not an int32.
   */
  schedule(timeUs: TimeUs, kind: number, entity: number, a = 0, b = 0, cause = NONE): number {
    if (!(timeUs >= this.nowUs && isTimeUs(timeUs))) throw badTime(timeUs, this.nowUs);
    if ((kind | 0) !== kind || (entity | 0) !== entity || (cause | 0) !== cause) {
      throw badNumbers({ kind, entity, a, b, cause });
    }
    if ((a | 0) !== a || (b | 0) !== b) throw badNumbers({ kind, entity, a, b, cause });
    const record = this.records.allocate();
    const words = this.records.words;
    this.records.setTime(record, timeUs);
    words[record + KIND] = kind;
    words[record + ENTITY] = entity;
    words[record + A] = a;
    words[record + B] = b;
    words[record + CAUSE] = cause;
    this.append(record);
    this.size += 1;
    if (timeUs < this.soonestUs) this.soonestUs = timeUs;
    return this.records.handleOf(record);
  }

  /**
   * Takes a pending event out, in constant time.
   * @throws RangeError when the handle is not pending: taken, cancelled or never given.
   */
  cancel(handle: number): void {
    const record = this.records.pendingRecord(handle);
    if (record === NONE) throw badHandle(handle);
    const words = this.records.words;
    const ends = this.buckets.ends;
    const bucket = this.bucketOf(record);
    const next = words[record + NEXT]!;
    const previous = words[record + PREVIOUS]!;
    if (previous === NONE) ends[bucket * 2] = next;
    else words[previous + NEXT] = next;
    if (next === NONE) ends[bucket * 2 + 1] = previous;
    else words[next + PREVIOUS] = previous;
    if (previous === NONE && next === NONE) this.buckets.markEmpty(bucket);
    if (this.records.timeOf(record) === this.soonestUs) this.soonestUs = -1;
    this.records.release(record);
    this.size -= 1;
  }

  /** True while the event of this handle waits to be taken. */
  isPending(handle: number): boolean {
    return this.records.pendingRecord(handle) !== NONE;
  }

  /** Time of the next event, or Infinity when there is none. Changes nothing. */
  peekTimeUs(): TimeUs {
    if (this.size === 0) return Infinity;
    // Spreading a bucket here would move the reference past times that may still be scheduled.
    if (this.soonestUs < 0) this.soonestUs = this.soonestIn(this.buckets.first());
    return this.soonestUs;
  }

  /** Takes the next event: fills kind, entity, a, b, cause and handle. False when there is none. */
  take(): boolean {
    if (this.size === 0) return false;
    const ends = this.buckets.ends;
    let bucket = this.buckets.first();
    // A lone event is taken wherever it waits. Events that share a bucket above the lowest level
    // may differ in time: spread them over the levels below and look again.
    while (bucket >= 256 && ends[bucket * 2] !== ends[bucket * 2 + 1]) {
      this.spread(bucket);
      bucket = this.buckets.first();
    }
    const words = this.records.words;
    const record = ends[bucket * 2]!;
    const next = words[record + NEXT]!;
    ends[bucket * 2] = next;
    if (next === NONE) this.buckets.markEmpty(bucket);
    else words[next + PREVIOUS] = NONE;
    this.present(record);
    this.records.release(record);
    this.size -= 1;
    this.soonestUs = -1;
    return true;
  }

  /**
   * Shows every pending event, in the order of their slots (not of time). The visitor may cancel
   * what it is shown; what it schedules may or may not be shown.
   */
  forEachPending(visit: PendingVisitor): void {
    const records = this.records;
    let record = records.pendingFrom(0);
    while (record !== NONE) {
      const words = records.words;
      visit(
        records.timeOf(record),
        words[record + KIND]!,
        words[record + ENTITY]!,
        words[record + A]!,
        words[record + B]!,
        words[record + CAUSE]!,
        records.handleOf(record),
      );
      record = records.pendingFrom(records.after(record));
    }
  }

  save(): WheelImage {
    return {
      records: this.records.save(),
      buckets: this.buckets.save(),
      size: this.size,
      nowUs: this.nowUs,
      taken: [this.kind, this.entity, this.a, this.b, this.cause, this.handle],
      bytes: this.records.usedWords * 4 + this.buckets.bytes,
    };
  }

  /** Becomes what it was when the image was saved, handles included. The image stays usable. */
  restore(image: WheelImage): void {
    this.records.restore(image.records);
    this.buckets.restore(image.buckets);
    this.size = image.size;
    this.nowUs = image.nowUs;
    [this.kind, this.entity, this.a, this.b, this.cause, this.handle] = image.taken;
    this.soonestUs = -1;
  }

  private append(record: number): void {
    const bucket = this.bucketOf(record);
    const words = this.records.words;
    const ends = this.buckets.ends;
    const tail = ends[bucket * 2 + 1]!;
    words[record + NEXT] = NONE;
    words[record + PREVIOUS] = tail;
    ends[bucket * 2 + 1] = record;
    if (tail !== NONE) {
      words[tail + NEXT] = record;
      return;
    }
    ends[bucket * 2] = record;
    this.buckets.markUsed(bucket);
  }

  /** Moves the reference to the start of this bucket's span and its events to lower levels. */
  private spread(bucket: number): void {
    const words = this.records.words;
    let record = this.buckets.ends[bucket * 2]!;
    this.buckets.moveReferenceTo(bucket, words[record + TIME_HIGH]!, words[record + TIME_LOW]!);
    this.buckets.markEmpty(bucket);
    while (record !== NONE) {
      const next = words[record + NEXT]!;
      this.append(record);
      record = next;
    }
  }

  private soonestIn(bucket: number): TimeUs {
    let record = this.buckets.ends[bucket * 2]!;
    let soonestUs = this.records.timeOf(record);
    if (bucket < 256) return soonestUs;
    while ((record = this.records.words[record + NEXT]!) !== NONE) {
      soonestUs = Math.min(soonestUs, this.records.timeOf(record));
    }
    return soonestUs;
  }

  /** Makes a record the last event taken; the reference time follows it. */
  private present(record: number): void {
    const words = this.records.words;
    this.buckets.reference[0] = words[record + TIME_HIGH]!;
    this.buckets.reference[1] = words[record + TIME_LOW]!;
    this.nowUs = this.records.timeOf(record);
    this.kind = words[record + KIND]!;
    this.entity = words[record + ENTITY]!;
    this.a = words[record + A]!;
    this.b = words[record + B]!;
    this.cause = words[record + CAUSE]!;
    this.handle = this.records.handleOf(record);
  }

  private bucketOf(record: number): number {
    const words = this.records.words;
    return this.buckets.bucketOf(words[record + TIME_HIGH]!, words[record + TIME_LOW]!);
  }
}

function badTime(timeUs: number, nowUs: TimeUs): RangeError {
  const expected = `expected whole microseconds from now (${nowUs}) to ${LAST_TIME_US}`;
  return new RangeError(`cannot schedule at ${timeUs}: ${expected}`);
}

function badNumbers(numbers: Readonly<Record<string, number>>): RangeError {
  const came = Object.entries(numbers).map(([name, value]) => `${name} ${value}`);
  return new RangeError(`an event holds 32-bit integers only, not ${came.join(', ')}`);
}

function badHandle(handle: number): RangeError {
  const cure = 'forget a handle when its event is taken or cancelled, or ask isPending first';
  return new RangeError(`cannot cancel handle ${handle}: it is not pending; ${cure}`);
}
