/** A branch: one future of a run, with its records, its judgement, and where it left another. */
import type { CheckVerdict } from '../../checks/index.ts';
import { TraceView } from '../../kernel/index.ts';
import { topologyOf, type Topology } from '../../models/index.ts';
import type { RunOrder } from '../engine/index.ts';

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly input: RunOrder;
  readonly view: TraceView;
  readonly nodes: Topology;
  readonly endUs: number;
  /** How far it can be played now: less than the end while it is computed, or if it was stopped. */
  readonly reachUs: number;
  readonly state: 'running' | 'finished' | 'stopped' | 'failed';
  /** Why it stopped before its end; '' otherwise. */
  readonly stopSentence: string;
  readonly digest: string;
  readonly verdicts: readonly CheckVerdict[];
  readonly measures: Readonly<Record<string, number>>;
  /** Where it parted from the branch it was made from. */
  readonly split: { readonly record: number; readonly timeUs: number } | null;
}

export function newBranch(
  given: Pick<Branch, 'id' | 'name' | 'input' | 'split'>,
  view = new TraceView(),
): Branch {
  const { scenario } = given.input;
  return {
    ...given,
    view,
    nodes: topologyOf(scenario.nodes, scenario.conversations),
    endUs: scenario.durationMs * 1000,
    reachUs: 0,
    state: 'running',
    stopSentence: '',
    digest: '',
    verdicts: [],
    measures: {},
  };
}

/** The time of the last record so far. */
export const lastTimeUs = (view: TraceView): number =>
  view.length === 0 ? 0 : (view.columns.timeUs[view.length - 1] as number);
