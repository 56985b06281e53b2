/** Searches over many runs, each in a worker of its own: what is asked, how far it is, what came of it. */
import type {
  Chance,
  GhostDiff,
  GhostDiffOptions,
  GolfCourse,
  GolfPar,
  GolfScore,
  NoReturn,
  NoReturnOptions,
  VisibleDifference,
} from '../../explore/index.ts';
import type { Plan } from '../../scenarios/index.ts';

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
    readonly order: GhostDiffOptions;
    readonly progress: VisibleDifference | null;
    readonly result: GhostDiff;
  };
  /** What a learner's schedule of faults is worth. */
  readonly golf: {
    readonly order: { readonly course: CourseOrder; readonly faults: Plan };
    readonly progress: null;
    readonly result: GolfScore;
  };
  /** The engine's own best. Null when no seed breaks the check. */
  readonly par: {
    readonly order: { readonly course: CourseOrder; readonly seeds: number };
    readonly progress: null;
    readonly result: GolfPar | null;
  };
}

export type SearchKind = keyof SearchKinds;

/** One order with its kind, for each kind. */
export type SearchOrder = {
  readonly [Kind in SearchKind]: {
    readonly search: Kind;
    readonly order: SearchKinds[Kind]['order'];
  };
}[SearchKind];
