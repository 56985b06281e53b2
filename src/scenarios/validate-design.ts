/** Whether a design's keys and values are among those that the models offer. */
import type { AnyDesign, KnobTable } from '../models/index.ts';
import { didYouMean } from './nearest.ts';
import { ProblemList, type Problem, type ProblemPath } from './problem.ts';

/** Every unknown key, unknown option and number out of range, with what is allowed. */
export function validateDesign(
  design: AnyDesign,
  knobs: KnobTable,
  path: ProblemPath = ['design'],
): readonly Problem[] {
  const list = new ProblemList();
  for (const key of Object.keys(design)) {
    checkKnob(list, [...path, key], { key, value: design[key]! }, knobs);
  }
  return list.problems;
}

/** One key and value; reports at `path`. */
export function checkKnob(
  list: ProblemList,
  path: ProblemPath,
  { key, value }: { readonly key: string; readonly value: string | number },
  knobs: KnobTable,
): boolean {
  const knob = Object.hasOwn(knobs, key) ? knobs[key] : undefined;
  if (knob === undefined) {
    return list.add(path, `there is no knob "${key}"${didYouMean(key, Object.keys(knobs))}`);
  }
  if (knob.kind === 'choice') {
    const options = Object.keys(knob.options);
    if (options.includes(String(value))) return true;
    const hint = didYouMean(String(value), options);
    const allowed = hint.startsWith('; did') ? ` (expected one of ${options.join(', ')})` : '';
    return list.add(path, `${key} cannot be "${value}"${hint}${allowed}`);
  }
  if (typeof value === 'number' && value >= knob.min && value <= knob.max) return true;
  return list.add(
    path,
    `${key} cannot be "${value}"; expected a number from ${knob.min} to ${knob.max} ${knob.unit}`,
  );
}
