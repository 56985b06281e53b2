/** What happens and what may fail in a scenario: script, chatter and fault envelope, with their origins. */
import type { Chatter, FaultEnvelope } from '../../scenarios/index.ts';
import type { TimedAction } from '../lesson.ts';
import type { WrittenScenario } from '../written/scenario-schema.ts';
import type { Compiling } from './context.ts';
import { valueOf } from './design.ts';
import { compileFault } from './faults.ts';
import type { Origins } from './origins.ts';
import { compileLine } from './script.ts';
import type { Spot } from './spot.ts';
import { msOf, rangeOf } from './units.ts';

/** A field of a scenario, wherever it was written; `spot` is the block's own when it was not. */
export interface From<Written> {
  readonly written: Written | undefined;
  readonly spot: Spot;
}

export function compileScript(
  { written, spot }: From<NonNullable<WrittenScenario['script']>>,
  {
    names,
    origins,
    compiling,
  }: { names: readonly string[]; origins: Origins; compiling: Compiling },
): readonly TimedAction[] {
  const script: TimedAction[] = [];
  (written ?? []).forEach((line, place) => {
    const at = spot.in(place);
    const compiled = compileLine(line, at, names);
    if (compiled === undefined) return;
    setActionOrigins(['script', script.length], at, origins);
    script.push(withKnobValue(compiled, compiling));
  });
  return script;
}

/** Knob values in a script are words where the knob is a choice, as they are in designs. */
function withKnobValue(timed: TimedAction, { knobs }: Compiling): TimedAction {
  const { action } = timed;
  if (action.do !== 'knob') return timed;
  return { ...timed, action: { ...action, value: valueOf(action.key, action.value, knobs) } };
}

/** The engine's names for the parts of an action, and the fields of a line that say them. */
const ACTION_FIELDS: readonly (readonly [path: readonly string[], fields: readonly string[]])[] = [
  [['atMs'], ['at']],
  [['action', 'phone'], ['phone']],
  [
    ['action', 'operation', 'conversation'],
    ['in', 'opens', 'accepts'],
  ],
  [['action', 'operation', 'text'], ['types']],
  [
    ['action', 'node'],
    ['crash', 'restart', 'pause', 'resume', 'cut', 'heal', 'slow', 'skew'],
  ],
  [['action', 'peer'], ['peer']],
  [
    ['action', 'packet'],
    ['drop', 'delay'],
  ],
  [['action', 'nth'], ['nth']],
  [['action', 'message'], ['message']],
  [['action', 'addMs'], ['by']],
  [['action', 'skewMs'], ['by']],
  [['action', 'key'], ['knob']],
];

function setActionOrigins(path: readonly (string | number)[], line: Spot, origins: Origins): void {
  origins.set(path, line);
  for (const [part, fields] of ACTION_FIELDS) {
    const field = fields.find((each) => line.has(each));
    if (field !== undefined) origins.set([...path, ...part], line.in(field));
  }
}

export function compileChatter(
  { written, spot }: From<NonNullable<WrittenScenario['chatter']>>,
  origins: Origins,
): readonly Chatter[] {
  return (written ?? []).map((each, place) => {
    const at = spot.in(place);
    origins.set(['chatter', place], at);
    origins.set(['chatter', place, 'conversation'], at.in('in'));
    origins.set(['chatter', place, 'fromMs'], at.in('from'));
    origins.set(['chatter', place, 'untilMs'], at.in('until'));
    origins.set(['chatter', place, 'messages'], at.in('messages'));
    each.phones.forEach((_, nth) => {
      origins.set(['chatter', place, 'phones', nth], at.in('phones', nth));
    });
    const { phones, messages, from, until } = each;
    const window = { fromMs: msOf(from), untilMs: msOf(until) };
    return { conversation: each.in, phones, messages: rangeOf(messages), ...window };
  });
}

export function compileEnvelope(
  { written, spot }: From<NonNullable<WrittenScenario['may-fail']>>,
  origins: Origins,
): FaultEnvelope {
  if (written === undefined) return { most: 0, fromMs: 0, untilMs: 0, kinds: [] };
  const kinds: FaultEnvelope['kinds'][number][] = [];
  written.kinds.forEach((each, place) => {
    const at = spot.in('kinds', place);
    const kind = compileFault(each, at);
    if (kind === undefined) return;
    const path = ['faults', 'kinds', kinds.length];
    origins.set(path, at);
    for (const [part, field] of [
      ['peer', 'peer'],
      ['holdMs', 'for'],
      ['addMs', 'by'],
      ['skewMs', 'by'],
      ['nth', 'nth'],
    ] as const) {
      origins.set([...path, part], at.in(field));
    }
    each.of.forEach((_, nth) => {
      for (const part of ['nodes', 'phones', 'packets']) {
        origins.set([...path, part, nth], at.in('of', nth));
      }
    });
    kinds.push(kind);
  });
  origins.set(['faults'], spot);
  origins.set(['faults', 'fromMs'], spot.in('from'));
  origins.set(['faults', 'untilMs'], spot.in('until'));
  const { most, from, until } = written;
  return { most, fromMs: msOf(from), untilMs: msOf(until), kinds };
}
