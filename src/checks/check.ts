/** What a check is: a fold over the record stream with a verdict and its evidence. */
import type { TraceRecord } from '../kernel/index.ts';
import type { ReadNames } from '../measures/index.ts';
import type { AnyDesign, RecordName, Topology } from '../models/index.ts';
import {
  applyEdits,
  lastFaultUs,
  type CheckName,
  type Edit,
  type Plan,
  type Scenario,
} from '../scenarios/index.ts';

export interface Broken {
  readonly verdict: 'broken';
  /** Index of the record that shows it. */
  readonly record: number;
  /** A sentence that names what was missing. */
  readonly because: string;
  /** Names ids of the messages it is about, where the record alone does not tell. */
  readonly messages?: readonly number[];
  /** For what shows only at the horizon: how a story of the run ends, as a sentence. */
  readonly ending?: string;
}

/** Not proved: what the claim speaks of never happened, or the run ended before it could show. */
export type Verdict =
  | { readonly verdict: 'holds' }
  | { readonly verdict: 'not proved'; readonly because: string }
  | Broken;

export interface Check {
  readonly name: CheckName;
  /** The kinds of record that it folds; it need not be handed others. */
  readonly kinds: readonly RecordName[];
  step(record: TraceRecord): void;
  /** Known as soon as it happens for what must never happen; undefined until then. */
  readonly broken: Broken | undefined;
  /** The verdict when every record of a finished run has been seen. */
  verdict(): Verdict;
}

/** All that a check may know beside the records. */
export interface CheckContext {
  readonly scenario: Scenario;
  readonly topology: Topology;
  readonly design: AnyDesign;
  /** The plan with its edits carried out. */
  readonly plan: Plan;
  readonly names: ReadNames;
  /** When the last fault of the plan struck or was cured; 0 without faults. */
  readonly healedAtUs: number;
  /** The horizon of the run. */
  readonly endUs: number;
}

/** The context of a run from its input, its topology and the names of its trace. */
export function checkContextOf(
  input: {
    readonly scenario: Scenario;
    readonly design: AnyDesign;
    readonly plan: Plan;
    readonly edits: readonly Edit[];
  },
  topology: Topology,
  names: ReadNames,
): CheckContext {
  const { scenario, design } = input;
  const plan = applyEdits(input.plan, input.edits);
  const healedAtUs = lastFaultUs(plan);
  return { scenario, design, topology, plan, names, healedAtUs, endUs: scenario.durationMs * 1000 };
}

export const HOLDS: Verdict = { verdict: 'holds' };

export function notProved(because: string): Verdict {
  return { verdict: 'not proved', because };
}

export function brokenAt(
  record: number,
  because: string,
  more: Pick<Broken, 'messages' | 'ending'> = {},
): Broken {
  return { verdict: 'broken', record, because, ...more };
}
