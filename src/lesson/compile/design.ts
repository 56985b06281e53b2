/** Designs as lessons write them: every key and value must be one that the models offer. */
import type { AnyDesign, KnobTable } from '../../models/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { designFor, didYouMean, validateDesign } from '../../scenarios/index.ts';
import { missingNodes } from '../missing-nodes.ts';
import type { Compiling } from './context.ts';
import type { Spot } from './spot.ts';

/** The design, with a problem for each unknown key, and each value that is not allowed. */
export function compileDesign(
  written: AnyDesign | undefined,
  spot: Spot,
  { knobs }: Compiling,
): AnyDesign {
  const design = designOf(written ?? {}, knobs);
  for (const { path, message } of validateDesign(design, knobs, [])) {
    const at = spot.in(...path);
    const known = Object.hasOwn(knobs, String(path[0]));
    if (known) at.complain('E-DESIGN', message);
    else at.complainOfKey('E-DESIGN', `${message} The knobs are ${Object.keys(knobs).join(', ')}`);
  }
  return design;
}

/** Names of knobs that a lesson shows. */
export function compileKnobNames(
  names: readonly string[],
  spot: Spot,
  { knobs }: Compiling,
): readonly string[] {
  names.forEach((name, place) => {
    if (Object.hasOwn(knobs, name)) return;
    const all = Object.keys(knobs);
    const message = `there is no knob "${name}"${didYouMean(name, all)}`;
    spot.in(place).complain('E-DESIGN', `${message} The knobs are ${all.join(', ')}`);
  });
  return names;
}

/** YAML reads `acks: 0` as a number; the option of a choice is a word all the same. */
export function designOf(written: AnyDesign, knobs: KnobTable): AnyDesign {
  const entries = Object.entries(written).map(([key, value]) => [key, valueOf(key, value, knobs)]);
  return Object.fromEntries(entries) as AnyDesign;
}

export function valueOf(key: string, value: string | number, knobs: KnobTable): string | number {
  const knob = Object.hasOwn(knobs, key) ? knobs[key] : undefined;
  return knob?.kind === 'choice' ? String(value) : value;
}

/** Complains when a scenario lacks nodes for the whole design that a block makes of it. */
export function mustHaveNodes(scenario: Scenario, design: AnyDesign, spot: Spot): void {
  const missing = missingNodes(scenario, designFor(scenario, design));
  if (missing !== '') spot.complain('E-REF', missing);
}
