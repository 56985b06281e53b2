/** Whether faults that somebody schedules stay inside what a scenario allows to go wrong. */
import { faultSpans, type FaultSpan } from './fault-spans.ts';
import type { Action, Plan, PlanItem } from './plan.ts';
import { ProblemList, type Problem, type ProblemPath } from './problem.ts';
import type { FaultKind, Range, Scenario } from './scenario.ts';

/** A fault with its cure, or one that is over at once. */
type Fault = Pick<FaultSpan, 'items' | 'fromUs' | 'untilUs'>;

/**
 * Every fault of a schedule that the scenario's envelope does not allow: a kind or a target that is
 * not in it, a time outside it, a hold or a size out of range, a fault too many, and whatever is no
 * fault at all. Items must be sorted by time.
 */
export function outsideEnvelope(schedule: Plan, scenario: Scenario): readonly Problem[] {
  const list = new ProblemList();
  const { most } = scenario.faults;
  const faults = faultsOf(schedule);
  faults.forEach((fault, nth) => {
    const [strike] = fault.items;
    const path = ['items', schedule.items.indexOf(strike!)];
    if (nth === most) list.add(path, `this is fault ${nth + 1}, and ${most} are allowed`);
    checkFault(list, path, fault, scenario);
  });
  return list.problems;
}

/**
 * How many faults are of a kind and at a target that the envelope allows, but at a time, for a time
 * or of a size that it does not. What a script does beside the envelope does not count.
 */
export function strayFaults(schedule: Plan, scenario: Scenario): number {
  return faultsOf(schedule).filter((fault) => {
    const [strike] = fault.items as [PlanItem];
    if (!scenario.faults.kinds.some((kind) => isOfKind(kind, strike.action))) return false;
    const list = new ProblemList();
    checkFault(list, [], fault, scenario);
    return list.problems.length > 0;
  }).length;
}

function faultsOf(schedule: Plan): readonly Fault[] {
  const spans = faultSpans(schedule);
  const inSpan = new Set(spans.flatMap(({ items }) => items));
  const single = schedule.items
    .filter((item) => !inSpan.has(item))
    .map((item) => ({ items: [item], fromUs: item.atUs, untilUs: item.atUs }));
  const place = (fault: Fault): number => schedule.items.indexOf(fault.items[0]!);
  return [...spans, ...single].toSorted((one, other) => place(one) - place(other));
}

function checkFault(list: ProblemList, path: ProblemPath, fault: Fault, scenario: Scenario): void {
  const { faults } = scenario;
  const [strike] = fault.items as [PlanItem];
  const kinds = faults.kinds.filter((kind) => isOfKind(kind, strike.action));
  if (kinds.length === 0) {
    list.add([...path, 'action'], 'this scenario allows no such fault: see its fault envelope');
    return;
  }
  const atMs = strike.atUs / 1000;
  if (atMs < faults.fromMs || atMs > faults.untilMs) {
    const allowed = `${faults.fromMs} to ${faults.untilMs} ms`;
    list.add([...path, 'atUs'], `${atMs} ms is outside the time of faults, ${allowed}`);
  }
  const problems = kinds.map((kind) => wrongWith(kind, fault));
  if (!problems.includes('')) list.add([...path, 'action'], problems[0]!);
}

/** The kind and its target, whatever its size and its length. */
function isOfKind(kind: FaultKind, action: Action): boolean {
  if (action.do === 'operate') {
    const { phone, operation } = action;
    if (!('phones' in kind) || !kind.phones.includes(phone)) return false;
    const isOn = operation.act !== 'airplane' || operation.on;
    return kind.fault === operation.act && isOn;
  }
  if (action.do !== kind.fault) return false;
  if (action.do === 'drop') return 'packets' in kind && kind.packets.includes(action.packet);
  if (!('node' in action) || !('nodes' in kind) || !kind.nodes.includes(action.node)) return false;
  const peer = 'peer' in action ? action.peer : undefined;
  return peer === ('peer' in kind ? kind.peer : undefined);
}

/** What is wrong with its size or its length; '' when nothing is. */
function wrongWith(kind: FaultKind, { items, fromUs, untilUs }: Fault): string {
  const { action } = items[0]!;
  if (kind.fault === 'drop' && action.do === 'drop') {
    return inRange('this drop counts to', action.nth, kind.nth, '');
  }
  if (kind.fault === 'skew' && action.do === 'skew') {
    return inRange('this clock is skewed by', action.skewMs, kind.skewMs, ' ms');
  }
  if (kind.fault === 'slow' && action.do === 'slow') {
    const wrong = inRange('this link is slowed by', action.addMs, kind.addMs, ' ms');
    if (wrong !== '') return wrong;
  }
  if (!('holdMs' in kind)) return '';
  if (untilUs === Infinity) return 'nothing cures this fault: add its cure';
  return inRange('this fault lasts', (untilUs - fromUs) / 1000, kind.holdMs, ' ms');
}

function inRange(what: string, value: number, [least, most]: Range, unit: string): string {
  if (value >= least && value <= most) return '';
  return `${what} ${value}${unit}; ${least} to ${most}${unit} are allowed`;
}
