/** Playback: the branches of a run, one playhead, and all that a person can do with them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Action } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { Engine, RunOrder } from '../engine/index.ts';
import { Branches } from './branches.ts';
import type { Branch } from './branch.ts';
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
import type { PlaybackState, Selection } from './state.ts';
import { actionName } from './wording.ts';

export const SPEEDS = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100, 1000] as const;

export class Playback {
  readonly store: StoreApi<PlaybackState>;
  readonly #engine: Engine;
  readonly #branches: Branches;
  readonly #projections = new Map<string, Projections>();
  #frame = 0;
  #lastMs = 0;

  constructor(engine: Engine) {
    this.store = createStore<PlaybackState>(() => ({
      branches: [],
      currentId: '',
      playhead: { record: 0, timeUs: 0 },
      playing: false,
      speed: 0.1,
      selection: null,
      pauseAt: null,
    }));
    this.#engine = engine;
    this.#branches = new Branches(engine, this.store);
  }

  get branch(): Branch | undefined {
    const { branches, currentId } = this.store.getState();
    return branches.find(({ id }) => id === currentId);
  }

  /** Forgets all branches and computes a new run; resolves when it has ended. */
  load(order: RunOrder, name = 'This run'): Promise<void> {
    this.pause();
    this.#projections.clear();
    this.store.setState({ playhead: { record: 0, timeUs: 0 }, selection: null, pauseAt: null });
    return this.#branches.replaceAll(order, name);
  }

  /**
   * Does something at the playhead. At the frontier of what was seen the run simply goes on
   * otherwise; in the past it makes a branch, and both futures are kept.
   */
  edit(action: Action): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return Promise.resolve();
    const { playhead } = this.store.getState();
    const afterEvent = ordinalAt(branch.view, playhead.record);
    return this.#branches.edit(branch, playhead, afterEvent, action, actionName(action));
  }

  /** The same moment under other policies: a branch that parts at the playhead. */
  async compare(order: RunOrder, name: string): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return;
    const { playhead } = this.store.getState();
    await this.#branches.add(order, name, playhead);
  }

  select(selection: Selection | null): void {
    this.store.setState({ selection });
  }

  show(branchId: string): void {
    const { branches, playhead } = this.store.getState();
    const branch = branches.find(({ id }) => id === branchId);
    if (branch === undefined) return;
    const timeUs = Math.min(playhead.timeUs, branch.endUs);
    const record = branch.view.lengthAt(timeUs);
    this.store.setState({ currentId: branchId, playhead: { record, timeUs } });
  }

  rename(branchId: string, name: string): void {
    this.#branches.change(branchId, { name });
  }

  remove(branchId: string): void {
    this.#projections.delete(branchId);
    this.#branches.remove(branchId);
  }

  play(): void {
    const { branch } = this;
    if (branch === undefined || this.store.getState().playing) return;
    if (this.store.getState().playhead.timeUs >= branch.endUs) return;
    this.store.setState({ playing: true });
    this.#lastMs = performance.now();
    this.#frame = requestAnimationFrame((nowMs) => this.#tick(nowMs));
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    if (this.store.getState().playing) this.store.setState({ playing: false });
  }

  setSpeed(speed: number): void {
    this.store.setState({ speed });
  }

  setPauseAt(record: number | null): void {
    this.store.setState({ pauseAt: record });
  }

  stepEvent(by: 1 | -1): void {
    this.pause();
    this.#move((branch, { record }) =>
      by > 0 ? nextMoment(branch.view, record) : previousMoment(branch.view, record),
    );
  }

  stepMessage(message: string): void {
    this.pause();
    this.#move(({ view }, { record }) =>
      nextWhere(view, record, (index) => {
        const id = view.columns.message[index] as number;
        return id >= 0 && view.names.text(id) === message;
      }),
    );
  }

  stepNode(node: number): void {
    this.pause();
    this.#move(({ view }, { record }) =>
      nextWhere(view, record, (index) => view.columns.node[index] === node),
    );
  }

  nextSurprise(): void {
    this.pause();
    this.#move(({ view, verdicts }, { record }) =>
      nextWhere(
        view,
        record,
        (index) =>
          isSurprise(view, index) ||
          verdicts.some((each) => each.verdict === 'broken' && each.record === index),
      ),
    );
  }

  seekTime(timeUs: number): void {
    this.#move(({ view, endUs }) => {
      const at = Math.max(0, Math.min(timeUs, endUs));
      return { record: view.lengthAt(at), timeUs: at };
    });
  }

  /** To just after a number of records. */
  seekRecord(record: number): void {
    this.#move(({ view }) => playheadAt(view, record));
  }

  /** From the beginning, with this seed or another. */
  async restart(seed?: string): Promise<void> {
    const { branch } = this;
    if (branch === undefined) return;
    if (seed === undefined) return this.seekRecord(0);
    await this.load({ ...branch.input, seed, edits: [] });
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
    return projections.read(projection, branch, this.store.getState().playhead.record);
  }

  dispose(): void {
    this.pause();
    this.#branches.dispose();
    this.#engine.dispose();
  }

  #move(to: (branch: Branch, playhead: Playhead) => Playhead | undefined): void {
    const { branch } = this;
    if (branch === undefined) return;
    const playhead = to(branch, this.store.getState().playhead);
    if (playhead === undefined) return;
    this.store.setState({ playhead });
    this.#branches.see(branch, playhead.record);
  }

  #tick(nowMs: number): void {
    const { branch } = this;
    const { playing, playhead, speed, pauseAt } = this.store.getState();
    if (branch === undefined || !playing) return;
    // A tab that was hidden comes back where it was: no burst.
    const elapsedMs = Math.min(nowMs - this.#lastMs, 100);
    this.#lastMs = nowMs;
    const { view, state } = branch;
    const lastUs = state === 'running' ? playheadAt(view, view.length).timeUs : branch.endUs;
    const timeUs = Math.min(playhead.timeUs + elapsedMs * 1000 * speed, lastUs);
    let record = view.lengthAt(timeUs);
    const isPause = pauseAt !== null && playhead.record < pauseAt && record >= pauseAt;
    if (isPause) record = pauseAt;
    const moved = isPause ? playheadAt(view, record) : { record, timeUs };
    this.store.setState({ playhead: moved });
    this.#branches.see(branch, record);
    if (isPause || timeUs >= branch.endUs) return this.pause();
    this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }
}
