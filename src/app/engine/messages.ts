/** What the page and its worker say to each other. All plain data; records travel in buffers. */
import type { TraceBatch } from '../../kernel/index.ts';
import type { Edit, Plan, Scenario } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { CheckVerdict } from '../../checks/index.ts';
import type { AnyDesign } from '../../models/index.ts';

/** A run's input as it crosses the worker line. */
export interface RunOrder {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly seed: string;
  readonly plan: Plan;
  readonly edits: readonly Edit[];
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
    };

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
  /** Sent while it computes, so that silence means that it hangs. */
  | { readonly type: 'alive' };
