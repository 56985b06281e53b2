/** What the page and its workers say to each other. All plain data; records travel in buffers. */
import type { CheckVerdict } from '../../checks/index.ts';
import type { ShrinkProgress, ShrinkResult } from '../../explore/index.ts';
import type { TraceBatch } from '../../kernel/index.ts';
import type { AnyDesign } from '../../models/index.ts';
import type { CheckName, Edit, Plan, Scenario } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { OutcomeBatch } from './outcome-batch.ts';
import type { SearchOrder } from './search-orders.ts';

/** A run's input as it crosses the worker line. */
export interface RunOrder {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  readonly edits: readonly Edit[];
}

/** One design under the seeds `seed/1` to `seed/count`, each with the plan that it draws. */
export interface SweepOrder {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly count: number;
}

/** A failing run, to be made as small as it can be while the same check stays broken. */
export interface ShrinkOrder {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly check: CheckName;
}

export type ToWorker =
  | { readonly type: 'run'; readonly id: string; readonly order: RunOrder }
  | { readonly type: 'cancel'; readonly id: string }
  /** A buffer that the page has read, to be filled again. */
  | { readonly type: 'buffer'; readonly id: string; readonly buffer: ArrayBuffer }
  | {
      readonly type: 'inspect';
      readonly id: string;
      readonly request: number;
      readonly ordinal: number;
      readonly node: number;
    }
  /** The runs from `from` to `to`, both included, of a sweep. */
  | {
      readonly type: 'sweep';
      readonly id: string;
      readonly order: SweepOrder;
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: 'shrink'; readonly id: string; readonly order: ShrinkOrder }
  | { readonly type: 'search'; readonly id: string; readonly order: SearchOrder };

/** How a run ended, with the judgement on it. */
export interface RunEnd {
  readonly status: 'finished' | 'stopped';
  /** Why it was stopped, in a sentence; '' when it finished. */
  readonly stopSentence: string;
  readonly digest: string;
  readonly events: number;
  readonly verdicts: readonly CheckVerdict[];
  readonly measures: Readonly<Record<string, number>>;
}

export type FromWorker =
  | { readonly type: 'batch'; readonly id: string; readonly batch: TraceBatch }
  | { readonly type: 'end'; readonly id: string; readonly end: RunEnd }
  | { readonly type: 'failed'; readonly id: string; readonly sentence: string }
  | {
      readonly type: 'inspection';
      readonly request: number;
      readonly inspection: NodeInspection | null;
    }
  /** Runs of a sweep that have finished, the first of them the `from`-th. */
  | {
      readonly type: 'outcomes';
      readonly id: string;
      readonly from: number;
      readonly outcomes: OutcomeBatch;
    }
  | { readonly type: 'shrinking'; readonly id: string; readonly progress: ShrinkProgress }
  /** Null when the run does not break the check; else with all records of the smallest run. */
  | {
      readonly type: 'shrunk';
      readonly id: string;
      readonly result: ShrinkResult | null;
      readonly records: readonly TraceBatch[];
    }
  /** Both as the kind of the search says: see SearchKinds. */
  | { readonly type: 'searching'; readonly id: string; readonly progress: unknown }
  | { readonly type: 'found'; readonly id: string; readonly result: unknown }
  /** Sent while it computes, so that silence means that it hangs. */
  | { readonly type: 'alive' };
