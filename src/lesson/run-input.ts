/** What a lesson's blocks ask of the engine: the input of a run. */
import { usFromMs } from '../kernel/index.ts';
import type { AnyDesign } from '../models/index.ts';
import type { Edit, Scenario } from '../scenarios/index.ts';
import { applyEdits, designFor, planFor } from '../scenarios/index.ts';
import type { RunInput } from '../world/index.ts';
import type { Lesson, RunSetup, TimedAction } from './lesson.ts';

/** The scenario of that name. @throws Error when the lesson has none: parseLesson checks references. */
export function scenarioOf(lesson: Pick<Lesson, 'scenarios'>, name: string): Scenario {
  const found = lesson.scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the lesson has no scenario "${name}"`);
  return found.scenario;
}

/** A run exactly as a block describes it: its plan is part of the input, its edits are in the plan. */
export function runInputFor(lesson: Pick<Lesson, 'scenarios'>, setup: RunSetup): RunInput {
  const scenario = scenarioOf(lesson, setup.scenario);
  return inputFor(scenario, setup);
}

export function inputFor(
  scenario: Scenario,
  setup: {
    readonly seed: string;
    readonly design: AnyDesign;
    readonly edits: readonly TimedAction[];
  },
): RunInput {
  const plan = applyEdits(planFor(scenario, setup.seed), setup.edits.map(editOf));
  const design = designFor(scenario, setup.design);
  return { scenario, design, seed: setup.seed, plan, edits: [] };
}

/** A lesson's own edits are known before the run, so they are plain items of the plan. */
function editOf({ atMs, action }: TimedAction, place: number): Edit {
  const id = `lesson/${place + 1}`;
  return { edit: 'add', id, timeUs: usFromMs(atMs), afterEvent: 0, action };
}
