/** Whether a plan or edits that come from outside (a link, a file) fit a scenario. */
import type { KnobTable } from '../models/index.ts';
import type { Edit, Plan } from './plan.ts';
import { didYouMean } from './nearest.ts';
import { ProblemList, type Problem, type ProblemPath } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { checkAction, namesIn, type ActionContext } from './validate-action.ts';

/** Every mistake of a plan whose fields have the right types; [] when the scenario can meet it. */
export function validatePlan(plan: Plan, scenario: Scenario, knobs: KnobTable): readonly Problem[] {
  const list = new ProblemList();
  const context = { scenario, known: namesIn(scenario), knobs };
  plan.items.forEach(({ atUs, action }, place) => {
    checkTime(list, ['items', place, 'atUs'], atUs, context);
    checkAction(list, ['items', place, 'action'], action, context);
  });
  list.distinct(plan.items.map(({ id }, place) => ({ path: ['items', place, 'id'], name: id })));
  return list.problems;
}

/** The same for edits of a plan: each must find the item that it moves or removes. */
export function validateEdits(
  edits: readonly Edit[],
  plan: Plan,
  scenario: Scenario,
  knobs: KnobTable,
): readonly Problem[] {
  const list = new ProblemList();
  const context = { scenario, known: namesIn(scenario), knobs };
  const ids = new Set(plan.items.map(({ id }) => id));
  edits.forEach((edit, place) => {
    const path = ['edits', place];
    if (edit.edit !== 'remove') checkTime(list, [...path, 'timeUs'], edit.timeUs, context);
    if (edit.edit === 'add') {
      if (ids.has(edit.id))
        list.add([...path, 'id'], `the id "${edit.id}" is taken: choose another`);
      ids.add(edit.id);
      list.whole([...path, 'afterEvent'], edit.afterEvent, 0);
      checkAction(list, [...path, 'action'], edit.action, context);
      return;
    }
    if (!ids.has(edit.id)) {
      list.add(
        [...path, 'id'],
        `the plan has no item "${edit.id}"${didYouMean(edit.id, [...ids])}`,
      );
    } else if (edit.edit === 'remove') ids.delete(edit.id);
  });
  return list.problems;
}

function checkTime(
  list: ProblemList,
  path: ProblemPath,
  timeUs: number,
  { scenario }: Pick<ActionContext, 'scenario'>,
): void {
  const endUs = scenario.durationMs * 1000;
  if (timeUs >= 0 && timeUs <= endUs && Math.floor(timeUs) === timeUs) return;
  list.add(path, `${timeUs} µs lies outside the run: expected a whole number from 0 to ${endUs}`);
}
