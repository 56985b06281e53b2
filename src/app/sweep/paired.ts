/** Two sweeps over the same seeds: what the change of design mended, and what it newly broke. */
import type { Failure } from '../../explore/index.ts';
import type { SweepState } from '../engine/index.ts';
import { isSameDesign } from './same-design.ts';

export interface Paired {
  /** Broken under the other design only: its failures, by number of the run. */
  readonly fixed: readonly Failure[];
  /** Broken under this design only: its failures. */
  readonly newlyBroken: readonly Failure[];
  readonly both: number;
  readonly neither: number;
  /** Runs that have finished on both sides. */
  readonly pairs: number;
}

/** Null when the two cannot be compared: other seeds, another scenario, or one and the same design. */
export function pairedOf(before: SweepState | null, after: SweepState): Paired | null {
  if (before === null || before.order.seed !== after.order.seed) return null;
  if (before.order.scenario.id !== after.order.scenario.id) return null;
  if (isSameDesign(before.order.design, after.order.design)) return null;
  const fixed: Failure[] = [];
  const newlyBroken: Failure[] = [];
  let [both, neither, pairs] = [0, 0, 0];
  after.outcomes.forEach((outcome, place) => {
    const earlier = before.outcomes[place];
    if (outcome === undefined || earlier === undefined) return;
    if (outcome.verdict === 'stopped' || earlier.verdict === 'stopped') return;
    pairs++;
    const { seed } = outcome;
    const [was, is] = [earlier.broken, outcome.broken];
    if (was !== undefined && is !== undefined) both++;
    else if (was !== undefined) fixed.push({ ...was, seed, nth: place + 1 });
    else if (is !== undefined) newlyBroken.push({ ...is, seed, nth: place + 1 });
    else neither++;
  });
  return { fixed, newlyBroken, both, neither, pairs };
}
