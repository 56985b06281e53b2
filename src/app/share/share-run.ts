/** From the run on screen to what can be shared, and back to a run that can be ordered. */
import {
  applyEdits,
  designFor,
  designKnobs,
  pathText,
  planFor,
  scriptedPlan,
  validateDesign,
  validateScenario,
  type Plan,
  type Problem,
  type Scenario,
} from '../../scenarios/index.ts';
import { ENGINE_VERSION, type RunOrder } from '../engine/index.ts';
import type { Branch, Playhead } from '../playback/index.ts';
import { digestMarks } from './digest-marks.ts';
import { knownScenario } from './known-scenarios.ts';
import { scenarioHash } from './scenario-hash.ts';
import type { SharedRun } from './shared-run.ts';

export function sharedRunOf(branch: Branch, playhead: Playhead): SharedRun {
  const { scenario, seed, design, edits } = branch.input;
  const hash = scenarioHash(scenario);
  const own = designFor(scenario);
  const differences = Object.entries(design).filter(([key, value]) => own[key] !== value);
  return {
    engine: ENGINE_VERSION,
    scenario: knownScenario(scenario.id, hash) === undefined ? scenario : scenario.id,
    scenarioHash: hash,
    seed,
    plan: planOf(branch.input),
    design: Object.fromEntries(differences),
    edits,
    playhead: { record: playhead.record, timeUs: Math.floor(playhead.timeUs) },
    digest: branch.state === 'finished' ? branch.digest : '',
    marks: digestMarks(branch.view),
    records: branch.view.length,
  };
}

function planOf({ scenario, seed, plan }: RunOrder): SharedRun['plan'] {
  if (isSame(plan, scriptedPlan(scenario))) return 'script';
  return isSame(plan, planFor(scenario, seed)) ? 'seed' : plan.items;
}

const isSame = (one: Plan, other: Plan): boolean =>
  JSON.stringify(one.items) === JSON.stringify(other.items);

export type Ordered = { readonly order: RunOrder } | { readonly sentence: string };

/** The run that was shared, or in a sentence why it cannot be made. */
export function orderOf(shared: SharedRun): Ordered {
  const scenario =
    typeof shared.scenario === 'string'
      ? knownScenario(shared.scenario, shared.scenarioHash)
      : shared.scenario;
  if (scenario === undefined) {
    const id = typeof shared.scenario === 'string' ? shared.scenario : 'unnamed';
    return {
      sentence: `The scenario “${id}” of this run has changed or is not part of this version.`,
    };
  }
  // A plan is drawn only inside a scenario that makes sense.
  const [broken] = validateScenario(scenario, designKnobs);
  if (broken !== undefined) return { sentence: told(broken) };
  const plan = planIn(shared, scenario);
  const problem = problemIn(shared, scenario, plan);
  if (problem !== undefined) return { sentence: told(problem) };
  const { seed, edits } = shared;
  try {
    applyEdits(plan, edits);
  } catch (error) {
    return { sentence: opening(error instanceof Error ? error.message : String(error)) };
  }
  return { order: { scenario, design: designFor(scenario, shared.design), seed, plan, edits } };
}

function planIn({ plan, seed }: SharedRun, scenario: Scenario): Plan {
  if (plan === 'script') return scriptedPlan(scenario);
  return plan === 'seed' ? planFor(scenario, seed) : { items: plan };
}

/** The first thing that would make no sense. Actions are judged as those of a script are. */
function problemIn(shared: SharedRun, scenario: Scenario, plan: Plan): Problem | undefined {
  const actions = [
    ...plan.items.map(({ action }) => action),
    ...shared.edits.flatMap((edit) => (edit.edit === 'add' ? [edit.action] : [])),
  ];
  const script = actions.map((action) => ({ atMs: 0, action }));
  const [problem] = [
    ...validateScenario({ ...scenario, script }, designKnobs),
    ...validateDesign(shared.design, designKnobs),
  ];
  return problem;
}

const told = ({ path, message }: Problem): string => opening(`${pathText(path)}: ${message}`);

const opening = (why: string): string =>
  `This run cannot be opened: ${why}${/[.?!]$/.test(why) ? '' : '.'}`;
