/** How many copies of each message lie where, and how far logs were consumed: never below zero. */
import type { TraceRecord } from '../kernel/index.ts';
import { PLACES, RECORD } from '../models/index.ts';

/** Writing these again overwrites; elsewhere each write is one more copy. */
const SINGLE: readonly number[] = [PLACES.indexOf('local'), PLACES.indexOf('table')];

export class CopyCounts {
  /** By node, place and message. */
  readonly #copies = new Map<string, number>();
  /** By place and message, on all nodes. */
  readonly #sums = new Map<string, number>();
  /** By topic and partition: one past the last record that any replica appended. */
  readonly #ends = new Map<string, number>();

  /** What has become negative by this record, if anything. */
  step({ kind, node, message, a, b, c }: TraceRecord): 'copies' | 'records' | undefined {
    if (kind === RECORD.stored || kind === RECORD.forgotten) {
      const key = `${node} ${a} ${message}`;
      const count = this.#copies.get(key) ?? 0;
      if (kind === RECORD.forgotten && count === 0) return 'copies';
      const next = kind === RECORD.forgotten ? count - 1 : SINGLE.includes(a) ? 1 : count + 1;
      this.#copies.set(key, next);
      const whole = `${a} ${message}`;
      this.#sums.set(whole, (this.#sums.get(whole) ?? 0) + next - count);
    } else if (kind === RECORD.appended) {
      const key = `${a} ${b}`;
      this.#ends.set(key, Math.max(this.#ends.get(key) ?? 0, c + 1));
    } else if (kind === RECORD.committed) {
      if (c > (this.#ends.get(`${a} ${b}`) ?? 0)) return 'records';
    }
    return undefined;
  }

  /** Copies of a message in a place, on any node. */
  of(message: number, place: number): number {
    return this.#sums.get(`${place} ${message}`) ?? 0;
  }
}
