/** From a failing seed to the shortest story: the smallest plan that breaks the same check. */
import type { BrokenCheck } from '../checks/index.ts';
import type { TraceRecord } from '../kernel/index.ts';
import type { AnyDesign } from '../models/index.ts';
import type { CheckName, Plan, Scenario } from '../scenarios/index.ts';
import { createRun, type CreateRun, type ExploredRun } from './explored-run.ts';
import { JudgedRun, type RunOutcome } from './judged-run.ts';
import { shortStory, type ShortStory } from './short-story.ts';
import { shrinkSteps, type Case, type ShrinkSteps } from './shrink-steps.ts';
import { writeLosses } from './written-losses.ts';

export interface ShrinkOptions {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  /** The check that must stay broken. */
  readonly check: CheckName;
  readonly createRun?: CreateRun;
  /** At most so many runs; what is smallest by then is the answer. */
  readonly runsMax?: number;
  /** Lines of the story, at most; 8 unless said otherwise. */
  readonly linesMax?: number;
}

export interface ShrinkResult {
  readonly check: CheckName;
  /** With the phones that it takes, and without chance losses, which are written into the plan. */
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  readonly broken: BrokenCheck;
  readonly story: ShortStory;
  /** Runs that it took. */
  readonly runs: number;
}

export interface ShrinkProgress {
  readonly runs: number;
  /** Items in the smallest plan so far. */
  readonly items: number;
  readonly finished: boolean;
}

const RUNS_MAX = 500;
const LINES_MAX = 8;

/** A candidate that is being run: what it is for, and what to do with its outcome. */
type Stage = 'baseline' | 'losses written' | 'shrinking' | 'telling' | 'done';

export class ShrinkJob {
  readonly #options: ShrinkOptions;
  #smallest: Case;
  #candidate: Case;
  #stage: Stage = 'baseline';
  #steps: ShrinkSteps | undefined;
  #current: JudgedRun | undefined;
  #runs = 0;
  #result: ShrinkResult | undefined;

  constructor(options: ShrinkOptions) {
    this.#options = options;
    const { scenario, plan } = options;
    this.#smallest = { scenario, plan };
    this.#candidate = this.#smallest;
  }

  /** Executes at most so many moments. */
  advance(moments: number): ShrinkProgress {
    let left = moments;
    while (left > 0 && this.#stage !== 'done') {
      this.#current ??= this.#start();
      const { used, outcome } = this.#current.advance(left);
      left -= used;
      if (outcome === undefined) continue;
      const { run } = this.#current;
      this.#current = undefined;
      this.#runs++;
      this.#goOn(outcome, run);
    }
    return this.progress();
  }

  progress(): ShrinkProgress {
    const items = this.#smallest.plan.items.length;
    return { runs: this.#runs, items, finished: this.#stage === 'done' };
  }

  /** Undefined until finished, and for ever when the check was not broken in the first place. */
  result(): ShrinkResult | undefined {
    return this.#result;
  }

  #start(): JudgedRun {
    const { design, seed, check } = this.#options;
    return new JudgedRun({
      input: { ...this.#candidate, design, seed, edits: [] },
      checks: [check],
      createRun: this.#options.createRun ?? createRun,
      // The first run is read for its losses, the last for its story: both to the horizon.
      stopWhenBroken: this.#stage === 'shrinking',
    });
  }

  #goOn(outcome: RunOutcome, run: ExploredRun): void {
    const isBroken = outcome.broken !== undefined;
    if (this.#stage === 'baseline') this.#afterBaseline(isBroken, run);
    else if (this.#stage === 'losses written') this.#afterWriting(isBroken);
    else if (this.#stage === 'shrinking') this.#nextCandidate(isBroken);
    else this.#tell(outcome, run);
  }

  #afterBaseline(isBroken: boolean, run: ExploredRun): void {
    if (!isBroken) {
      this.#stage = 'done';
      return;
    }
    const { scenario, plan } = this.#smallest;
    const written = writeLosses(scenario, plan, run.trace);
    if (written.losses === 0) return this.#beginShrinking();
    this.#stage = 'losses written';
    this.#candidate = { scenario: written.scenario, plan: written.plan };
  }

  /** Should the written plan not break the check, chance keeps its part and is left alone. */
  #afterWriting(isBroken: boolean): void {
    if (isBroken) this.#smallest = this.#candidate;
    this.#beginShrinking();
  }

  #beginShrinking(): void {
    this.#stage = 'shrinking';
    this.#steps = shrinkSteps(this.#smallest);
    this.#take(this.#steps.next());
  }

  #nextCandidate(isBroken: boolean): void {
    if (isBroken) this.#smallest = this.#candidate;
    if (this.#runs >= (this.#options.runsMax ?? RUNS_MAX)) return this.#beginTelling();
    this.#take(this.#steps!.next(isBroken));
  }

  #take(step: IteratorResult<Case, Case>): void {
    if (step.done === true) this.#beginTelling();
    else this.#candidate = step.value;
  }

  #beginTelling(): void {
    this.#stage = 'telling';
    this.#candidate = this.#smallest;
  }

  #tell({ broken }: RunOutcome, { trace, topology }: ExploredRun): void {
    this.#stage = 'done';
    if (broken === undefined) return;
    const { check, design, seed, linesMax = LINES_MAX } = this.#options;
    const records: TraceRecord[] = [];
    for (let index = trace.base; index < trace.length; index++) {
      records.push(trace.readRecord(index));
    }
    const story = shortStory({ records, names: trace.names, topology, broken, linesMax });
    const { scenario, plan } = this.#smallest;
    this.#result = { check, scenario, design, seed, plan, broken, story, runs: this.#runs };
  }
}
