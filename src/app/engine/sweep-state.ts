/** What is known of a sweep so far: an outcome for each finished run, in its place. */
import { claimOf, type Failure, type RunOutcome, type Tally } from '../../explore/index.ts';
import type { SweepOrder } from './messages.ts';
import { RunningTally } from './running-tally.ts';

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

/** By the array of outcomes, which is the same one for a whole sweep. */
const running = new WeakMap<SweepState['outcomes'], RunningTally>();
/** Several parts of a screen ask for the counts of the same state. */
const tallies = new WeakMap<SweepState, Tally>();

/** The counts over all finished runs. */
export function sweepTally(state: SweepState): Tally {
  const known = tallies.get(state);
  if (known !== undefined) return known;
  const { order, outcomes } = state;
  let counts = running.get(outcomes);
  if (counts === undefined) {
    counts = new RunningTally(order.scenario, outcomes.length);
    running.set(outcomes, counts);
  }
  const tally = counts.read(outcomes).tally();
  tallies.set(state, tally);
  return tally;
}

/** The result in one honest sentence. */
export const sweepClaim = (state: SweepState): string => claimOf(sweepTally(state));
