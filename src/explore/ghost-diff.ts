/**
 * Two designs in lockstep on identical traffic: what every phone shows of every message is
 * compared, and the first difference is where their stories part. Both are then run to the end, to
 * see which numbers come apart from there.
 */
import { createMeasures, type Measures } from '../measures/index.ts';
import type { AnyDesign, Topology } from '../models/index.ts';
import type { Plan, Scenario } from '../scenarios/index.ts';
import { Run } from '../world/index.ts';
import { firstForeign } from './parting.ts';
import { Sightings, type Sight } from './sightings.ts';

export interface GhostDiffOptions {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  /** The design that runs beside it, under the same plan and the same luck. */
  readonly against: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  /** What one side shows later than the other by no more than this is no difference. */
  readonly patienceMs?: number;
}

/** What one phone shows of one message on one side, and on the other: nothing, or something else. */
export interface VisibleDifference {
  readonly phone: string;
  readonly message: string;
  /** When the first of the two was shown. */
  readonly timeUs: number;
  /** other: they show different things. late: one shows it too late. missing: one never does. */
  readonly kind: 'other' | 'late' | 'missing';
  readonly before: Sight | null;
  readonly after: Sight | null;
  /**
   * The first records that tell of this message and differ, by index in each trace: where the
   * cause is to be looked for. -1 where one side has no such record.
   */
  readonly parted: { readonly before: number; readonly after: number };
}

export interface MetricGap {
  readonly name: string;
  /** At the first difference, and at the end; undefined where it was not measured. */
  readonly atParting: Pair;
  readonly end: Pair;
}

export interface Pair {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface GhostDiff {
  /** Undefined when the phones show the same on both sides. */
  readonly first?: VisibleDifference;
  /** Messages whose showing differs, in the order of their first difference. */
  readonly messages: readonly string[];
  /** Numbers that differ at the end; most of all those that were equal at the first difference. */
  readonly gaps: readonly MetricGap[];
}

const PATIENCE_MS = 2000;
const SLICE_US = 1_000_000;

interface Side {
  readonly run: Run;
  readonly sightings: Sightings;
  readonly measures: Measures;
  read: number;
}

export class GhostDiffJob {
  readonly #options: GhostDiffOptions;
  readonly #sides: readonly [before: Side, after: Side];
  readonly #topology: Topology;
  #untilUs = 0;
  #finished = false;
  #first: VisibleDifference | undefined;
  #then: readonly [Record<string, number>, Record<string, number>] | undefined;

  constructor(options: GhostDiffOptions) {
    this.#options = options;
    this.#sides = [this.#begin(options.design), this.#begin(options.against)];
    this.#topology = this.#sides[0].run.topology;
  }

  /** Executes both sides for so many seconds of simulated time; true when there is nothing left. */
  advance(seconds: number): boolean {
    const endUs = this.#options.scenario.durationMs * 1000;
    for (let left = seconds; left > 0 && !this.#finished; left--) {
      this.#untilUs = Math.min(endUs, this.#untilUs + SLICE_US);
      for (const side of this.#sides) this.#follow(side);
      if (this.#first === undefined) this.#compare(this.#untilUs === endUs);
      this.#finished = this.#untilUs === endUs;
    }
    return this.#finished;
  }

  /** The first difference so far: known as soon as both sides have had their patience. */
  get first(): VisibleDifference | undefined {
    return this.#first;
  }

  /** Ask when it is finished. */
  result(): GhostDiff {
    const [before, after] = this.#sides;
    const differences = before.sightings.compare(after.sightings, this.#patienceUs, Infinity);
    const messages = [...new Set(differences.map(({ message }) => message))];
    const first = this.#first;
    if (first === undefined) return { messages, gaps: this.#gaps() };
    // By now it is known whether the other side was late or never came.
    const node = this.#topology.indexOf(first.phone);
    const settled = differences.find(
      (each) => each.node === node && each.message === first.message,
    );
    const { kind, before: sightBefore, after: sightAfter } = settled ?? first;
    return {
      first: { ...first, kind, before: sightBefore, after: sightAfter },
      messages,
      gaps: this.#gaps(),
    };
  }

  get #patienceUs(): number {
    return (this.#options.patienceMs ?? PATIENCE_MS) * 1000;
  }

  #begin(design: AnyDesign): Side {
    const { scenario, seed, plan } = this.#options;
    const run = new Run({ scenario, design, seed, plan, edits: [] });
    const { topology, trace } = run;
    const { names } = trace;
    const measures = createMeasures({ topology, names });
    return { run, sightings: new Sightings(names), measures, read: 0 };
  }

  #follow(side: Side): void {
    const { run, sightings, measures } = side;
    run.runTo({ timeUs: this.#untilUs });
    for (; side.read < run.trace.length; side.read++) {
      const record = run.trace.readRecord(side.read);
      sightings.step(record);
      measures.step(record);
    }
  }

  #compare(isEnd: boolean): void {
    const [before, after] = this.#sides;
    const untilUs = isEnd ? Infinity : this.#untilUs;
    const [first] = before.sightings.compare(after.sightings, this.#patienceUs, untilUs);
    if (first === undefined) return;
    const { node, message, ...rest } = first;
    const parted = firstForeign(before.run.trace, after.run.trace, message);
    this.#first = {
      ...rest,
      phone: this.#topology.nodes[node]?.name ?? '',
      message,
      parted: { before: parted[0], after: parted[1] },
    };
    this.#then = [before.measures.summary(), after.measures.summary()];
  }

  #gaps(): readonly MetricGap[] {
    const [before, after] = this.#sides.map(({ measures }) => measures.summary()) as [
      Record<string, number>,
      Record<string, number>,
    ];
    const [thenBefore, thenAfter] = this.#then ?? [{}, {}];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names
      .filter((name) => before[name] !== after[name])
      .map((name) => ({
        name,
        atParting: { before: thenBefore[name], after: thenAfter[name] },
        end: { before: before[name], after: after[name] },
      }));
  }
}
