/**
 * The records of the timing wheel: one Int32Array, 16 words (a cache line) an event, with a list
 * of free records and handles that know whether their event is still pending.
 */
import type { TimeUs } from './time.ts';
import { NONE } from './wheel-buckets.ts';

const TWO_TO_32 = 4294967296;
const RECORD_SHIFT = 4;

/** Words of a record. Links hold the first word of a record, or NONE. */
export const TIME_HIGH = 0;
export const TIME_LOW = 1;
export const NEXT = 2;
export const PREVIOUS = 3;
export const KIND = 4;
export const ENTITY = 5;
export const A = 6;
export const B = 7;
export const CAUSE = 8;
const GENERATION = 9;

/** In PREVIOUS: this record is not pending. */
const FREE = -2;

/** A handle is slot and generation, so that a handle kept too long cannot hit the next user. */
const SLOT_BITS = 23;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
const GENERATIONS = 255;

/** What a checkpoint keeps of the records. */
export interface RecordsImage {
  readonly words: Int32Array;
  readonly firstFree: number;
}

export class WheelRecords {
  words: Int32Array;
  /** End of the records ever used, in words. */
  usedWords = 0;
  private firstFree = NONE;

  constructor(capacity: number) {
    this.words = new Int32Array(Math.max(1, capacity) << RECORD_SHIFT);
  }

  /** A record for a new event; its handle differs from that of the record's last 254 events. */
  allocate(): number {
    const record = this.firstFree;
    if (record === NONE) return this.allocateAtEnd();
    const words = this.words;
    this.firstFree = words[record + NEXT]!;
    words[record + GENERATION] = (words[record + GENERATION]! % GENERATIONS) + 1;
    return record;
  }

  release(record: number): void {
    this.words[record + PREVIOUS] = FREE;
    this.words[record + NEXT] = this.firstFree;
    this.firstFree = record;
  }

  /** The pending record of a handle, or NONE. */
  pendingRecord(handle: number): number {
    const record = (handle & SLOT_MASK) << RECORD_SHIFT;
    if (record >= this.usedWords || this.words[record + PREVIOUS] === FREE) return NONE;
    return this.handleOf(record) === handle ? record : NONE;
  }

  handleOf(record: number): number {
    return (this.words[record + GENERATION]! << SLOT_BITS) | (record >> RECORD_SHIFT);
  }

  timeOf(record: number): TimeUs {
    return this.words[record + TIME_HIGH]! * TWO_TO_32 + (this.words[record + TIME_LOW]! >>> 0);
  }

  setTime(record: number, timeUs: TimeUs): void {
    this.words[record + TIME_HIGH] = (timeUs / TWO_TO_32) | 0;
    this.words[record + TIME_LOW] = timeUs | 0;
  }

  /** The first pending record at or after this one in the array, or NONE. */
  pendingFrom(record: number): number {
    for (let next = record; next < this.usedWords; next += 1 << RECORD_SHIFT) {
      if (this.words[next + PREVIOUS] !== FREE) return next;
    }
    return NONE;
  }

  /** The record that follows this one in the array. */
  after(record: number): number {
    return record + (1 << RECORD_SHIFT);
  }

  save(): RecordsImage {
    return { words: this.words.slice(0, this.usedWords), firstFree: this.firstFree };
  }

  restore(image: RecordsImage): void {
    while (this.words.length < image.words.length) this.grow();
    this.words.set(image.words);
    this.usedWords = image.words.length;
    this.firstFree = image.firstFree;
  }

  private allocateAtEnd(): number {
    const record = this.usedWords;
    if (record >> RECORD_SHIFT > SLOT_MASK) {
      const most = SLOT_MASK + 1;
      throw new RangeError(`more than ${most} events are pending; simulate fewer entities`);
    }
    if (record === this.words.length) this.grow();
    this.usedWords = this.after(record);
    // Written, not assumed: after a restore the words here belong to a future that was given up.
    this.words[record + GENERATION] = 1;
    return record;
  }

  private grow(): void {
    const larger = new Int32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
  }
}
