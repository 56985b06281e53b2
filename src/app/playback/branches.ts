/** The branches of a playback: made by runs of the engine, swapped in when their records are there. */
import type { StoreApi } from 'zustand/vanilla';
import type { TraceView } from '../../kernel/index.ts';
import type { Action } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { Engine, RunEnd, RunOrder } from '../engine/index.ts';
import { lastTimeUs, newBranch, type Branch } from './branch.ts';
import { editsBefore } from './earlier-edits.ts';
import { firstDifference } from './first-difference.ts';
import { afterAction, ordinalAt, type Playhead } from './moments.ts';
import type { PlaybackState } from './state.ts';

/** Told just before another view comes on screen, with the number of records both begin with. */
export interface BranchListener {
  /** The same branch goes on otherwise. */
  swapped(id: string, view: TraceView, shared: number): void;
  /** A new branch beside another. */
  forked(id: string, parentId: string, view: TraceView, shared: number): void;
}

type Shown = Partial<Pick<PlaybackState, 'currentId' | 'playhead'>>;

/** While a run is computed the page hears of its growth so often, and not of every batch. */
const GROWTH_MS = 100;

interface Computing {
  /** Enough records to be shown. The end of the run is always enough. */
  readonly isReady: (view: TraceView) => boolean;
  /** Called once, before the view is shown for the first time; answers what else changes. */
  readonly shown: (view: TraceView) => Shown;
  readonly ended?: (view: TraceView) => Partial<Branch>;
}

export class Branches {
  readonly #engine: Engine;
  readonly #store: StoreApi<PlaybackState>;
  readonly #listener: BranchListener;
  /** The engine's run behind each branch: another one after an edit at the frontier. */
  readonly #runs = new Map<string, string>();
  /** Up to which record somebody has seen a branch: what lies beyond is nobody's future yet. */
  readonly #seen = new Map<string, number>();
  /** Who waits for a run to end, by run. */
  readonly #waiting = new Map<string, () => void>();
  #count = 0;

  constructor(engine: Engine, store: StoreApi<PlaybackState>, listener: BranchListener) {
    this.#engine = engine;
    this.#store = store;
    this.#listener = listener;
  }

  replaceAll(order: RunOrder, name: string): Promise<void> {
    this.dispose();
    this.#seen.clear();
    const branch = newBranch({ id: this.#newId(), name, input: order, split: null });
    this.#store.setState({ branches: [branch], currentId: branch.id });
    return this.#compute(branch.id, order, { isReady: () => true, shown: () => ({}) });
  }

  /** The same run under another order, from its beginning; shown when it has come as far. */
  compare(parent: Branch, order: RunOrder, name: string): Promise<void> {
    const { playhead } = this.#store.getState();
    const { timeUs } = playhead;
    const id = this.#begin(order, name, null);
    return this.#compute(id, order, {
      isReady: (view) => lastTimeUs(view) > timeUs,
      shown: (view) => {
        this.#listener.forked(id, parent.id, view, firstDifference(parent.view, view));
        return this.#turnTo(id, { record: view.lengthAt(timeUs), timeUs });
      },
      ended: (view) => ({ split: partingOf(parent.view, view) }),
    });
  }

  /**
   * Does something at the playhead. At the frontier of what was seen the run simply goes on
   * otherwise; in the past it makes a branch, and both futures are kept.
   */
  edit(branch: Branch, action: Action, name: string): Promise<void> {
    const { playhead } = this.#store.getState();
    const edit = {
      edit: 'add',
      id: `edit/${this.#newId()}`,
      timeUs: Math.floor(playhead.timeUs),
      afterEvent: ordinalAt(branch.view, playhead.record),
      action,
    } as const;
    const edits = [...editsBefore(branch, playhead), edit];
    const order: RunOrder = { ...branch.input, edits };
    const isFrontier = playhead.record >= this.seen(branch.id);
    return isFrontier ? this.#goOn(branch, order, playhead) : this.#part(branch, order, name);
  }

  inspect(branchId: string, node: number, ordinal: number): Promise<NodeInspection | null> {
    const run = this.#runs.get(branchId);
    return run === undefined ? Promise.resolve(null) : this.#engine.inspect(run, node, ordinal);
  }

