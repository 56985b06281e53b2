/** One run with its judge beside it, advanced piece by piece. */
import { checkContextOf, Judge, type BrokenCheck, type CheckVerdict } from '../checks/index.ts';
import type { Trace, TraceRecord } from '../kernel/index.ts';
import { LOSSES, RECORD } from '../models/index.ts';
import type { CheckName } from '../scenarios/index.ts';
import type { RunInput } from '../world/index.ts';
import type { CreateRun, ExploredRun } from './explored-run.ts';

export type RunVerdict = 'holds' | 'not proved' | 'broken' | 'stopped';

export interface RunOutcome {
  readonly seed: string;
  /**
   * broken: some check is. holds: none is, and at least one was put to the test. not proved: none
   * was. stopped: the run passed a budget and has no verdict.
   */
  readonly verdict: RunVerdict;
  /** Of every check, most serious first; [] when the run was stopped. */
  readonly verdicts: readonly CheckVerdict[];
  /** The most serious broken check. */
  readonly broken?: BrokenCheck;
  /** Why it was stopped, as a sentence. */
  readonly stopSentence: string;
  /** Moments executed. */
  readonly events: number;
  /** What went wrong in it: kinds of fault that struck, 'loss' for bad luck on the network. */
  readonly struck: readonly string[];
}

/** Moments between two looks at the judge. */
const SLICE_MOMENTS = 256;

export class JudgedRun {
  readonly run: ExploredRun;
  readonly #judge: Judge;
  readonly #stopWhenBroken: boolean;
  readonly #before: Trace | undefined;
  readonly #struck = new Set<string>();
  #judged = 0;
  #record: TraceRecord | undefined;
  #early: BrokenCheck | undefined;

  constructor(options: {
    readonly input: RunInput;
    readonly checks: readonly CheckName[];
    readonly createRun: CreateRun;
    /** Ends the run as soon as something that must never happen has happened. */
    readonly stopWhenBroken?: boolean;
    /** For a run that goes on from a checkpoint: the trace of the run that was left there. */
    readonly before?: Trace;
  }) {
    this.run = options.createRun(options.input);
    const { topology, trace } = this.run;
    const context = checkContextOf(options.input, topology, trace.names);
    this.#judge = new Judge(options.checks, context);
    this.#stopWhenBroken = options.stopWhenBroken === true;
    this.#before = options.before;
    noteOperations(options.input, this.#struck);
  }

  /** Executes at most so many moments; answers how many, and the outcome when the run is over. */
  advance(moments: number): { readonly used: number; readonly outcome?: RunOutcome } {
    let used = 0;
    while (used < moments) {
      const before = this.run.ordinal;
      const status = this.run.advance(Math.min(SLICE_MOMENTS, moments - used));
      // A run that ends without a moment has used up a look all the same.
      used += Math.max(1, this.run.ordinal - before);
      this.#readOn();
      if (status === 'stopped') return { used, outcome: this.#stopped() };
      if (status === 'finished') return { used, outcome: this.#finished() };
      if (!this.#stopWhenBroken) continue;
      this.#early = this.#judge.firstBroken();
      if (this.#early !== undefined) return { used, outcome: this.#brokenEarly(this.#early) };
    }
    return { used };
  }

  #readOn(): void {
    const { trace } = this.run;
    for (; this.#judged < trace.length; this.#judged++) {
      const source = this.#judged < trace.base ? this.#before! : trace;
      this.#record = source.readRecord(this.#judged, this.#record);
      this.#judge.step(this.#record);
      this.#notice(this.#record);
    }
  }

  #notice({ kind, c }: TraceRecord): void {
    const fault = STRIKES.get(kind);
    if (fault !== undefined) this.#struck.add(fault);
    else if (kind === RECORD.lost && c === DROPPED) this.#struck.add('drop');
    else if (kind === RECORD.lost && c === LOST) this.#struck.add('loss');
  }

  #finished(): RunOutcome {
    const verdicts = this.#judge.finish();
    const broken = verdicts.find((each): each is BrokenCheck => each.verdict === 'broken');
    if (broken !== undefined) return { ...this.#outcome('broken', verdicts), broken };
    const isTested = verdicts.some(({ verdict }) => verdict === 'holds');
    return this.#outcome(isTested ? 'holds' : 'not proved', verdicts);
  }

  #brokenEarly(broken: BrokenCheck): RunOutcome {
    return { ...this.#outcome('broken', [broken]), broken };
  }

  #stopped(): RunOutcome {
    const { stop, topology } = this.run;
    const nameOf = (node: number): string => topology.nodes[node]?.name ?? String(node);
    return { ...this.#outcome('stopped', []), stopSentence: stop?.sentence(nameOf) ?? '' };
  }

  #outcome(verdict: RunVerdict, verdicts: readonly CheckVerdict[]): RunOutcome {
    const { input, ordinal } = this.run;
    const struck = [...this.#struck];
    return { seed: input.seed, verdict, verdicts, stopSentence: '', events: ordinal, struck };
  }
}

const DROPPED = LOSSES.indexOf('dropped');
const LOST = LOSSES.indexOf('loss');

const STRIKES: ReadonlyMap<number, string> = new Map([
  [RECORD.crashed, 'crash'],
  [RECORD.paused, 'pause'],
  [RECORD.cut, 'cut'],
  [RECORD.slowed, 'slow'],
  [RECORD.skewed, 'skew'],
  [RECORD.delayed, 'delay'],
]);

/** What people do to their phones leaves no record of its own. */
function noteOperations(input: RunInput, struck: Set<string>): void {
  for (const { action } of input.plan.items) {
    if (action.do !== 'operate') continue;
    const { operation } = action;
    if (operation.act === 'airplane' && operation.on) struck.add('airplane');
    if (operation.act === 'background') struck.add('background');
    if (operation.act === 'reinstall') struck.add('reinstall');
  }
}
