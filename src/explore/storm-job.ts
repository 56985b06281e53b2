/** A crowd's storm as a job: advanced slice by slice, its counts told second by second. */
import { CROWD_COUNTS, RECORD, type CrowdCount } from '../models/index.ts';
import {
  crashAtMs,
  crowdStormScenario,
  designFor,
  planFor,
  validateScenario,
  designKnobs,
  type CrowdStorm,
} from '../scenarios/index.ts';
import { Run } from '../world/index.ts';

export interface StormOptions {
  readonly storm: CrowdStorm;
  /** A value of the knob `backoff`. */
  readonly backoff: string;
  readonly seed: string;
}

/** Counts of each second, from the first; levels stand until they change. */
export interface StormSeries {
  /** Whole seconds of the run that are told. */
  readonly seconds: number;
  readonly asked: Int32Array;
  readonly refused: Int32Array;
  readonly opened: Int32Array;
  readonly connected: Int32Array;
}

export interface StormResult {
  readonly phones: number;
  readonly events: number;
  readonly simulatedMs: number;
  readonly digest: string;
  readonly bytesPerPhone: number;
  /** Requests in the busiest second once the server is back. */
  readonly peakAsked: number;
  /** Seconds from the server's death until so many are connected again; null when they never are. */
  readonly halfBackS: number | null;
  readonly nearlyAllBackS: number | null;
  /** Why it ended early, as a sentence; '' when it did not. */
  readonly stopSentence: string;
}

const NEARLY_ALL = 0.99;
const TOLD = ['asked', 'refused', 'opened', 'connected'] as const satisfies readonly CrowdCount[];

export class StormJob {
  /** When the server dies and when it is back, in seconds. */
  readonly diesAtS: number;
  readonly backAtS: number;
  readonly #run: Run;
  readonly #phones: number;
  readonly #series: Record<(typeof TOLD)[number], Int32Array>;
  #read = 0;
  #toldS = 0;

  /** @throws RangeError with all that is wrong, when such a storm cannot be run. */
  constructor({ storm, backoff, seed }: StormOptions) {
    const scenario = crowdStormScenario(storm);
    const problems = validateScenario(scenario, designKnobs);
    if (problems.length > 0) throw new RangeError(problems.map(({ message }) => message).join(' '));
    const design = designFor(scenario, { backoff });
    this.#run = new Run({ scenario, design, seed, plan: planFor(scenario, seed), edits: [] });
    this.#phones = storm.phones;
    this.diesAtS = crashAtMs(storm) / 1000;
    this.backAtS = this.diesAtS + storm.outageMs / 1000;
    const seconds = Math.ceil(scenario.durationMs / 1000) + 1;
    const column = () => new Int32Array(seconds);
    this.#series = { asked: column(), refused: column(), opened: column(), connected: column() };
  }

  /** Executes at most so many moments; false when the storm is over. */
  advance(moments: number): boolean {
    const status = this.#run.advance(moments);
    this.#readRecords();
    return status === 'running';
  }

  /** How much of the simulated time is done, 0 to 1. */
  get share(): number {
    return this.#run.nowUs / this.#run.endUs;
  }

  get events(): number {
    return this.#run.ordinal;
  }

  /** A copy, cut to what is told. */
  series(): StormSeries {
    const seconds = this.#toldS;
    const cut = (column: Int32Array) => column.slice(0, seconds + 1);
    const { asked, refused, opened, connected } = this.#series;
    return {
      seconds,
      asked: cut(asked),
      refused: cut(refused),
      opened: cut(opened),
      connected: cut(connected),
    };
  }

  result(): StormResult {
    const { stop, topology, bytesPerMember } = this.#run;
    return {
      phones: this.#phones,
      events: this.events,
      simulatedMs: this.#run.nowUs / 1000,
      digest: this.#run.digest(),
      bytesPerPhone: bytesPerMember,
      peakAsked: this.#peak(),
      halfBackS: this.#backS(0.5),
      nearlyAllBackS: this.#backS(NEARLY_ALL),
      stopSentence: stop?.sentence((node) => topology.nodes[node]?.name ?? String(node)) ?? '',
    };
  }

  #readRecords(): void {
    const { trace } = this.#run;
    const { columns } = trace;
    for (; this.#read < trace.length; this.#read += 1) {
      if (columns.kind[this.#read] !== RECORD.counted) continue;
      const second = Math.floor(columns.timeUs[this.#read]! / 1_000_000);
      this.#tell(second, CROWD_COUNTS[columns.a[this.#read]!]!, columns.b[this.#read]!);
    }
    this.#tellTo(Math.floor(this.#run.nowUs / 1_000_000));
  }

  #tell(second: number, what: CrowdCount, count: number): void {
    this.#tellTo(second);
    const column = (this.#series as Partial<Record<CrowdCount, Int32Array>>)[what];
    if (column !== undefined) column[second] = count;
  }

  /** A level stands until it changes. */
  #tellTo(second: number): void {
    const { connected } = this.#series;
    for (; this.#toldS < second; this.#toldS += 1) {
      connected[this.#toldS + 1] = connected[this.#toldS]!;
    }
  }

  #peak(): number {
    const { asked } = this.#series;
    let peak = 0;
    for (let second = Math.floor(this.backAtS) + 1; second <= this.#toldS; second += 1) {
      peak = Math.max(peak, asked[second]!);
    }
    return peak;
  }

  #backS(share: number): number | null {
    const { connected } = this.#series;
    for (let second = Math.ceil(this.diesAtS) + 2; second <= this.#toldS; second += 1) {
      if (connected[second]! >= this.#phones * share) return second - this.diesAtS;
    }
    return null;
  }
}
