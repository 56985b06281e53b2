/**
 * The future in order of (time, order of scheduling): a hierarchical timing wheel (Varghese and
 * Lauck, 1987) of 7 levels with 256 buckets each. An event waits in the level of the highest byte
 * in which its time differs from the reference time, and moves down as that time comes near.
 * Buckets are linked lists that only grow at the end, so equal times stay first in, first out.
 */
import type { TimeUs } from './time.ts';
import { isTimeUs } from './time.ts';
import { badHandle, badNumbers, badTime } from './wheel-errors.ts';
import type { PendingVisitor, WheelImage } from './wheel-image.ts';
import { bucketFor, firstBucket, handleAt, markEmpty, markUsed } from './wheel-layout.ts';
import { spanOf, timeAt } from './wheel-layout.ts';
import { BIT_WORDS, BUCKETS, FREE, NONE, SLOTS } from './wheel-layout.ts';
import { A, B, ENTITY, KIND, NEXT, PREVIOUS, STAMP, TIME_LOW } from './wheel-layout.ts';
import { RECORD_SHIFT, RECORD_WORDS, TIME_HIGH_MASK } from './wheel-layout.ts';
import { WheelRecords } from './wheel-records.ts';

const TWO_TO_32 = 4294967296;

export class TimingWheel extends WheelRecords {
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

  /** Head and tail of each bucket's list, side by side. */
  private readonly ends = new Int32Array(BUCKETS * 2).fill(NONE);
  private readonly bits = new Int32Array(BIT_WORDS);
  /** The reference time, in two words. It moves only while an event is being taken. */
  private referenceHigh = 0;
  private referenceLow = 0;
  /** The time of the next event, or -1 when it has to be looked up. */
  private soonestUs = -1;

  /** @param capacity how many pending events there is room for at first; it doubles as needed. */
  constructor(capacity = 1024) {
    super(capacity);
  }

  /** How much memory the wheel holds. */
  get bytes(): number {
    return (this.records.length + this.causes.length + this.ends.length + this.bits.length) * 4;
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
    const record = this.freeRecord();
    const records = this.records;
    records[record + STAMP] = records[record + STAMP]! | (timeUs / TWO_TO_32);
    records[record + TIME_LOW] = timeUs;
    records[record + KIND] = kind;
    records[record + ENTITY] = entity;
    records[record + A] = a;
    records[record + B] = b;
    this.causes[record >> RECORD_SHIFT] = cause;
    this.append(records, record);
    this.size += 1;
    if (timeUs < this.soonestUs) this.soonestUs = timeUs;
    return handleAt(records, record);
  }

  /**
   * Takes a pending event out, in constant time.
   * @throws RangeError when the handle is not pending: taken, cancelled or never given.
   */
  cancel(handle: number): void {
    if (!this.isPending(handle)) throw badHandle(handle);
    const records = this.records;
    const ends = this.ends;
    const record = (handle & (SLOTS - 1)) << RECORD_SHIFT;
    const bucket = this.bucketOf(records, record);
    const next = records[record + NEXT]!;
    const previous = records[record + PREVIOUS]!;
    if (previous === NONE) ends[bucket * 2] = next;
    else records[previous + NEXT] = next;
    if (next === NONE) ends[bucket * 2 + 1] = previous;
    else records[next + PREVIOUS] = previous;
    if (previous === NONE && next === NONE) markEmpty(this.bits, bucket);
    if (timeAt(this.records, record) === this.soonestUs) this.soonestUs = -1;
    this.release(records, record);
  }

  /** True while the event of this handle waits to be taken. */
  isPending(handle: number): boolean {
    const record = (handle & (SLOTS - 1)) << RECORD_SHIFT;
    return (
      record < this.usedWords &&
      this.records[record + PREVIOUS] !== FREE &&
      handleAt(this.records, record) === handle
    );
  }

  /** Time of the next event, or Infinity when there is none. Changes nothing. */
  peekTimeUs(): TimeUs {
    if (this.size === 0) return Infinity;
    // Spreading a bucket here would move the reference past times that may still be scheduled.
    if (this.soonestUs < 0) this.soonestUs = this.soonestIn(firstBucket(this.bits));
    return this.soonestUs;
  }

  /** Takes the next event: fills kind, entity, a, b, cause and handle. False when there is none. */
  take(): boolean {
    if (this.size === 0) return false;
    let bucket = firstBucket(this.bits);
    // A lone event is taken wherever it waits. Events that share a bucket above the lowest level
    // may differ in time: spread them over the levels below and look again.
    while (bucket >= 256 && !this.isLone(bucket)) {
      this.spread(this.records, bucket);
      bucket = firstBucket(this.bits);
    }
    this.takeHead(bucket);
    return true;
  }

  /**
   * Takes the next event if it comes before a time. Unlike a look at that event's time, this walks
   * no list of events that share a bucket, unless the time falls into their bucket.
   */
  takeBefore(timeUs: TimeUs): boolean {
    if (this.size === 0) return false;
    let bucket = firstBucket(this.bits);
    while (bucket >= 256 && !this.isLone(bucket)) {
      if (this.endOf(bucket) > timeUs) return this.peekTimeUs() < timeUs && this.take();
      this.spread(this.records, bucket);
      bucket = firstBucket(this.bits);
    }
    if (timeAt(this.records, this.ends[bucket * 2]!) >= timeUs) return false;
    this.takeHead(bucket);
    return true;
  }

