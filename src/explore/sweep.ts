/** A design under many seeds: each its own plan, its own luck, its own verdict. */
import type { AnyDesign } from '../models/index.ts';
import { designKnobs, planFor, validateDesign, type Scenario } from '../scenarios/index.ts';
import { createRun, type CreateRun } from './explored-run.ts';
import { JudgedRun, type RunOutcome } from './judged-run.ts';
import { tallyOf, type Tally } from './tally.ts';

/** More takes hours, and says little more: the true rate is below 0.003 % by then. */
const RUNS_MAX = 100_000;

export interface SweepOptions {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  /** The runs have the seeds `seed/1` to `seed/count`. */
  readonly seed: string;
  readonly count: number;
  readonly createRun?: CreateRun;
  /** The first run to do, from 1: workers share a sweep by ranges. Counts up to `count`. */
  readonly from?: number;
}

export interface SweepProgress {
  readonly done: number;
  readonly count: number;
  readonly finished: boolean;
}

/**
 * Resumable: advance it as long as you like; what is finished stays when you stop. The outcome of
 * a run depends on its seed alone, not on how the sweep was cut into pieces.
 */
export class SweepJob {
  readonly options: SweepOptions;
  readonly #outcomes: RunOutcome[] = [];
  readonly #from: number;
  #current: JudgedRun | undefined;

  /** @throws RangeError for a count that is no whole number from 1 to 100,000, or a strange design. */
  constructor(options: SweepOptions) {
    this.options = options;
    this.#from = options.from ?? 1;
    checkCount(options.count);
    checkDesign(options.design);
    if (!(this.#from >= 1 && this.#from <= options.count)) {
      throw new RangeError(`a sweep of ${options.count} runs cannot start at run ${this.#from}`);
    }
  }

  /** Executes at most so many moments. */
  advance(moments: number): SweepProgress {
    let left = moments;
    while (left > 0 && !this.finished) {
      this.#current ??= this.#nextRun();
      const { used, outcome } = this.#current.advance(left);
      left -= used;
      if (outcome === undefined) continue;
      this.#outcomes.push(outcome);
      this.#current = undefined;
    }
    return this.progress();
  }

  progress(): SweepProgress {
    return { done: this.#outcomes.length, count: this.#count, finished: this.finished };
  }

  get finished(): boolean {
    return this.#outcomes.length === this.#count;
  }

  /** One for each finished run, in the order of seeds. */
  get outcomes(): readonly RunOutcome[] {
    return this.#outcomes;
  }

  /** What the finished runs say; ask at any time. */
  result(): Tally {
    return tallyOf(this.options.scenario, this.#outcomes);
  }

  get #count(): number {
    return this.options.count - this.#from + 1;
  }

  #nextRun(): JudgedRun {
    const { scenario, design, seed } = this.options;
    return judgedSeed(
      { scenario, design, seed: `${seed}/${this.#from + this.#outcomes.length}` },
      this.options.createRun,
    );
  }
}

/** @throws RangeError with a sentence for a person. */
export function checkCount(count: number): void {
  if (count >= 1 && count <= RUNS_MAX && Math.floor(count) === count) return;
  throw new RangeError(`cannot make ${count} runs: give a whole number from 1 to ${RUNS_MAX}`);
}

/** @throws RangeError that names every unknown knob and value. */
function checkDesign(design: AnyDesign): void {
  const problems = validateDesign(design, designKnobs, []);
  if (problems.length > 0) throw new RangeError(problems.map(({ message }) => message).join('; '));
}

/** The run of one seed under its own plan. */
export function judgedSeed(
  { scenario, design, seed }: Pick<SweepOptions, 'scenario' | 'design' | 'seed'>,
  create: CreateRun = createRun,
): JudgedRun {
  const input = { scenario, design, seed, plan: planFor(scenario, seed), edits: [] };
  return new JudgedRun({ input, checks: scenario.checks, createRun: create });
}
