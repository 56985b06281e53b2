/** Searches over many runs, each in a worker of its own: what is asked, how far it is, what came of it. */
import type {
  Chance,
  GolfCourse,
  GolfPar,
  GolfScore,
  BenchResult,
  StormOptions,
  StormResult,
  StormSeries,
  NoReturn,
  NoReturnOptions,
} from '../../explore/index.ts';
import type { TraceBatch } from '../../kernel/index.ts';
import type { Plan } from '../../scenarios/index.ts';
import type { GhostFound, GhostHuntOrder } from './ghost-hunt.ts';

/** A course without what cannot cross the line to a worker. */
export type CourseOrder = Omit<GolfCourse, 'createRun'>;

export interface SearchKinds {
  /** The moment at which a bad end became inevitable. Null when the check is not broken. */
  readonly noReturn: {
    readonly order: Omit<NoReturnOptions, 'components'>;
    readonly progress: { readonly chances: readonly Chance[]; readonly runs: number };
    readonly result: NoReturn | null;
  };
  /** Two designs on the same traffic, up to what people first see differ. */
  readonly ghostDiff: {
    readonly order: GhostHuntOrder;
    /** Seeds tried so far. */
    readonly progress: number;
    readonly result: GhostFound;
  };
  /** What a learner's schedule of faults is worth. */
  readonly golf: {
    readonly order: { readonly course: CourseOrder; readonly faults: Plan };
    readonly progress: null;
    /** With all records of the smallest run, where there is one. */
    readonly result: { readonly score: GolfScore; readonly records: readonly TraceBatch[] };
  };
  /** The engine's own best among drawn schedules. Null when none breaks the check. */
  readonly par: {
    readonly order: { readonly course: CourseOrder; readonly draws: number };
    readonly progress: null;
    readonly result: GolfPar | null;
  };
  /** A crowd's storm, second by second. */
  readonly storm: {
    readonly order: StormOptions;
    readonly progress: StormProgress;
    readonly result: { readonly series: StormSeries; readonly result: StormResult };
  };
  /** One bench, in the reader's own browser. */
  readonly bench: {
    readonly order: { readonly name: string };
    /** Rounds that are measured. */
    readonly progress: number;
    readonly result: BenchResult;
  };
}

export interface StormProgress {
  readonly series: StormSeries;
  /** 0 to 1 of the simulated time. */
  readonly share: number;
  readonly events: number;
}

export type SearchKind = keyof SearchKinds;

/** One order with its kind, for each kind. */
export type SearchOrder = {
  readonly [Kind in SearchKind]: {
    readonly search: Kind;
    readonly order: SearchKinds[Kind]['order'];
  };
}[SearchKind];
