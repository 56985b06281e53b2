/** A learner's schedule of faults, inside a scenario's envelope, and the plan that it makes. Pure. */
import type { Action, FaultKind, Plan, PlanItem, Range, Scenario } from '../../scenarios/index.ts';

export interface ScheduledFault {
  readonly id: number;
  /** Which kind of the envelope, by its place. */
  readonly kind: number;
  /** A node, a phone, or a type of packet. */
  readonly target: string;
  readonly atMs: number;
  /** How long it lasts; means nothing for what is over at once. */
  readonly holdMs: number;
  /** Which packet, how slow, how skewed; means nothing for the others. */
  readonly size: number;
}

export function targetsOf(kind: FaultKind): readonly string[] {
  if ('nodes' in kind) return kind.nodes;
  return 'phones' in kind ? kind.phones : kind.packets;
}

export const holdOf = (kind: FaultKind): Range | undefined =>
  'holdMs' in kind ? kind.holdMs : undefined;

export interface SizeOf {
  readonly label: string;
  readonly unit: string;
  readonly range: Range;
}

export function sizeOf(kind: FaultKind): SizeOf | undefined {
  switch (kind.fault) {
    case 'drop':
      return { label: 'The how-manieth from then on', unit: '', range: kind.nth };
    case 'slow':
      return { label: 'Slower by', unit: 'ms', range: kind.addMs };
    case 'skew':
      return { label: 'Wrong by', unit: 'ms', range: kind.skewMs };
    default:
      return undefined;
  }
}

/** The first fault that the envelope allows, of a kind, at a time of its middle. */
export function newFault({ faults }: Scenario, id: number, kind = 0): ScheduledFault {
  const allowed = faults.kinds[kind]!;
  const [least, most] = holdOf(allowed) ?? [0, 0];
  return {
    id,
    kind,
    target: targetsOf(allowed)[0] ?? '',
    atMs: Math.round((faults.fromMs + faults.untilMs) / 2),
    holdMs: Math.round((least + most) / 2),
    size: sizeOf(allowed)?.range[0] ?? 0,
  };
}

/** Two faults that would be one trouble at once, in a sentence; '' when there are none. */
export function overlapIn(schedule: readonly ScheduledFault[], { faults }: Scenario): string {
  for (const [place, one] of schedule.entries()) {
    const hold = holdOf(faults.kinds[one.kind]!);
    if (hold === undefined) continue;
    const other = schedule.findIndex(
      (each, later) =>
        later > place &&
        each.kind === one.kind &&
        each.target === one.target &&
        each.atMs <= one.atMs + one.holdMs &&
        one.atMs <= each.atMs + each.holdMs,
    );
    if (other >= 0) {
      return `Faults ${place + 1} and ${other + 1} are the same trouble at the same time: move one of them.`;
    }
  }
  return '';
}

/** Which fault of the schedule a problem of its plan is about, from 1; 0 when it is about none. */
export function faultAt(plan: Plan, schedule: readonly ScheduledFault[], item: unknown): number {
  const id = typeof item === 'number' ? plan.items[item]?.id : undefined;
  return schedule.findIndex((fault) => id?.startsWith(`golf/${fault.id}/`)) + 1;
}

/** Strikes and cures by time; equal times keep the order of the schedule. */
export function planOfSchedule(schedule: readonly ScheduledFault[], scenario: Scenario): Plan {
  const items = schedule.flatMap((fault): PlanItem[] => {
    const kind = scenario.faults.kinds[fault.kind]!;
    const { strike, cure } = actionsOf(kind, fault);
    const items: PlanItem[] = [
      { id: `golf/${fault.id}/strike`, atUs: fault.atMs * 1000, action: strike },
    ];
    if (cure !== undefined) {
      const atUs = (fault.atMs + fault.holdMs) * 1000;
      items.push({ id: `golf/${fault.id}/cure`, atUs, action: cure });
    }
    return items;
  });
  return { items: items.toSorted((one, other) => one.atUs - other.atUs) };
}

interface Actions {
  readonly strike: Action;
  readonly cure?: Action;
}

function actionsOf(kind: FaultKind, { target, size }: ScheduledFault): Actions {
  const link =
    'peer' in kind && kind.peer !== undefined
      ? { node: target, peer: kind.peer }
      : { node: target };
  const operate = (operation: Extract<Action, { do: 'operate' }>['operation']): Action => ({
    do: 'operate',
    phone: target,
    operation,
  });
  switch (kind.fault) {
    case 'crash':
      return { strike: { do: 'crash', node: target }, cure: { do: 'restart', node: target } };
    case 'pause':
      return { strike: { do: 'pause', node: target }, cure: { do: 'resume', node: target } };
    case 'cut':
      return { strike: { do: 'cut', ...link }, cure: { do: 'heal', ...link } };
    case 'slow':
      return {
        strike: { do: 'slow', node: target, addMs: size },
        cure: { do: 'slow', node: target, addMs: 0 },
      };
    case 'airplane':
      return {
        strike: operate({ act: 'airplane', on: true }),
        cure: operate({ act: 'airplane', on: false }),
      };
    case 'background':
      return { strike: operate({ act: 'background' }), cure: operate({ act: 'foreground' }) };
    case 'reinstall':
      return { strike: operate({ act: 'reinstall' }) };
    case 'drop':
      return { strike: { do: 'drop', packet: target, nth: size } };
    case 'skew':
      return { strike: { do: 'skew', node: target, skewMs: size } };
  }
}

const KIND_WORDS: Readonly<Record<FaultKind['fault'], string>> = {
  crash: 'Crash',
  cut: 'Cut off',
  pause: 'Pause',
  airplane: 'Airplane mode',
  background: 'App in the background',
  drop: 'Drop a packet',
  slow: 'Slow link',
  reinstall: 'Reinstall',
  skew: 'Wrong clock',
};

export function kindWords(kind: FaultKind): string {
  const peer = 'peer' in kind && kind.peer !== undefined ? ` from ${kind.peer}` : '';
  return `${KIND_WORDS[kind.fault]}${peer}`;
}
