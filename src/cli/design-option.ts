/** `--design key=value,key=value`: differences from a lesson's design, checked against the knobs. */
import type { AnyDesign } from '../models/index.ts';
import { designKnobs, validateDesign } from '../scenarios/index.ts';
import { splitOnce, UsageError } from './arguments.ts';

/** @throws UsageError that names every unknown key and value, and what is allowed. */
export function readDesign(option: string | undefined, name = '--design'): AnyDesign {
  const parts = (option ?? '').split(',').filter((part) => part.trim() !== '');
  const entries = parts.map((part): [string, string | number] => {
    const [key, value] = splitOnce(part.trim(), '=');
    if (value === undefined) {
      throw new UsageError(`write ${name} as key=value,key=value; "${part}" has no =`);
    }
    return [key, valueOf(key, value)];
  });
  const design = Object.fromEntries(entries);
  const problems = validateDesign(design, designKnobs, []);
  if (problems.length === 0) return design;
  const keys = Object.keys(designKnobs).join(', ');
  const isUnknown = entries.some(([key]) => !Object.hasOwn(designKnobs, key));
  const sentences = problems.map(({ message }) => message).join('; ');
  const told = sentences.endsWith('?') ? sentences : `${sentences}.`;
  throw new UsageError(isUnknown ? `${told} The knobs are ${keys}` : sentences);
}

/** Text for a choice; a number for a number, or the text itself when it is none. */
function valueOf(key: string, value: string): string | number {
  const knob = Object.hasOwn(designKnobs, key) ? designKnobs[key] : undefined;
  const isNumber = knob?.kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}
