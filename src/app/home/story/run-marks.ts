/** What became of each run of a sweep, in the three kinds that the first page tells apart. */
import type { CheckName } from '../../../scenarios/index.ts';
import type { RunOutcome } from '../../../explore/index.ts';

/** lie: a tick was false. lost: a ticked message never arrived. Both are lost. */
export type RunMark = 'waiting' | 'kept' | 'lie' | 'lost';

export interface MarkCounts {
  readonly done: number;
  /** Runs with a false tick, whatever else went wrong in them. */
  readonly lies: number;
  /** Runs that lost a message that its sender saw a tick on. */
  readonly losses: number;
}

export function broke({ verdicts }: RunOutcome, check: CheckName): boolean {
  return verdicts.some(({ id, verdict }) => id === check && verdict === 'broken');
}

export function markOf(outcome: RunOutcome | undefined): RunMark {
  if (outcome === undefined) return 'waiting';
  if (broke(outcome, 'no-acked-loss')) return 'lost';
  return broke(outcome, 'honest-ticks') ? 'lie' : 'kept';
}

export function countMarks(outcomes: readonly (RunOutcome | undefined)[]): MarkCounts {
  const done = outcomes.filter((outcome) => outcome !== undefined);
  return {
    done: done.length,
    lies: done.filter((outcome) => broke(outcome, 'honest-ticks')).length,
    losses: done.filter((outcome) => broke(outcome, 'no-acked-loss')).length,
  };
}
