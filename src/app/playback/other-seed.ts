/** The same run under another seed: its plan is drawn again if the seed drew it. */
import { planFor, type Plan } from '../../scenarios/index.ts';
import type { RunOrder } from '../engine/index.ts';

/** Edits belong to what happened under the old seed, so they stay behind. */
export function orderUnder(order: RunOrder, seed: string): RunOrder {
  const { scenario, plan } = order;
  const isDrawn = isSamePlan(plan, planFor(scenario, order.seed));
  return { ...order, seed, plan: isDrawn ? planFor(scenario, seed) : plan, edits: [] };
}

const isSamePlan = (one: Plan, other: Plan): boolean =>
  JSON.stringify(one.items) === JSON.stringify(other.items);
