/**
 * A bench: the same work done by us and by a reference, in turns, in one process. What is told is the
 * ratio; a figure alone says more of the machine than of us.
 */

/** Does its work once; answers how many units of it were done. */
export type Work = () => number;

export interface Bench {
  readonly name: string;
  /** What is counted, in the plural: events, transitions, records. */
  readonly unit: string;
  readonly question: string;
  readonly reference: string;
  /** What the ratio must reach; undefined where the figure is told for itself. */
  readonly floor?: number;
  /** Prepares both, outside of what is measured. */
  prepare(): BenchWork;
}

export interface BenchWork {
  readonly ours: Work;
  readonly reference: Work;
  /** Further figures, asked for at the end. */
  figures?(): Readonly<Record<string, number>>;
}

export interface BenchResult {
  readonly name: string;
  readonly unit: string;
  readonly reference: string;
  /** Units a second: the median of the rounds. */
  readonly perSecond: number;
  readonly referencePerSecond: number;
  /** Ours over the reference's: the median of the rounds' own ratios. */
  readonly ratio: number;
  readonly floor: number | null;
  readonly rounds: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** Rounds that are measured, after one that warms up: an odd number, so that one is the middle. */
const ROUNDS = 5;

/** Measures one bench round by round, so that whoever drives it can do something in between. */
export class BenchJob {
  readonly bench: Bench;
  readonly #nowMs: () => number;
  readonly #rounds: number;
  readonly #work: BenchWork;
  readonly #ours: number[] = [];
  readonly #references: number[] = [];
  #isWarm = false;

  constructor(bench: Bench, nowMs: () => number, rounds = ROUNDS) {
    this.bench = bench;
    this.#nowMs = nowMs;
    this.#rounds = rounds;
    this.#work = bench.prepare();
  }

  /** Rounds that are measured so far. */
  get done(): number {
    return this.#ours.length;
  }

  /** One round: ours, then the reference. False when all are done. */
  step(): boolean {
    if (this.#ours.length === this.#rounds) return false;
    const ours = this.#speed(this.#work.ours);
    const reference = this.#speed(this.#work.reference);
    if (this.#isWarm) {
      this.#ours.push(ours);
      this.#references.push(reference);
    }
    this.#isWarm = true;
    return true;
  }

  result(): BenchResult {
    const { name, unit, reference, floor } = this.bench;
    const ratios = this.#ours.map((ours, round) => ours / (this.#references[round] as number));
    return {
      name,
      unit,
      reference,
      perSecond: median(this.#ours),
      referencePerSecond: median(this.#references),
      ratio: median(ratios),
      floor: floor ?? null,
      rounds: this.#ours.length,
      figures: this.#work.figures?.() ?? {},
    };
  }

  #speed(work: Work): number {
    const startedAtMs = this.#nowMs();
    const units = work();
    // A clock that a browser made coarse may not have moved at all.
    const tookMs = Math.max(this.#nowMs() - startedAtMs, 0.001);
    return (units / tookMs) * 1000;
  }
}

/** The middle value; of an even number of values the lower middle. 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}
