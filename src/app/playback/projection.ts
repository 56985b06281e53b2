/** Folds over the records up to the playhead. Keyframes make going back as cheap as going on. */
import type { TraceRecord, TraceView } from '../../kernel/index.ts';
import type { Branch } from './branch.ts';

/** A mutable fold: what a picture needs to know of all records so far. */
export interface Projection<State> {
  start(branch: Branch): State;
  apply(state: State, record: TraceRecord, branch: Branch): void;
  copy(state: State): State;
}

/** Records between two keyframes at first: a seek replays at most so many. */
const KEYFRAME_RECORDS = 2048;
/** With more than this every second one is dropped, so that a long run does not fill the memory. */
const KEYFRAMES_MAX = 24;
/** Records between two looks at the clock while folding ahead. */
const RECORDS_PER_LOOK = 512;

interface Keyframe {
  readonly record: number;
  readonly state: unknown;
}

interface Fold {
  view: TraceView;
  state: unknown;
  record: number;
  /** Rising; the first is at record 0. */
  keyframes: Keyframe[];
  spacing: number;
}

const scratch: Partial<TraceRecord> = {};

/** The folds of one branch, one for each projection that somebody reads. */
export class Projections {
  readonly #folds = new Map<Projection<unknown>, Fold>();
  /** Folds that run ahead of the playhead in idle time, to leave keyframes there. */
  readonly #scouts = new Map<Projection<unknown>, Fold>();

  /** The state after the first `record` records. It is reused: read it, do not keep it. */
  read<State>(projection: Projection<State>, branch: Branch, record: number): State {
    const key = projection as Projection<unknown>;
    const fold = this.#foldOf(key, branch);
    const target = Math.min(record, branch.view.length);
    const nearest = fold.keyframes.findLast((keyframe) => keyframe.record <= target);
    // Going back replays from a keyframe; so does a jump ahead over one.
    if (nearest !== undefined && (target < fold.record || nearest.record > fold.record)) {
      fold.state = key.copy(nearest.state);
      fold.record = nearest.record;
    }
    advance(key, fold, branch, target);
    return fold.state as State;
  }

  /**
   * Lays keyframes up to the end of the view, for a jump to anywhere to be cheap.
   * @param isTimeUp asked now and then; answers true when other work is waiting.
   * @returns whether there is more to do.
   */
  prepare(branch: Branch, isTimeUp: () => boolean): boolean {
    for (const [key, fold] of this.#folds) {
      if (fold.view !== branch.view) continue;
      const scout = this.#scoutOf(key, fold);
      while (scout.record < branch.view.length) {
        if (isTimeUp()) return true;
        const target = Math.min(scout.record + RECORDS_PER_LOOK, branch.view.length);
        advance(key, scout, branch, target);
      }
      fold.spacing = scout.spacing;
    }
    return false;
  }

  /** Another view takes the place of one with the same first records: what was folded of them stays. */
  rebase(view: TraceView, shared: number): void {
    this.#scouts.clear();
    for (const [key, fold] of this.#folds) {
      fold.view = view;
      fold.keyframes = fold.keyframes.filter(({ record }) => record <= shared);
      if (fold.record <= shared) continue;
      const nearest = fold.keyframes.at(-1)!;
      fold.state = key.copy(nearest.state);
      fold.record = nearest.record;
    }
  }

  /** The folds of a branch that begins with the same records. */
  fork(view: TraceView, shared: number): Projections {
    const forked = new Projections();
    for (const [key, fold] of this.#folds) {
      const keyframes = fold.keyframes.filter(({ record }) => record <= shared);
      const nearest = keyframes.at(-1)!;
      const { spacing } = fold;
      const state = key.copy(nearest.state);
      forked.#folds.set(key, { view, state, record: nearest.record, keyframes, spacing });
    }
    return forked;
  }

  #foldOf(key: Projection<unknown>, branch: Branch): Fold {
    const known = this.#folds.get(key);
    if (known !== undefined && known.view === branch.view) return known;
    const state = key.start(branch);
    const first = { record: 0, state: key.copy(state) };
    const spacing = KEYFRAME_RECORDS;
    const fold = { view: branch.view, state, record: 0, keyframes: [first], spacing };
    this.#folds.set(key, fold);
    this.#scouts.delete(key);
    return fold;
  }

  /** Shares its list of keyframes with the fold it runs ahead of. */
  #scoutOf(key: Projection<unknown>, fold: Fold): Fold {
    let scout = this.#scouts.get(key);
    if (scout === undefined || scout.view !== fold.view) {
      const { record, state } = fold.keyframes.at(-1)!;
      scout = { ...fold, record, state: key.copy(state) };
      this.#scouts.set(key, scout);
    }
    return scout;
  }
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
    if (fold.record - fold.keyframes.at(-1)!.record < fold.spacing) continue;
    fold.keyframes.push({ record: fold.record, state: projection.copy(fold.state) });
    if (fold.keyframes.length > KEYFRAMES_MAX) thin(fold);
  }
}

/** In place: the scout ahead uses the same list. */
function thin(fold: Fold): void {
  const kept = fold.keyframes.filter((_, place) => place % 2 === 0);
  fold.keyframes.splice(0, fold.keyframes.length, ...kept);
  fold.spacing *= 2;
}
