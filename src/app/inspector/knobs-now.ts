/** The policy in force at the playhead: what the run began with, and every change since. */
import { components, RECORD, type AnyDesign, type ComponentKind } from '../../models/index.ts';
import type { Branch, Projection } from '../playback/index.ts';

type Values = Map<string, string>;

/** Changes made while the run went on, as text; knobs know themselves whether they are numbers. */
export const knobChanges: Projection<Values> = {
  start: () => new Map(),
  apply(values, record, { view }) {
    if (record.kind !== RECORD.knob) return;
    values.set(view.names.text(record.a), view.names.text(record.b));
  },
  copy: (values) => new Map(values),
};

export function knobValue(branch: Branch, changes: Values, key: string): string | number {
  const design: AnyDesign = branch.input.design;
  return changes.get(key) ?? design[key] ?? '';
}

/** The knobs that this kind of component owns, in the order of its table. */
export const knobsOf = (kind: ComponentKind) => Object.entries(components[kind].knobs);
