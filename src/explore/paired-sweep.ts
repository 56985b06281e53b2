/** Two designs under the same seeds: what the change mended, and what it newly broke. */
import type { AnyDesign } from '../models/index.ts';
import type { RunOutcome } from './judged-run.ts';
import { SweepJob, type SweepOptions, type SweepProgress } from './sweep.ts';
import type { Tally } from './tally.ts';

export interface PairedSweepResult {
  readonly before: Tally;
  readonly after: Tally;
  /** Seeds that both designs have run, by what became of them. A stopped run is in none. */
  readonly fixed: readonly string[];
  readonly newlyBroken: readonly string[];
  readonly bothBroken: readonly string[];
  readonly neitherBroken: number;
}

export class PairedSweepJob {
  readonly #before: SweepJob;
  readonly #after: SweepJob;

  constructor(options: SweepOptions & { readonly against: AnyDesign }) {
    this.#before = new SweepJob(options);
    this.#after = new SweepJob({ ...options, design: options.against });
  }

  /** Keeps both sides level, so that what is finished can be compared when somebody stops. */
  advance(moments: number): SweepProgress {
    const slice = Math.max(1, Math.floor(moments / 8));
    for (let left = moments; left > 0 && !this.progress().finished; left -= slice) {
      const isBehind = this.#after.outcomes.length < this.#before.outcomes.length;
      const behind = isBehind || this.#before.finished ? this.#after : this.#before;
      behind.advance(Math.min(slice, left));
    }
    return this.progress();
  }

  /** Counts pairs. */
  progress(): SweepProgress {
    const { done, count, finished } = this.#after.progress();
    return { done: Math.min(done, this.#before.outcomes.length), count, finished };
  }

  result(): PairedSweepResult {
    const fixed: string[] = [];
    const newlyBroken: string[] = [];
    const bothBroken: string[] = [];
    let neitherBroken = 0;
    this.#after.outcomes.forEach((after, place) => {
      const before = this.#before.outcomes[place];
      if (before === undefined || isStopped(before) || isStopped(after)) return;
      const { seed } = after;
      if (isBroken(before)) (isBroken(after) ? bothBroken : fixed).push(seed);
      else if (isBroken(after)) newlyBroken.push(seed);
      else neitherBroken++;
    });
    const [before, after] = [this.#before.result(), this.#after.result()];
    return { before, after, fixed, newlyBroken, bothBroken, neitherBroken };
  }
}

const isBroken = ({ verdict }: RunOutcome): boolean => verdict === 'broken';
const isStopped = ({ verdict }: RunOutcome): boolean => verdict === 'stopped';
