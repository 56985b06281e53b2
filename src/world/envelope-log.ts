/**
 * The packets of a run by row. Rows are only ever added and never change, so that a run which goes on
 * from a checkpoint reads the earlier ones where they are, however many there were.
 */
import type { Envelope } from './network.ts';

export class EnvelopeLog {
  /** The first row of its own; those before are in the log that it goes on from. */
  readonly #base: number;
  readonly #before: EnvelopeLog | undefined;
  readonly #own: Envelope[] = [];

  constructor(before?: EnvelopeLog, base = 0) {
    this.#before = before;
    this.#base = base;
  }

  /** A log that goes on after so many rows of another, whatever that other adds from then on. */
  static after(before: EnvelopeLog, rows: number): EnvelopeLog {
    let log = before;
    while (rows <= log.#base && log.#before !== undefined) log = log.#before;
    return new EnvelopeLog(log, rows);
  }

  get length(): number {
    return this.#base + this.#own.length;
  }

  /** Answers the row. */
  add(envelope: Envelope): number {
    this.#own.push(envelope);
    return this.length - 1;
  }

  /** @throws RangeError for a row that was never added. */
  at(row: number): Envelope {
    if (row < this.#base && this.#before !== undefined) return this.#before.at(row);
    const envelope = this.#own[row - this.#base];
    if (envelope === undefined) throw new RangeError(`no packet has the row ${row}`);
    return envelope;
  }
}
