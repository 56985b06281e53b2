/**
 * The search for the smallest case that still breaks a check: delta debugging over the parts of its
 * plan (Zeller and Hildebrandt, 2002), earlier losses, shorter faults, fewer phones, less idle time.
 * A generator of candidates: it yields one and is told whether that still breaks the same check.
 */
import { faultSpans, strayFaults, type Plan, type Scenario } from '../scenarios/index.ts';
import { idlePhones, withoutPhones } from './fewer-users.ts';
import { partsOf, planOf, retimed, type Part } from './plan-parts.ts';

export interface Case {
  readonly scenario: Scenario;
  readonly plan: Plan;
}

/** Answers with the smallest case when it returns. */
export type ShrinkSteps = Generator<Case, Case, boolean>;

/** The same for plans alone. */
type PlanSteps = Generator<Plan, Plan, boolean>;

/** Idle time that is not worth a run to remove. */
const GAP_LEAST_US = 100_000;
const HOLD_LEAST_US = 1000;
const PHONE_TRIES_MAX = 40;

/** All candidates stay as far inside the scenario's envelope as the failure itself was. */
export function* shrinkSteps(failure: Case): ShrinkSteps {
  const { scenario, plan } = failure;
  const most = strayFaults(plan, scenario);
  const steps = allSteps(failure);
  let step = steps.next();
  while (step.done !== true) {
    const isInside = strayFaults(step.value.plan, scenario) <= most;
    step = steps.next(isInside && (yield step.value));
  }
  return step.value;
}

function* allSteps({ scenario, plan }: Case): ShrinkSteps {
  let smallest = yield* inScenario(scenario, removeParts(plan));
  const lowered = yield* inScenario(scenario, lowerCounts(smallest));
  // What had to come before the packet that was lost may be needless now.
  if (lowered !== smallest) smallest = yield* inScenario(scenario, removeParts(lowered));
  smallest = yield* inScenario(scenario, shortenHolds(smallest));
  const fewer = yield* removePhones({ scenario, plan: smallest });
  smallest = yield* inScenario(fewer, removeIdleTime(fewer, smallest));
  smallest = yield* inScenario(fewer, roundTimes(smallest));
  // Shorter faults may have made a part needless.
  smallest = yield* inScenario(fewer, removeParts(smallest));
  return { scenario: fewer, plan: smallest };
}

function* inScenario(scenario: Scenario, steps: PlanSteps): Generator<Case, Plan, boolean> {
  let step = steps.next();
  while (step.done !== true) step = steps.next(yield { scenario, plan: step.value });
  return step.value;
}

/** Halves, quarters, ... of the phones that the plan does not need. A crowd gets few tries. */
function* removePhones({ scenario, plan }: Case): Generator<Case, Scenario, boolean> {
  let smallest = scenario;
  let idle = idlePhones(scenario, plan);
  let size = idle.length;
  for (let tries = 0; idle.length > 0 && tries < PHONE_TRIES_MAX; size = Math.ceil(size / 2)) {
    const before = idle.length;
    for (let start = 0; start < idle.length && tries < PHONE_TRIES_MAX;) {
      const gone = idle.slice(start, start + size);
      const fewer = withoutPhones(smallest, plan, gone);
      if (fewer !== undefined) tries++;
      if (fewer !== undefined && (yield { scenario: fewer, plan })) {
        smallest = fewer;
        idle = idle.filter((name) => !gone.includes(name));
      } else start += size;
    }
    if (size === 1 && idle.length === before) break;
  }
  return smallest;
}

/** Takes out halves, quarters, ... single parts, until no single part can go. */
function* removeParts(plan: Plan): PlanSteps {
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

/** Loses an earlier packet in place of the fifth: the first, else one nearer to it. */
function* lowerCounts(plan: Plan): PlanSteps {
  let smallest = plan;
  for (const { id, action } of plan.items) {
    if (!('nth' in action) || action.nth === 1) continue;
    const counts = new Set([1, Math.ceil(action.nth / 2), action.nth - 1]);
    const from = smallest;
    const lowered = [...counts].map((nth) => ({
      items: from.items.map((item) =>
        item.id === id ? { ...item, action: { ...action, nth } } : item,
      ),
    }));
    smallest = (yield* firstOf(lowered)) ?? smallest;
  }
  return smallest;
}

/** Cures each fault sooner: at an eighth of its time, else at half, as long as that helps. */
function* shortenHolds(plan: Plan): PlanSteps {
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
function* removeIdleTime(scenario: Scenario, plan: Plan): PlanSteps {
  let smallest = plan;
  for (let place = 0; place < plan.items.length; place++) {
    const item = smallest.items[place]!;
    const beforeUs = place === 0 ? 0 : smallest.items[place - 1]!.atUs;
    const gapUs = item.atUs - beforeUs;
    if (gapUs <= GAP_LEAST_US) continue;
    const from = smallest;
    const lefts = [GAP_LEAST_US, gapToEnvelope(from, scenario, place), Math.floor(gapUs / 2)];
    const moved = lefts.map((leftUs) =>
      retimed(from, (each) => (each.atUs >= item.atUs ? each.atUs - gapUs + leftUs : each.atUs)),
    );
    smallest = (yield* firstOf(moved)) ?? smallest;
  }
  return smallest;
}

/** What must be left of the gap before an item, so that no later fault comes before its time. */
function gapToEnvelope({ items }: Plan, { faults }: Scenario, place: number): number {
  const item = items[place]!;
  const beforeUs = items[place - 1]?.atUs ?? 0;
  const gapUs = item.atUs - beforeUs;
  const later = items.slice(place).filter(({ action }) => action.do !== 'operate');
  const slackUs = Math.min(...later.map(({ atUs }) => atUs - faults.fromMs * 1000), gapUs);
  return Math.max(GAP_LEAST_US, gapUs - Math.max(0, slackUs));
}

/** Whole milliseconds are easier to read, if they do as well. Cures are rounded up, to stay cures. */
function* roundTimes(plan: Plan): PlanSteps {
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
