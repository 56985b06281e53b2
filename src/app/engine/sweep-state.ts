/** What is known of a sweep so far: an outcome for each finished run, in its place. */
import {
  claimOf,
  tallyOf,
  type Failure,
  type RunOutcome,
  type Tally,
} from '../../explore/index.ts';
import { CHECK_NAMES } from '../../scenarios/index.ts';
import type { SweepOrder } from './messages.ts';

export type SweepStatus = 'running' | 'finished' | 'cancelled' | 'failed';

export interface SweepState {
  readonly order: SweepOrder;
  readonly status: SweepStatus;
  /** Why it failed, in a sentence; '' otherwise. Finished runs are kept. */
  readonly sentence: string;
  /** Runs that have finished. */
  readonly done: number;
  /** By the number of the run less one; with holes while it is under way. The same array always. */
  readonly outcomes: readonly (RunOutcome | undefined)[];
  /** Failures by number of the run, as far as they are known. */
  readonly failures: readonly Failure[];
  readonly elapsedMs: number;
}

/** Several parts of a screen ask for the counts of the same state. */
const tallies = new WeakMap<SweepState, Tally>();

/** The counts over all finished runs. */
export function sweepTally(state: SweepState): Tally {
  let tally = tallies.get(state);
  if (tally === undefined) tallies.set(state, (tally = countAll(state)));
  return tally;
}

function countAll({ order, outcomes, failures }: SweepState): Tally {
  const finished = outcomes.filter((outcome) => outcome !== undefined);
  const { first: _first, worst: _worst, ...tally } = tallyOf(order.scenario, finished);
  const [first] = failures;
  const worst = worstOf(failures);
  return {
    ...tally,
    ...(first === undefined ? {} : { first }),
    ...(worst === undefined ? {} : { worst }),
  };
}

/** The result in one honest sentence. */
export const sweepClaim = (state: SweepState): string => claimOf(sweepTally(state));

/** The most serious check first, of it the lowest run. */
function worstOf(failures: readonly Failure[]): Failure | undefined {
  return failures.toSorted(
    (one, other) =>
      CHECK_NAMES.indexOf(one.id) - CHECK_NAMES.indexOf(other.id) || one.nth - other.nth,
  )[0];
}
