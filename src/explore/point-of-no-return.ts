/**
 * The moment at which a bad end became inevitable: from many points of a failing run the plan is
 * kept and the luck is drawn anew, to see how often the end is bad all the same.
 */
import type { AnyDesign } from '../models/index.ts';
import type { CheckName, Plan, Scenario } from '../scenarios/index.ts';
import { Run, type Checkpoint, type RunInput } from '../world/index.ts';
import { JudgedRun, type RunOutcome } from './judged-run.ts';

export interface NoReturnOptions {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  /** The check that is broken at the end. */
  readonly check: CheckName;
  /** Points over the run, to begin with; 12 unless said otherwise. */
  readonly points?: number;
  /** Runs from each point; 20 unless said otherwise. */
  readonly tries?: number;
  /** Planted bugs, in tests. */
  readonly components?: RunInput['components'];
}

/** How often the end is bad when luck is drawn anew after a moment. */
export interface Chance {
  /** The last moment that is kept as it was. */
  readonly ordinal: number;
  readonly timeUs: number;
  readonly bad: number;
  readonly tries: number;
}

export interface NoReturn {
  /** In order of time. */
  readonly chances: readonly Chance[];
  /**
   * Between two neighbours, where the chance rises most, as close together as could be found;
   * undefined when it never rises: then the plan alone brings the end about, whatever the luck.
   */
  readonly jump?: {
    readonly before: Chance;
    readonly after: Chance;
    /** The first record of the moment behind which it is different. */
    readonly record: number;
  };
  /** Runs that it took. */
  readonly runs: number;
}

const POINTS = 12;
const TRIES = 20;
/** Halvings of the interval in which the chance rises most. */
const HALVINGS_MAX = 16;
const SLICE_MOMENTS = 256;

/** Yields the moments it used; answers at its end. */
type Work<Result> = Generator<number, Result>;

export class NoReturnJob {
  readonly #options: NoReturnOptions;
  readonly #work: Work<NoReturn | undefined>;
  readonly #chances: Chance[] = [];
  #runs = 0;
  #finished = false;
  #result: NoReturn | undefined;

  constructor(options: NoReturnOptions) {
    this.#options = options;
    this.#work = this.#find();
  }

  /** Executes about so many moments; true when there is nothing left to do. */
  advance(moments: number): boolean {
    for (let left = moments; left > 0 && !this.#finished;) {
      const step = this.#work.next();
      if (step.done !== true) left -= step.value;
      else {
        this.#finished = true;
        this.#result = step.value;
      }
    }
    return this.#finished;
  }

  /** Runs so far. */
  get runs(): number {
    return this.#runs;
  }

  /** What is known so far, in order of time. */
  get chances(): readonly Chance[] {
    return this.#chances.toSorted((one, other) => one.ordinal - other.ordinal);
  }

  /** Undefined until finished, and for ever when the check is not broken. */
  result(): NoReturn | undefined {
    return this.#result;
  }

  *#find(): Work<NoReturn | undefined> {
    const { points = POINTS } = this.#options;
    const whole = this.#judged((input) => new Run(input), this.#options.seed);
    const { broken } = yield* this.#finish(whole);
    if (broken === undefined) return undefined;
    const { trace } = whole.run;
    const lastOrdinal =
      broken.ending === undefined ? trace.readRecord(broken.record).ordinal : whole.run.ordinal;
    const chances = this.#chances;
    for (let nth = 0; nth < points; nth++) {
      const ordinal = Math.floor((nth * lastOrdinal) / Math.max(1, points - 1));
      if (chances.at(-1)?.ordinal !== ordinal) chances.push(yield* this.#chanceAt(ordinal, whole));
    }
    const jump = yield* this.#narrow(chances, whole);
    const runs = this.#runs;
    if (jump === undefined) return { chances: this.chances, runs };
    const record = firstRecordAfter(whole, jump.before.ordinal);
    return { chances: this.chances, jump: { ...jump, record }, runs };
  }

  /** Halves the interval with the steepest rise until it is one moment long. */
  *#narrow(
    chances: Chance[],
    whole: JudgedRun,
  ): Work<{ readonly before: Chance; readonly after: Chance } | undefined> {
    let place = steepest(chances);
    if (place === 0) return undefined;
    let before = chances[place - 1]!;
    let after = chances[place]!;
    for (let halving = 0; halving < HALVINGS_MAX; halving++) {
      if (after.ordinal - before.ordinal <= 1) break;
      const middle = yield* this.#chanceAt(Math.floor((before.ordinal + after.ordinal) / 2), whole);
      chances.push(middle);
      place = steepest([before, middle, after]);
      if (place === 1) after = middle;
      else if (place === 2) before = middle;
      else break;
    }
    return { before, after };
  }

  *#chanceAt(ordinal: number, whole: JudgedRun): Work<Chance> {
    const { tries = TRIES, seed } = this.#options;
    const kept = new Run(this.#input(seed));
    for (let left = ordinal; left > 0; left -= SLICE_MOMENTS) {
      kept.advance(Math.min(SLICE_MOMENTS, left));
      yield Math.min(SLICE_MOMENTS, left);
    }
    const checkpoint = kept.checkpoint();
    let bad = 0;
    for (let nth = 1; nth <= tries; nth++) {
      const again = this.#judged((input) => Run.from(checkpoint, input), `${seed}/again/${nth}`, {
        checkpoint,
        whole,
      });
      if ((yield* this.#finish(again)).broken !== undefined) bad++;
    }
    return { ordinal, timeUs: checkpoint.timeUs, bad, tries };
  }

  #judged(
    create: (input: RunInput) => Run,
    seed: string,
    from?: { readonly checkpoint: Checkpoint; readonly whole: JudgedRun },
  ): JudgedRun {
    this.#runs++;
    return new JudgedRun({
      input: this.#input(seed),
      checks: [this.#options.check],
      createRun: create,
      ...(from === undefined ? {} : { before: from.whole.run.trace, stopWhenBroken: true }),
    });
  }

  #input(seed: string): RunInput {
    const { scenario, design, plan, components } = this.#options;
    const input = { scenario, design, seed, plan, edits: [] };
    return components === undefined ? input : { ...input, components };
  }

  *#finish(run: JudgedRun): Work<RunOutcome> {
    for (;;) {
      const { used, outcome } = run.advance(SLICE_MOMENTS);
      yield used;
      if (outcome !== undefined) return outcome;
    }
  }
}

/** The place of the chance that has risen most over the one before it; 0 when none has. */
function steepest(chances: readonly Chance[]): number {
  let steepestPlace = 0;
  let most = 0;
  for (let place = 1; place < chances.length; place++) {
    const rise = shareOf(chances[place]!) - shareOf(chances[place - 1]!);
    if (rise <= most) continue;
    most = rise;
    steepestPlace = place;
  }
  return steepestPlace;
}

const shareOf = ({ bad, tries }: Chance): number => bad / tries;

function firstRecordAfter({ run }: JudgedRun, ordinal: number): number {
  const { trace } = run;
  for (let index = trace.base; index < trace.length; index++) {
    if (trace.readRecord(index).ordinal > ordinal) return index;
  }
  return trace.length - 1;
}