  /**
   * Shows every pending event, in the order of their slots (not of time). The visitor may cancel
   * what it is shown; what it schedules may or may not be shown.
   */
  forEachPending(visit: PendingVisitor): void {
    for (let record = 0; record < this.usedWords; record += RECORD_WORDS) {
      const records = this.records;
      if (records[record + PREVIOUS] === FREE) continue;
      const kind = records[record + KIND]!;
      const entity = records[record + ENTITY]!;
      const cause = this.causes[record >> RECORD_SHIFT]!;
      const handle = handleAt(this.records, record);
      const timeUs = timeAt(this.records, record);
      visit(timeUs, kind, entity, records[record + A]!, records[record + B]!, cause, handle);
    }
  }

  /** A full copy, handles and order of equal times included. */
  save(): WheelImage {
    const usedSlots = this.usedWords >> RECORD_SHIFT;
    return {
      records: this.records.slice(0, this.usedWords),
      causes: this.causes.slice(0, usedSlots),
      ends: this.ends.slice(),
      bits: this.bits.slice(),
      reference: [this.referenceHigh, this.referenceLow],
      firstFree: this.firstFree,
      size: this.size,
      nowUs: this.nowUs,
      taken: [this.kind, this.entity, this.a, this.b, this.cause, this.handle],
      bytes: (this.usedWords + usedSlots + this.ends.length + this.bits.length) * 4,
    };
  }

  /** Becomes what it was when the image was saved. The image can be used again. */
  restore(image: WheelImage): void {
    while (this.records.length < image.records.length) this.grow();
    this.records.set(image.records);
    this.causes.set(image.causes);
    this.ends.set(image.ends);
    this.bits.set(image.bits);
    [this.referenceHigh, this.referenceLow] = image.reference;
    this.firstFree = image.firstFree;
    this.usedWords = image.records.length;
    this.size = image.size;
    this.nowUs = image.nowUs;
    [this.kind, this.entity, this.a, this.b, this.cause, this.handle] = image.taken;
    this.soonestUs = -1;
  }

  private isLone(bucket: number): boolean {
    return this.ends[bucket * 2] === this.ends[bucket * 2 + 1];
  }

  /** The first time after all that a bucket can hold. */
  private endOf(bucket: number): TimeUs {
    const span = spanOf(bucket >> 8);
    const timeUs = timeAt(this.records, this.ends[bucket * 2]!);
    return timeUs - (timeUs % span) + span;
  }

  private takeHead(bucket: number): void {
    const { records, ends } = this;
    const record = ends[bucket * 2]!;
    const next = records[record + NEXT]!;
    ends[bucket * 2] = next;
    if (next === NONE) {
      ends[bucket * 2 + 1] = NONE;
      markEmpty(this.bits, bucket);
    } else {
      records[next + PREVIOUS] = NONE;
    }
    this.present(records, record);
    this.release(records, record);
    this.soonestUs = -1;
  }

  private bucketOf(records: Int32Array, record: number): number {
    const timeHigh = records[record + STAMP]! & TIME_HIGH_MASK;
    return bucketFor(timeHigh, records[record + TIME_LOW]!, this.referenceHigh, this.referenceLow);
  }

  private append(records: Int32Array, record: number): void {
    const bucket = this.bucketOf(records, record);
    const ends = this.ends;
    const tail = ends[bucket * 2 + 1]!;
    records[record + NEXT] = NONE;
    records[record + PREVIOUS] = tail;
    ends[bucket * 2 + 1] = record;
    if (tail !== NONE) {
      records[tail + NEXT] = record;
      return;
    }
    ends[bucket * 2] = record;
    markUsed(this.bits, bucket);
  }

  /** Moves the reference to the start of this bucket's span and its events to lower levels. */
  private spread(records: Int32Array, bucket: number): void {
    let record = this.ends[bucket * 2]!;
    const shift = (bucket >> 8) << 3;
    if (shift < 32) {
      this.referenceLow = (records[record + TIME_LOW]! >>> shift) << shift;
    } else {
      const timeHigh = records[record + STAMP]! & TIME_HIGH_MASK;
      this.referenceHigh = (timeHigh >>> (shift - 32)) << (shift - 32);
      this.referenceLow = 0;
    }
    this.ends[bucket * 2] = NONE;
    this.ends[bucket * 2 + 1] = NONE;
    markEmpty(this.bits, bucket);
    while (record !== NONE) {
      const next = records[record + NEXT]!;
      this.append(records, record);
      record = next;
    }
  }

  private soonestIn(bucket: number): TimeUs {
    let record = this.ends[bucket * 2]!;
    let soonestUs = timeAt(this.records, record);
    if (bucket < 256) return soonestUs;
    while ((record = this.records[record + NEXT]!) !== NONE) {
      soonestUs = Math.min(soonestUs, timeAt(this.records, record));
    }
    return soonestUs;
  }

  /** Makes a record the last event taken; the reference time follows it. */
  private present(records: Int32Array, record: number): void {
    this.referenceHigh = records[record + STAMP]! & TIME_HIGH_MASK;
    this.referenceLow = records[record + TIME_LOW]!;
    this.nowUs = this.referenceHigh * TWO_TO_32 + (this.referenceLow >>> 0);
    this.kind = records[record + KIND]!;
    this.entity = records[record + ENTITY]!;
    this.a = records[record + A]!;
    this.b = records[record + B]!;
    this.cause = this.causes[record >> RECORD_SHIFT]!;
    this.handle = handleAt(this.records, record);
  }

  private release(records: Int32Array, record: number): void {
    this.freed(records, record);
    this.size -= 1;
  }
}
