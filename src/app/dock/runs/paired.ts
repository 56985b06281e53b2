/** Two sweeps over the same seeds: what the change of design mended, and what it newly broke. */
import type { SweepState } from '../../engine/index.ts';

export interface Paired {
  readonly fixed: number;
  readonly newlyBroken: number;
  readonly both: number;
}

/** Null when the two cannot be compared: other seeds, or another scenario. */
export function pairedOf(before: SweepState | null, after: SweepState): Paired | null {
  if (before === null || before.order.seed !== after.order.seed) return null;
  if (before.order.scenario.id !== after.order.scenario.id) return null;
  if (before.order.design === after.order.design) return null;
  const paired = { fixed: 0, newlyBroken: 0, both: 0 };
  after.outcomes.forEach((outcome, place) => {
    const earlier = before.outcomes[place];
    if (outcome === undefined || earlier === undefined) return;
    if (outcome.verdict === 'stopped' || earlier.verdict === 'stopped') return;
    const [was, is] = [earlier.broken !== undefined, outcome.broken !== undefined];
    if (was && is) paired.both++;
    else if (was) paired.fixed++;
    else if (is) paired.newlyBroken++;
  });
  return paired;
}
