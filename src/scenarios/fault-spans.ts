/** Which items of a plan are one fault: a crash and its restart, a cut and its heal. */
import type { Action, Plan, PlanItem } from './plan.ts';

/** From the strike to the cure, both included; what comes between (a suspended app) belongs to it. */
export interface FaultSpan {
  /** What is ill, as `down/server-7` or `cut/ana/*`; equal for strike and cure. */
  readonly key: string;
  readonly items: readonly PlanItem[];
  readonly fromUs: number;
  /** Infinity when nothing in the plan cures it. */
  readonly untilUs: number;
}

interface Symptom {
  readonly key: string;
  readonly cures: boolean;
}

/** What an action makes ill or cures; undefined for what is no fault or passes by itself. */
export function symptomOf(action: Action): Symptom | undefined {
  switch (action.do) {
    case 'crash':
    case 'restart':
      return { key: `down/${action.node}`, cures: action.do === 'restart' };
    case 'pause':
    case 'resume':
      return { key: `pause/${action.node}`, cures: action.do === 'resume' };
    case 'cut':
    case 'heal':
      return { key: `cut/${linkOf(action.node, action.peer)}`, cures: action.do === 'heal' };
    case 'slow':
      return { key: `slow/${linkOf(action.node, action.peer)}`, cures: action.addMs === 0 };
    case 'skew':
      return { key: `skew/${action.node}`, cures: action.skewMs === 0 };
    case 'operate':
      return symptomOfPhone(action.phone, action.operation);
    case 'drop':
    case 'delay':
    case 'knob':
      return undefined;
  }
}

/** The faults of a plan in the order in which they strike. Items must be sorted by time. */
export function faultSpans(plan: Plan): readonly FaultSpan[] {
  const spans: { key: string; items: PlanItem[]; fromUs: number; untilUs: number }[] = [];
  const open = new Map<string, (typeof spans)[number]>();
  for (const item of plan.items) {
    const symptom = symptomOf(item.action);
    if (symptom === undefined) continue;
    const span = open.get(symptom.key);
    if (span !== undefined) {
      span.items.push(item);
      if (!symptom.cures) continue;
      span.untilUs = item.atUs;
      open.delete(symptom.key);
    } else if (!symptom.cures) {
      const struck = { key: symptom.key, items: [item], fromUs: item.atUs, untilUs: Infinity };
      spans.push(struck);
      open.set(symptom.key, struck);
    }
  }
  return spans;
}

/**
 * When the plan strikes or cures for the last time, in microseconds; 0 when it never does. A dropped
 * packet is over at once, like one that chance loses: retries must get over it within any bound. A
 * packet held up is on its way as long as it is held.
 */
export function lastFaultUs(plan: Plan): number {
  let lastUs = 0;
  for (const { action, atUs } of plan.items) {
    if (symptomOf(action) !== undefined) lastUs = Math.max(lastUs, atUs);
    if (action.do === 'delay') lastUs = Math.max(lastUs, atUs + Math.trunc(action.addMs * 1000));
  }
  return lastUs;
}

function symptomOfPhone(
  phone: string,
  operation: Extract<Action, { do: 'operate' }>['operation'],
): Symptom | undefined {
  switch (operation.act) {
    case 'airplane':
      return { key: `airplane/${phone}`, cures: !operation.on };
    case 'background':
    case 'suspend':
    case 'kill':
      return { key: `away/${phone}`, cures: false };
    case 'foreground':
    case 'launch':
    // It strikes and ends in one moment, and leaves the app in front.
    case 'reinstall':
      return { key: `away/${phone}`, cures: true };
    // What waited for the owner's word may go on from now.
    case 'acceptKeys':
      return { key: `unsure/${phone}`, cures: true };
    case 'type':
    case 'attach':
    case 'open':
    case 'add':
    // For good: no fault that anything could end.
    case 'unlink':
    case 'watch':
      return undefined;
  }
}

/** A link has no direction, so both ways of writing it give one key. */
function linkOf(node: string, peer: string | undefined): string {
  if (peer === undefined) return `${node}/*`;
  return node < peer ? `${node}/${peer}` : `${peer}/${node}`;
}
