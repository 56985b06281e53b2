/** Folds over the records up to the playhead. Keyframes make going back as cheap as going on. */
import type { TraceRecord, TraceView } from '../../kernel/index.ts';
import type { Branch } from './branch.ts';

/** A mutable fold: what a picture needs to know of all records so far. */
export interface Projection<State> {
  start(branch: Branch): State;
  apply(state: State, record: TraceRecord, branch: Branch): void;
  copy(state: State): State;
}

/** Records between two keyframes: a seek replays at most so many. */
const KEYFRAME_RECORDS = 4096;

interface Fold {
  view: TraceView;
  state: unknown;
  record: number;
  readonly keyframes: unknown[];
}

const scratch: Partial<TraceRecord> = {};

/** The folds of one branch, one for each projection that somebody reads. */
export class Projections {
  readonly #folds = new Map<Projection<unknown>, Fold>();

  /** The state after the first `record` records. It is reused: read it, do not keep it. */
  read<State>(projection: Projection<State>, branch: Branch, record: number): State {
    const key = projection as Projection<unknown>;
    let fold = this.#folds.get(key);
    // A replaced view (a new worker, an edit at the frontier) begins with the same records or not.
    if (fold === undefined || fold.view !== branch.view) {
      const state = projection.start(branch);
      fold = { view: branch.view, state, record: 0, keyframes: [projection.copy(state)] };
      this.#folds.set(key, fold);
    }
    if (record < fold.record) rewind(key, fold, record);
    advance(key, fold, branch, Math.min(record, branch.view.length));
    return fold.state as State;
  }

  clear(): void {
    this.#folds.clear();
  }
}

function rewind(projection: Projection<unknown>, fold: Fold, record: number): void {
  const keyframe = Math.min(Math.floor(record / KEYFRAME_RECORDS), fold.keyframes.length - 1);
  fold.state = projection.copy(fold.keyframes[keyframe]);
  fold.record = keyframe * KEYFRAME_RECORDS;
}

function advance(
  projection: Projection<unknown>,
  fold: Fold,
  branch: Branch,
  record: number,
): void {
  while (fold.record < record) {
    const next = branch.view.readRecord(fold.record, scratch as TraceRecord);
    projection.apply(fold.state, next, branch);
    fold.record++;
    const isKeyframe = fold.record % KEYFRAME_RECORDS === 0;
    if (isKeyframe && fold.record / KEYFRAME_RECORDS === fold.keyframes.length) {
      fold.keyframes.push(projection.copy(fold.state));
    }
  }
}
