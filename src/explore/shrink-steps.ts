/**
 * The search for the smallest plan that still breaks a check: delta debugging over its parts
 * (Zeller and Hildebrandt, 2002), then shorter faults, then less idle time. A generator of
 * candidates: it yields a plan and is told whether that one still breaks the same check.
 */
import { faultSpans, type Plan } from '../scenarios/index.ts';
import { partsOf, planOf, retimed, type Part } from './plan-parts.ts';

/** Answers with the smallest plan when it returns. */
export type ShrinkSteps = Generator<Plan, Plan, boolean>;

/** Idle time that is not worth a run to remove. */
const GAP_LEAST_US = 100_000;
const HOLD_LEAST_US = 1000;

export function* shrinkSteps(plan: Plan): ShrinkSteps {
  let smallest = yield* removeParts(plan);
  smallest = yield* shortenHolds(smallest);
  smallest = yield* removeIdleTime(smallest);
  smallest = yield* roundTimes(smallest);
  // Shorter faults may have made a part needless.
  return yield* removeParts(smallest);
}

/** Takes out halves, quarters, ... single parts, until no single part can go. */
function* removeParts(plan: Plan): ShrinkSteps {
  let parts = partsOf(plan);
  let size = Math.max(1, Math.ceil(parts.length / 2));
  while (parts.length > 0) {
    const before = parts.length;
    for (let start = 0; start < parts.length;) {
      const rest: readonly Part[] = [...parts.slice(0, start), ...parts.slice(start + size)];
      if (yield planOf(rest, plan)) parts = rest;
      else start += size;
    }
    if (size === 1 && parts.length === before) break;
    size = Math.max(1, Math.floor(size / 2));
  }
  return planOf(parts, plan);
}

/** Cures each fault sooner: at an eighth of its time, else at half, as long as that helps. */
function* shortenHolds(plan: Plan): ShrinkSteps {
  let smallest = plan;
  const cures = faultSpans(plan).map(({ items }) => items.at(-1)!.id);
  for (const cure of cures) {
    for (let round = 0; round < 6; round++) {
      const span = faultSpans(smallest).find(({ items }) => items.at(-1)?.id === cure);
      if (span === undefined || span.untilUs === Infinity) break;
      const holdUs = span.untilUs - span.fromUs;
      if (holdUs <= HOLD_LEAST_US) break;
      const shorter = yield* firstOf(
        [8, 2].map((part) => cureAt(smallest, cure, span.fromUs + Math.floor(holdUs / part))),
      );
      if (shorter === undefined) break;
      smallest = shorter;
    }
  }
  return smallest;
}

function cureAt(plan: Plan, cure: string, atUs: number): Plan {
  return retimed(plan, (item) => (item.id === cure ? atUs : item.atUs));
}

/** Moves everything from an item on towards the item before it: close to it, else half-way. */
function* removeIdleTime(plan: Plan): ShrinkSteps {
  let smallest = plan;
  for (let place = 0; place < plan.items.length; place++) {
    const item = smallest.items[place]!;
    const beforeUs = place === 0 ? 0 : smallest.items[place - 1]!.atUs;
    const gapUs = item.atUs - beforeUs;
    if (gapUs <= GAP_LEAST_US) continue;
    const from = smallest;
    const moved = [GAP_LEAST_US, Math.floor(gapUs / 2)].map((leftUs) =>
      retimed(from, (each) => (each.atUs >= item.atUs ? each.atUs - gapUs + leftUs : each.atUs)),
    );
    smallest = (yield* firstOf(moved)) ?? smallest;
  }
  return smallest;
}

/** Whole milliseconds are easier to read, if they do as well. Cures are rounded up, to stay cures. */
function* roundTimes(plan: Plan): ShrinkSteps {
  const cures = new Set(faultSpans(plan).map(({ items }) => items.at(-1)!.id));
  const rounded = retimed(plan, ({ id, atUs }) => {
    const part = atUs % 1000;
    return part === 0 ? atUs : atUs - part + (cures.has(id) ? 1000 : 0);
  });
  return (yield rounded) ? rounded : plan;
}

function* firstOf(plans: readonly Plan[]): Generator<Plan, Plan | undefined, boolean> {
  for (const plan of plans) if (yield plan) return plan;
  return undefined;
}
