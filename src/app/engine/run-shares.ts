/** Cuts the runs of a sweep into shares for workers, in order, small enough to end together. */

/** Runs `from` to `to`, both included; `from` moves on as they finish. */
export interface Share {
  readonly id: string;
  from: number;
  readonly to: number;
}

const RUNS_MAX = 25;
/** Each worker gets at least so many shares, so that a slow one does not keep all waiting. */
const SHARES_EACH = 8;

export class RunShares {
  readonly count: number;
  readonly #size: number;
  readonly #returned: Share[] = [];
  #next = 1;
  #taken = 0;

  /** A count that makes no sense is taken as 0: whoever ordered it says why elsewhere. */
  constructor(count: number, workers: number) {
    this.count = Number.isInteger(count) && count > 0 && count <= 1_000_000 ? count : 0;
    const fair = Math.ceil(this.count / (workers * SHARES_EACH));
    this.#size = Math.max(1, Math.min(RUNS_MAX, fair));
  }

  /** The lowest runs that nobody works on. */
  take(): Share | undefined {
    this.#taken++;
    const id = `share-${this.#taken}`;
    const returned = this.#returned.shift();
    if (returned !== undefined) return { ...returned, id };
    if (this.#next > this.count) return undefined;
    const from = this.#next;
    const to = Math.min(this.count, from + this.#size - 1);
    this.#next = to + 1;
    return { id, from, to };
  }

  giveBack(share: Share): void {
    this.#returned.push(share);
  }
}
