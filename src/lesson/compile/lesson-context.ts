/** What the blocks of a lesson refer to: its scenarios and its runs, by name. */
import type { AnyDesign } from '../../models/index.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { validateScenario } from '../../scenarios/index.ts';
import type { RunSetup, TimedAction } from '../lesson.ts';
import type { WrittenScriptLine } from '../written/scenario-schema.ts';
import type { Compiling } from './context.ts';
import { compileDesign, mustHaveNodes } from './design.ts';
import { Origins } from './origins.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';
import { compileScript } from './workload.ts';

export interface LessonContext extends Compiling {
  /** In the order of the file; the first is the main one. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly runs: ReadonlyMap<string, RunSetup>;
}

/** A run's setup with the scenario that it names, or undefined with a problem when there is none. */
export interface Staged extends Compiling {
  readonly setup: RunSetup;
  readonly scenario: Scenario;
}

export interface WrittenSetup {
  readonly scenario?: string | undefined;
  readonly seed?: string | undefined;
  readonly design?: AnyDesign | undefined;
  readonly edits?: readonly WrittenScriptLine[] | undefined;
}

/** Unless a lesson says otherwise. */
const SEED = '1';

/** The scenario that a block names, or the main one. */
export function findScenario(
  name: string | undefined,
  spot: Spot,
  context: LessonContext,
): { readonly name: string; readonly scenario: Scenario } | undefined {
  const { scenarios } = context;
  const names = [...scenarios.keys()];
  const wanted = name ?? names[0];
  if (!context.isWhole && !(wanted !== undefined && names.includes(wanted))) return undefined;
  if (wanted === undefined) {
    spot.complain('E-REF', 'the lesson has no scenario: add a ```scenario block');
    return undefined;
  }
  if (!mustBeKnown(spot.in('scenario'), 'scenario', wanted, names)) return undefined;
  return { name: wanted, scenario: scenarios.get(wanted)! };
}

export function compileSetup(
  written: WrittenSetup,
  spot: Spot,
  context: LessonContext,
): Staged | undefined {
  const found = findScenario(written.scenario, spot, context);
  const design = compileDesign(written.design, spot.in('design'), context);
  if (found === undefined) return undefined;
  const edits = compileEdits(written.edits, spot.in('edits'), { ...context, ...found });
  mustHaveNodes(found.scenario, design, spot);
  const setup = { scenario: found.name, seed: written.seed ?? SEED, design, edits };
  return { ...context, setup, scenario: found.scenario };
}

/** A setup with a design and edits of its own on top: what an option of a prediction brings. */
export function compileVariant(
  base: Staged,
  written: Pick<WrittenSetup, 'design' | 'edits'>,
  spot: Spot,
): RunSetup {
  const design = compileDesign(written.design, spot.in('design'), base);
  const edits = compileEdits(written.edits, spot.in('edits'), base);
  const { setup } = base;
  mustHaveNodes(base.scenario, { ...setup.design, ...design }, spot);
  return { ...setup, design: { ...setup.design, ...design }, edits: [...setup.edits, ...edits] };
}

/** Lines added to a plan, checked as the scenario's own script is. */
export function compileEdits(
  written: readonly WrittenScriptLine[] | undefined,
  spot: Spot,
  context: Compiling & { readonly scenario: Scenario },
): readonly TimedAction[] {
  if (written === undefined) return [];
  const origins = new Origins(spot);
  const names = context.scenario.conversations.map(({ name }) => name);
  const from = { written: [...written], spot };
  const script = compileScript(from, { names, origins, compiling: context });
  for (const { path, message } of validateScenario(
    { ...context.scenario, script },
    context.knobs,
  )) {
    // Whatever else is wrong with the scenario was said where it was written.
    if (path[0] === 'script') origins.find(path).complain('E-REF', message);
  }
  return script;
}

/** The run that a block names, or the lesson's first. */
export function findRun(
  name: string | undefined,
  spot: Spot,
  context: LessonContext,
): (Staged & { readonly run: string }) | undefined {
  const names = [...context.runs.keys()];
  const run = name ?? names[0];
  if (!context.isWhole && !(run !== undefined && names.includes(run))) return undefined;
  if (run === undefined) {
    spot.complain('E-REF', 'the lesson has no run: add a ```run block under "## Run"');
    return undefined;
  }
  if (!mustBeKnown(spot.in('run'), 'run', run, names)) return undefined;
  const setup = context.runs.get(run)!;
  const scenario = context.scenarios.get(setup.scenario)!;
  return { ...context, run, setup, scenario };
}
