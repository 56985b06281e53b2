/** What a link or a .run file holds: all that makes a run again, where to stop, and what should come. */
import type { AnyDesign } from '../../models/index.ts';
import type { Edit, PlanItem, Scenario } from '../../scenarios/index.ts';
import { readEdit, readPlanItem } from './read-plan.ts';
import { readScenario } from './read-scenario.ts';
import { Field, Misread, parseStrictly } from './strict-json.ts';

export interface SharedRun {
  /** Of the simulation that made it. */
  readonly engine: string;
  /** The id of a scenario that everybody has, or the scenario itself. */
  readonly scenario: string | Scenario;
  readonly scenarioHash: string;
  readonly seed: string;
  /** Only what the scenario's author wrote, what the seed draws, or the items themselves. */
  readonly plan: 'script' | 'seed' | readonly PlanItem[];
  /** Where it differs from the scenario's own design. */
  readonly design: AnyDesign;
  readonly edits: readonly Edit[];
  readonly playhead: { readonly record: number; readonly timeUs: number };
  /** Of the whole run; '' when it never ended. */
  readonly digest: string;
  /** Digests of growing parts of the run, six digits each: they tell where another run parts. */
  readonly marks: string;
  readonly records: number;
}

/** The fields in the order in which they are written; names are for people who open the file. */
export function sharedText(shared: SharedRun): string {
  return JSON.stringify({ format: 1, ...shared });
}

export type ReadShared = { readonly shared: SharedRun } | { readonly sentence: string };

/** Rebuilds it from a text. Unknown fields are left out; what is wrong is told with its place. */
export function readShared(text: string): ReadShared {
  try {
    return { shared: rebuild(new Field(parseStrictly(text))) };
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return { sentence: `This run cannot be opened: ${error.message}.` };
  }
}

function rebuild(field: Field): SharedRun {
  const format = field.get('format').whole(1);
  if (format > 1)
    field.get('format').fail('is that of a later version; reload this page to update');
  const scenario = field.get('scenario');
  const plan = field.get('plan');
  const playhead = field.get('playhead');
  return {
    engine: field.get('engine').text(40),
    scenario: typeof scenario.value === 'string' ? scenario.text(80) : readScenario(scenario),
    scenarioHash: field.get('scenarioHash').text(16),
    seed: field.get('seed').text(200),
    plan:
      typeof plan.value === 'string'
        ? plan.oneOf(['script', 'seed'] as const)
        : plan.list(readPlanItem),
    design: field.get('design').table(),
    edits: field.get('edits').list(readEdit),
    playhead: {
      record: playhead.get('record').whole(),
      timeUs: playhead.get('timeUs').whole(),
    },
    digest: field.get('digest').text(16),
    marks: field.get('marks').text(200),
    records: field.get('records').whole(),
  };
}
