/** The design: every policy knob of every model, in one table that a learner can argue about. */
import {
  components,
  type AnyComponent,
  type AnyDesign,
  type ComponentKind,
  type Knob,
  type KnobTable,
} from '../models/index.ts';
import type { Scenario } from './scenario.ts';

/** All knobs by key. Two models that claim one key are our own mistake. */
export const designKnobs: KnobTable = composeKnobs(Object.values(components));

/** Which kind of component reads a knob. */
export function ownerOf(key: string): ComponentKind | undefined {
  return Object.values(components).find(({ knobs }) => key in knobs)?.kind;
}

/** Every knob at its reference value: the safe design. */
export const referenceDesign: AnyDesign = Object.fromEntries(
  Object.entries(designKnobs).map(([key, knob]) => [key, knob.initial]),
);

/** The reference, then what the scenario changes, then what the learner changes. */
export function designFor(scenario: Scenario, overrides: AnyDesign = {}): AnyDesign {
  return { ...referenceDesign, ...scenario.design, ...overrides };
}

function composeKnobs(parts: readonly AnyComponent[]): KnobTable {
  const table: Record<string, Knob> = {};
  for (const { kind, knobs } of parts) {
    for (const [key, knob] of Object.entries(knobs)) {
      if (Object.hasOwn(table, key))
        throw new Error(`two components have a knob "${key}": ${kind}`);
      table[key] = knob;
    }
  }
  return table;
}
