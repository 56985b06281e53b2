/**
 * The faults that a seed draws inside a scenario's envelope. Each seed enables its own non-empty
 * subset of the kinds: leaving kinds out finds more than always mixing all of them (Groce et al.,
 * Swarm Testing, ISSTA 2012). Everything that strikes is cured, so that liveness can be judged.
 */
import { MS, purpose, type Luck } from '../kernel/index.ts';
import { drawBetween, drawMoment } from './chatter.ts';
import { faultSpans, symptomOf } from './fault-spans.ts';
import type { Action, Plan, PlanItem } from './plan.ts';
import type { FaultKind, Range, Scenario } from './scenario.ts';

const ENABLED = purpose('plan/fault kinds');
const FALLBACK = purpose('plan/only fault kind');
const COUNT = purpose('plan/fault count');
const WHICH = purpose('plan/fault kind');
const TARGET = purpose('plan/fault target');
const WHEN = purpose('plan/fault time');
const HOLD = purpose('plan/fault hold');
const SIZE = purpose('plan/fault size');

/** A fault before it has a name: what strikes, and what cures it after a while. */
interface Strike {
  readonly strike: Action;
  readonly cure?: Action;
  readonly hold?: Range;
}

/** The faults of one seed. Those that would strike what the script or a draw holds down fall out. */
export function drawFaults(scenario: Scenario, script: Plan, luck: Luck): readonly PlanItem[] {
  const { faults } = scenario;
  const kinds = enabledKinds(faults.kinds, luck);
  if (kinds.length === 0) return [];
  const count = luck.below(faults.most + 1, COUNT, 0);
  const ill = faultSpans(script).map(({ key, fromUs, untilUs }) => ({
    key: conflictKey(key),
    fromUs,
    untilUs,
  }));
  const items: PlanItem[] = [];
  const struck = new Map<string, number>();
  for (let nth = 0; nth < count; nth++) {
    const kind = kinds[luck.below(kinds.length, WHICH, nth)]!;
    const drawn = strikeOf(kind, (of) => luck.below(of, TARGET, nth), luck.uniform(SIZE, nth));
    if (drawn === undefined) continue;
    const fromUs = drawMoment(faults, luck.uniform(WHEN, nth));
    const [least, most] = drawn.hold ?? [0, 0];
    const holdUs = drawBetween([least * MS, most * MS], luck.uniform(HOLD, nth));
    const symptom = symptomOf(drawn.strike);
    // What cures itself is over at once; what nothing cures lasts.
    const lastsUs = drawn.hold === undefined && symptom?.cures !== true ? Infinity : holdUs;
    const untilUs = fromUs + lastsUs;
    const key = conflictKey(symptom?.key ?? '');
    const overlaps = ill.some((one) => one.key === key && meet(one, { fromUs, untilUs }));
    if (key !== '' && overlaps) continue;
    ill.push({ key, fromUs, untilUs });
    items.push(...named(drawn, { fromUs, untilUs }, struck));
  }
  return items;
}

/** Each kind by its own coin; when all stay out, one of them. */
function enabledKinds(kinds: readonly FaultKind[], luck: Luck): readonly FaultKind[] {
  const enabled = kinds.filter((_, place) => luck.below(2, ENABLED, place) === 1);
  if (enabled.length > 0 || kinds.length === 0) return enabled;
  return [kinds[luck.below(kinds.length, FALLBACK, 0)]!];
}

function strikeOf(
  kind: FaultKind,
  pick: (count: number) => number,
  size: number,
): Strike | undefined {
  const targets = 'nodes' in kind ? kind.nodes : 'phones' in kind ? kind.phones : kind.packets;
  if (targets.length === 0) return undefined;
  const target = targets[pick(targets.length)]!;
  const link = 'peer' in kind ? { node: target, peer: kind.peer } : { node: target };
  const operate = (operation: Extract<Action, { do: 'operate' }>['operation']): Action => ({
    do: 'operate',
    phone: target,
    operation,
  });
  switch (kind.fault) {
    case 'crash':
      return pair({ do: 'crash', node: target }, { do: 'restart', node: target }, kind.holdMs);
    case 'pause':
      return pair({ do: 'pause', node: target }, { do: 'resume', node: target }, kind.holdMs);
    case 'cut':
      return pair({ do: 'cut', ...link }, { do: 'heal', ...link }, kind.holdMs);
    case 'slow': {
      const addMs = drawBetween(kind.addMs, size);
      return pair(
        { do: 'slow', node: target, addMs },
        { do: 'slow', node: target, addMs: 0 },
        kind.holdMs,
      );
    }
    case 'airplane':
      return pair(
        operate({ act: 'airplane', on: true }),
        operate({ act: 'airplane', on: false }),
        kind.holdMs,
      );
    case 'background':
      return pair(operate({ act: 'background' }), operate({ act: 'foreground' }), kind.holdMs);
    case 'reinstall':
      return { strike: operate({ act: 'reinstall' }) };
    case 'drop':
      return { strike: { do: 'drop', packet: target, nth: drawBetween(kind.nth, size) } };
    case 'skew':
      return { strike: { do: 'skew', node: target, skewMs: drawBetween(kind.skewMs, size) } };
  }
}

function pair(strike: Action, cure: Action, hold: Range): Strike {
  return { strike, cure, hold };
}

/** Items named by their origin: `crash/server-7/1` and the `restart/server-7/1` that cures it. */
function named(
  { strike, cure }: Strike,
  span: { readonly fromUs: number; readonly untilUs: number },
  struck: Map<string, number>,
): readonly PlanItem[] {
  const origin = wordsFor(strike);
  const nth = (struck.get(origin) ?? 0) + 1;
  struck.set(origin, nth);
  const items: PlanItem[] = [{ id: `${origin}/${nth}`, atUs: span.fromUs, action: strike }];
  if (cure !== undefined) {
    items.push({ id: `${wordsFor(cure)}/${nth}`, atUs: span.untilUs, action: cure });
  }
  return items;
}

function wordsFor(action: Action): string {
  switch (action.do) {
    case 'operate': {
      const { operation, phone } = action;
      if (operation.act !== 'airplane') return `${operation.act}/${phone}`;
      return `airplane-${operation.on ? 'on' : 'off'}/${phone}`;
    }
    case 'slow':
      return `${action.addMs === 0 ? 'quicken' : 'slow'}/${action.node}`;
    case 'drop':
    case 'delay':
      return `${action.do}/${action.packet}`;
    case 'knob':
      return `knob/${action.key}`;
    case 'cut':
    case 'heal':
      return `${action.do}/${action.node}${action.peer === undefined ? '' : `+${action.peer}`}`;
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'skew':
      return `${action.do}/${action.node}`;
  }
}

/** A node that is down cannot be paused, nor the other way round. */
function conflictKey(key: string): string {
  return key.replace(/^pause\//, 'down/');
}

interface Span {
  readonly fromUs: number;
  readonly untilUs: number;
}

function meet(one: Span, other: Span): boolean {
  return one.fromUs <= other.untilUs && other.fromUs <= one.untilUs;
}
