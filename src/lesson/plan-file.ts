/** A plan out of a file: read whole, or refused with the place of everything that is wrong in it. */
import type { Plan, Scenario } from '../scenarios/index.ts';
import { designKnobs, pathText, validatePlan } from '../scenarios/index.ts';
import { Problems, type Problem } from './reading/problem.ts';
import { readShape } from './reading/schema-problems.ts';
import { readYaml } from './reading/yaml-text.ts';
import { planSchema } from './written/plan-schema.ts';

export type ParsedPlan =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads the text of a plan as JSON, or as YAML that says the same. Never throws for what is in it;
 * a plan that was made for another scenario is refused where it names what is not there.
 */
export function parsePlan(text: string, scenario: Scenario): ParsedPlan {
  const problems = new Problems();
  const placed = readYaml(text.replace(/^\ufeff/, ''), 1, problems);
  const shape = placed === undefined ? undefined : readShape(placed, planSchema(), problems);
  if (placed === undefined || shape === undefined) return { ok: false, problems: problems.list() };
  const plan = shape as Plan;
  for (const { path, message } of validatePlan(plan, scenario, designKnobs)) {
    problems.add(placed.at(path), 'E-REF', `${pathText(path)}: ${message}`);
  }
  plan.items.forEach(({ atUs }, place) => {
    if (atUs >= (plan.items[place - 1]?.atUs ?? 0)) return;
    const path = ['items', place, 'atUs'];
    const message = 'comes before the item above it: put the items in order of time';
    problems.add(placed.at(path), 'E-RANGE', `${pathText(path)}: ${atUs} µs ${message}`);
  });
  return problems.none ? { ok: true, plan } : { ok: false, problems: problems.list() };
}
