/** A short name for the exact content of a scenario, whatever the order of its fields. */
import { Digest } from '../../kernel/index.ts';
import type { Scenario } from '../../scenarios/index.ts';

export function scenarioHash(scenario: Scenario): string {
  const digest = new Digest();
  digest.addText(canonical(scenario));
  return digest.text();
}

/** JSON with sorted keys, and without fields that are undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
  return `{${fields.join(',')}}`;
}
