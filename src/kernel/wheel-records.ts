/** The records of a timing wheel: room for pending events, used again with a new stamp each time. */
import { tooManyPending } from './wheel-errors.ts';
import {
  FREE,
  GENERATIONS,
  NEXT,
  NONE,
  PREVIOUS,
  RECORD_SHIFT,
  RECORD_WORDS,
} from './wheel-layout.ts';
import { SLOTS, STAMP, TIME_HIGH_BITS } from './wheel-layout.ts';

export class WheelRecords {
  protected records: Int32Array;
  /** Causes by slot, apart: they would be a ninth word and push records across cache lines. */
  protected causes: Int32Array;
  protected firstFree = NONE;
  /** End of the records ever used. */
  protected usedWords = 0;

  /** @param capacity how many events there is room for at first; it doubles as needed. */
  constructor(capacity: number) {
    const slots = Math.max(1, capacity);
    this.records = new Int32Array(slots << RECORD_SHIFT);
    this.causes = new Int32Array(slots);
  }

  /** The first word of a record that nobody uses. Throws RangeError when all are taken. */
  protected freeRecord(): number {
    return this.firstFree === NONE ? this.newRecord() : this.reusedRecord();
  }

  protected freed(records: Int32Array, record: number): void {
    records[record + PREVIOUS] = FREE;
    records[record + NEXT] = this.firstFree;
    this.firstFree = record;
  }

  /** A record used before, with the next generation in its stamp. */
  private reusedRecord(): number {
    const record = this.firstFree;
    const generation = this.records[record + STAMP]! >>> TIME_HIGH_BITS;
    this.firstFree = this.records[record + NEXT]!;
    this.records[record + STAMP] = ((generation % GENERATIONS) + 1) << TIME_HIGH_BITS;
    return record;
  }

  private newRecord(): number {
    const record = this.usedWords;
    if (record >> RECORD_SHIFT === SLOTS) throw tooManyPending(SLOTS);
    if (record === this.records.length) this.grow();
    this.usedWords += RECORD_WORDS;
    // Written, not assumed: after a restore the words here belong to a future that was given up.
    this.records[record + STAMP] = 1 << TIME_HIGH_BITS;
    return record;
  }

  protected grow(): void {
    const records = new Int32Array(this.records.length * 2);
    const causes = new Int32Array(this.causes.length * 2);
    records.set(this.records);
    causes.set(this.causes);
    this.records = records;
    this.causes = causes;
  }
}
