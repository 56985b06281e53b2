/** Playback: the branches of a run, one playhead, and all that a person can do with them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Action } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { Engine, RunOrder } from '../engine/index.ts';
import { Branches } from './branches.ts';
import type { Branch } from './branch.ts';
import { IdleWork } from './idle-work.ts';
import {
  isSurprise,
  nextMoment,
  nextWhere,
  ordinalAt,
  playheadAt,
  previousMoment,
  type Playhead,
} from './moments.ts';
import { Projections, type Projection } from './projection.ts';
import { orderUnder } from './other-seed.ts';
import type { PlaybackState, Reveal, Selection } from './state.ts';
import { actionName } from './wording.ts';

/** Simulated seconds for each second of the reader's. */
export const SPEEDS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
] as const;

/** A tab that was hidden comes back where it was: no burst. */
const FRAME_MS_MAX = 100;

export class Playback {
  readonly store: StoreApi<PlaybackState>;
  readonly #engine: Engine;
  readonly #branches: Branches;
  readonly #projections = new Map<string, Projections>();
  readonly #ahead = new IdleWork((isTimeUp) => this.#foldAhead(isTimeUp));
  #frame = 0;
  #lastMs = 0;
  #bookmarkCount = 0;

  constructor(engine: Engine) {
    this.store = createStore<PlaybackState>(() => ({
      branches: [],
      currentId: '',
      playhead: { record: 0, timeUs: 0 },
      playing: false,
      speed: 0.1,
      selection: null,
      pauseAt: null,
      bookmarks: [],
      reveal: 'all',
    }));
    this.#engine = engine;
    this.#branches = new Branches(engine, this.store, {
      swapped: (id, view, shared) => this.#projections.get(id)?.rebase(view, shared),
      forked: (id, parentId, view, shared) => {
        const parent = this.#projections.get(parentId);
        if (parent !== undefined) this.#projections.set(id, parent.fork(view, shared));
      },
    });
  }

  get branch(): Branch | undefined {
    const { branches, currentId } = this.store.getState();
    return branches.find(({ id }) => id === currentId);
  }

  /** Forgets all branches and computes a new run; resolves when it has ended. */
  load(order: RunOrder, name = 'This run'): Promise<void> {
    this.pause();
    this.#projections.clear();
    const playhead = { record: 0, timeUs: 0 };
    this.store.setState({ playhead, selection: null, pauseAt: null, bookmarks: [] });
    return this.#branches.replaceAll(order, name);
  }

  /**
   * Does something at the playhead. At the frontier of what was seen the run simply goes on
   * otherwise; in the past it makes a branch, and both futures are kept. The playhead then stands
   * just after what was done.
   */
  edit(action: Action): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return Promise.resolve();
    return this.#branches.edit(branch, action, actionName(action));
  }

  /** The same run under other policies, from its beginning, shown at the same time. */
  compare(order: RunOrder, name: string): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return Promise.resolve();
    return this.#branches.compare(branch, order, name);
  }

  select(selection: Selection | null): void {
    this.store.setState({ selection });
  }

  /** Turns to another branch, at the same time. */
  show(branchId: string): void {
    const { branches, playhead, selection } = this.store.getState();
    const branch = branches.find(({ id }) => id === branchId);
    if (branch === undefined) return;
    const timeUs = Math.min(playhead.timeUs, branch.reachUs);
    const record = branch.view.lengthAt(timeUs);
    // A record's number means something else in another future.
    const kept = selection?.kind === 'record' && selection.record >= record ? null : selection;
    this.#branches.see(branchId, record);
    this.store.setState({ currentId: branchId, playhead: { record, timeUs }, selection: kept });
  }

  rename(branchId: string, name: string): void {
    this.#branches.change(branchId, { name });
  }

  /** The last branch stays. */
  remove(branchId: string): void {
    const { branches, currentId } = this.store.getState();
    const other = branches.find(({ id }) => id !== branchId);
    if (other === undefined) return;
    if (currentId === branchId) this.show(other.id);
    this.#projections.delete(branchId);
    this.#branches.remove(branchId);
  }

  play(): void {
    const { branch } = this;
    const { playing, playhead } = this.store.getState();
    if (branch === undefined || playing) return;
    if (playhead.timeUs >= branch.reachUs && branch.state !== 'running') return;
    this.store.setState({ playing: true });
    this.#lastMs = performance.now();
    this.#frame = requestAnimationFrame((nowMs) => this.#tick(nowMs));
  }

  pause(): void {
    if (!this.store.getState().playing) return;
    cancelAnimationFrame(this.#frame);
    this.store.setState({ playing: false });
  }

  setSpeed(speed: number): void {
    this.store.setState({ speed });
  }

  setPauseAt(record: number | null): void {
    this.store.setState({ pauseAt: record });
  }

  /** Lessons that ask for a prediction hide what was not played yet. */
  setReveal(reveal: Reveal): void {
    this.store.setState({ reveal });
  }

  /** How many records of the branch on screen somebody has seen. */
  seen(branchId = this.store.getState().currentId): number {
    return this.#branches.seen(branchId);
  }

  addBookmark(name?: string): void {
    const { bookmarks, playhead } = this.store.getState();
    this.#bookmarkCount++;
    const bookmark = {
      id: `mark-${this.#bookmarkCount}`,
      name: name ?? `Bookmark ${this.#bookmarkCount}`,
      timeUs: playhead.timeUs,
    };
    const all = [...bookmarks, bookmark].toSorted((one, other) => one.timeUs - other.timeUs);
    this.store.setState({ bookmarks: all });
  }

  removeBookmark(id: string): void {
    const { bookmarks } = this.store.getState();
    this.store.setState({ bookmarks: bookmarks.filter((each) => each.id !== id) });
  }

  stepEvent(by: 1 | -1): void {
    this.pause();
    this.#move(({ view }, { record }) =>
      by > 0 ? nextMoment(view, record) : previousMoment(view, record),
    );
  }

  stepMessage(message: string): void {
    this.#stepWhere(({ view }) => {
      const id = view.names.find(message);
      return (index) => id >= 0 && view.columns.message[index] === id;
    });
  }

  stepNode(node: number): void {
    this.#stepWhere(
      ({ view }) =>
        (index) =>
          view.columns.node[index] === node,
    );
  }

  /** To the next drop, refusal, crash or broken check. */
  nextSurprise(): void {
    this.#stepWhere(({ view, verdicts }) => {
      const broken = new Set(
        verdicts.flatMap((each) => (each.verdict === 'broken' ? [each.record] : [])),
      );
      return (index) => isSurprise(view, index) || broken.has(index);
    });
  }

  seekTime(timeUs: number): void {
    this.#move(({ view, reachUs }) => {
      const at = Math.max(0, Math.min(timeUs, reachUs));
      return { record: view.lengthAt(at), timeUs: at };
    });
  }

  /** To just after a number of records. */
  seekRecord(record: number): void {
    this.#move(({ view }) => playheadAt(view, record));
  }

  /** From the beginning, paused, with this seed or another. */
  async restart(seed?: string): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return;
    this.pause();
    if (seed === undefined) return this.seekRecord(0);
    await this.load(orderUnder(branch.input, seed));
  }

  /** A node's full contents at the playhead; null when the run is gone. */
  inspect(node: number): Promise<NodeInspection | null> {
    const { branch } = this;
    if (branch === undefined) return Promise.resolve(null);
    const { record } = this.store.getState().playhead;
    return this.#branches.inspect(branch.id, node, Math.max(0, ordinalAt(branch.view, record)));
  }

  /** A fold at the playhead. The state is reused from call to call: read it, do not keep it. */
  read<State>(projection: Projection<State>): State {
    const { branch } = this;
    if (branch === undefined) throw new Error('nothing is loaded: call load() first');
    let projections = this.#projections.get(branch.id);
    if (projections === undefined) {
      projections = new Projections();
      this.#projections.set(branch.id, projections);
    }
    this.#ahead.ask();
    return projections.read(projection, branch, this.store.getState().playhead.record);
  }

  dispose(): void {
    this.pause();
    this.#ahead.stop();
    this.#branches.dispose();
    this.#engine.dispose();
  }

  #foldAhead(isTimeUp: () => boolean): boolean {
    const { branch } = this;
    if (branch === undefined) return false;
    return this.#projections.get(branch.id)?.prepare(branch, isTimeUp) ?? false;
  }

  #stepWhere(fitsIn: (branch: Branch) => (index: number) => boolean): void {
    this.pause();
    this.#move((branch, { record }) => nextWhere(branch.view, record, fitsIn(branch)));
  }

  #move(to: (branch: Branch, playhead: Playhead) => Playhead | undefined): void {
    const { branch } = this;
    if (branch === undefined) return;
    const playhead = to(branch, this.store.getState().playhead);
    if (playhead === undefined) return;
    this.#branches.see(branch.id, playhead.record);
    this.store.setState({ playhead });
  }

  #tick(nowMs: number): void {
    const { branch } = this;
    const { playing, playhead, speed, pauseAt } = this.store.getState();
    if (branch === undefined || !playing) return;
    const elapsedMs = Math.min(Math.max(0, nowMs - this.#lastMs), FRAME_MS_MAX);
    this.#lastMs = nowMs;
    const wantedUs = playhead.timeUs + elapsedMs * 1000 * speed;
    const timeUs = Math.max(playhead.timeUs, Math.min(wantedUs, branch.reachUs));
    // Stepping may stand inside an instant; playing goes on from there, never back.
    const record = Math.max(playhead.record, branch.view.lengthAt(timeUs));
    const isPause = pauseAt !== null && playhead.record < pauseAt && record >= pauseAt;
    const moved = isPause ? playheadAt(branch.view, pauseAt) : { record, timeUs };
    this.#branches.see(branch.id, moved.record);
    this.store.setState({ playhead: moved });
    const isOver = branch.state !== 'running' && timeUs >= branch.reachUs;
    if (isPause || isOver) return this.pause();
    this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }
}
