/** The parts that shrinking takes out or moves: a fault with its cure, or a single operation. */
import { faultSpans, type Plan, type PlanItem } from '../scenarios/index.ts';

/** Items that only make sense together, in order of time. */
export type Part = readonly PlanItem[];

/** Faults first, because a story with fewer faults is the simpler one; then operations. */
export function partsOf(plan: Plan): readonly Part[] {
  const spans = faultSpans(plan);
  const inSpan = new Set(spans.flatMap(({ items }) => items.map(({ id }) => id)));
  const single = plan.items.filter(({ id }) => !inSpan.has(id));
  const drops = single.filter(({ action }) => action.do === 'drop');
  const others = single.filter(({ action }) => action.do !== 'drop');
  return [...spans.map(({ items }) => items), ...[...drops, ...others].map((item) => [item])];
}

/**
 * The plan that consists of these parts; items at one time keep the order of the original. Messages
 * are named by counting a phone's own, so that without m1 what was m2 is m1, in drops and delays too.
 */
export function planOf(parts: readonly Part[], original: Plan): Plan {
  const kept = new Set(parts.flatMap((part) => part.map(({ id }) => id)));
  const items = original.items.filter(({ id }) => kept.has(id));
  const before = namesOfTyped(original.items);
  const after = namesOfTyped(items);
  const renamed = new Map<string, string>();
  for (const [id, name] of after) renamed.set(before.get(id)!, name);
  return {
    items: items.map((item) => {
      const { action } = item;
      if (!('nth' in action) || action.message === undefined) return item;
      const message = renamed.get(action.message);
      return message === undefined ? item : { ...item, action: { ...action, message } };
    }),
  };
}

/** The name that each typing gives its message, by the item's id. */
function namesOfTyped(items: readonly PlanItem[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { id, action } of items) {
    if (action.do !== 'operate' || action.operation.act !== 'type') continue;
    const count = (counts.get(action.phone) ?? 0) + 1;
    counts.set(action.phone, count);
    names.set(id, `${action.phone}/m${count}`);
  }
  return names;
}

/** The plan with some items at other times. */
export function retimed(plan: Plan, atUsOf: (item: PlanItem) => number): Plan {
  const items = plan.items.map((item) => ({ ...item, atUs: Math.max(0, atUsOf(item)) }));
  const place = new Map(items.map((item, index) => [item, index]));
  return {
    items: items.toSorted(
      (one, other) => one.atUs - other.atUs || place.get(one)! - place.get(other)!,
    ),
  };
}