  change(id: string, changes: Partial<Branch>, shown: Shown = {}): void {
    this.#store.setState(({ branches }) => ({
      ...shown,
      branches: branches.map((each) => (each.id === id ? { ...each, ...changes } : each)),
    }));
  }

  see(id: string, record: number): void {
    if (record > this.seen(id)) this.#seen.set(id, record);
  }

  /** The number of records of a branch that somebody has seen. */
  seen(id: string): number {
    return this.#seen.get(id) ?? 0;
  }

  /** The last branch stays: there is always a run on screen. */
  remove(id: string): void {
    const { branches } = this.#store.getState();
    if (branches.length < 2) return;
    this.#store.setState({ branches: branches.filter((each) => each.id !== id) });
    this.#cancel(id);
    this.#seen.delete(id);
  }

  dispose(): void {
    for (const id of this.#runs.keys()) this.#cancel(id);
  }

  /** Ends a branch's run; whoever waits for it goes on. */
  #cancel(id: string): void {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    this.#engine.cancel(run);
    this.#runs.delete(id);
    this.#waiting.get(run)?.();
    this.#waiting.delete(run);
  }

  /** The old records stay on screen until the new ones reach the playhead: the past is the same. */
  #goOn(branch: Branch, order: RunOrder, at: Playhead): Promise<void> {
    const { id } = branch;
    // What was computed of a future that will not be is not to be played.
    this.change(id, { input: order, state: 'running', verdicts: [], reachUs: at.timeUs });
    return this.#compute(id, order, {
      isReady: (view) => lastTimeUs(view) > at.timeUs,
      shown: (view) => {
        this.#listener.swapped(id, view, at.record);
        const { currentId, playhead } = this.#store.getState();
        const isHere = currentId === id && playhead.record === at.record;
        return isHere ? this.#turnTo(id, afterAction(view, playhead)) : {};
      },
    });
  }

  #part(parent: Branch, order: RunOrder, name: string): Promise<void> {
    const { playhead: split } = this.#store.getState();
    const id = this.#begin(order, name, split);
    return this.#compute(id, order, {
      isReady: (view) => lastTimeUs(view) > split.timeUs,
      shown: (view) => {
        this.#listener.forked(id, parent.id, view, split.record);
        return this.#turnTo(id, afterAction(view, split));
      },
    });
  }

  #begin(order: RunOrder, name: string, split: Playhead | null): string {
    const id = this.#newId();
    const branch = newBranch({ id, name, input: order, split });
    this.#store.setState(({ branches }) => ({ branches: [...branches, branch] }));
    return id;
  }

  #turnTo(currentId: string, playhead: Playhead): Shown {
    this.see(currentId, playhead.record);
    return { currentId, playhead };
  }

  #newId(): string {
    this.#count++;
    return `b${this.#count}`;
  }

  #compute(id: string, order: RunOrder, { isReady, shown, ended }: Computing): Promise<void> {
    this.#cancel(id);
    const run = `${id}/${this.#newId()}`;
    this.#runs.set(id, run);
    let known: TraceView | undefined;
    let toldAtMs = -Infinity;
    const show = (view: TraceView, changes: Partial<Branch>) => {
      let also: Shown = {};
      if (known === undefined) also = shown(view);
      // A view comes anew when its worker was replaced: its records are the same ones.
      else if (known !== view) this.#listener.swapped(id, view, known.length);
      known = view;
      this.change(id, { view, ...changes }, also);
    };
    return new Promise((resolve) => {
      this.#waiting.set(run, resolve);
      this.#engine.run(run, order, {
        grown: (view) => {
          const isEnough =
            known === undefined ? isReady(view) : known === view || known.length <= view.length;
          const nowMs = performance.now();
          if (!isEnough || (known === view && nowMs - toldAtMs < GROWTH_MS)) return;
          toldAtMs = nowMs;
          show(view, { reachUs: lastTimeUs(view) });
        },
        ended: (end, view) => {
          show(view, { ...endOf(end, view, order), ...ended?.(view) });
          resolve();
        },
        failed: (stopSentence) => {
          this.change(id, { state: 'failed', stopSentence });
          resolve();
        },
      });
    });
  }
}

function endOf(end: RunEnd, view: TraceView, { scenario }: RunOrder): Partial<Branch> {
  const { status, stopSentence, digest, verdicts, measures } = end;
  const reachUs = status === 'finished' ? scenario.durationMs * 1000 : lastTimeUs(view);
  return { state: status, stopSentence, digest, verdicts, measures, reachUs };
}

function partingOf(parent: TraceView, view: TraceView): Branch['split'] {
  const record = firstDifference(parent, view);
  return { record, timeUs: record === 0 ? 0 : (view.columns.timeUs[record - 1] as number) };
}
