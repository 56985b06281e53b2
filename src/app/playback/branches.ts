/** The branches of a playback: made by runs of the engine, swapped in when their records are there. */
import type { StoreApi } from 'zustand/vanilla';
import type { TraceView } from '../../kernel/index.ts';
import type { Action, Edit } from '../../scenarios/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { Engine, RunEnd, RunOrder } from '../engine/index.ts';
import { newBranch, type Branch } from './branch.ts';
import type { Playhead } from './moments.ts';
import type { PlaybackState } from './state.ts';

export class Branches {
  readonly #engine: Engine;
  readonly #store: StoreApi<PlaybackState>;
  /** The engine's run behind each branch: another one after an edit at the frontier. */
  readonly #runs = new Map<string, string>();
  /** Up to which record somebody has seen a branch: what lies beyond is nobody's future yet. */
  readonly #seen = new Map<string, number>();
  #count = 0;

  constructor(engine: Engine, store: StoreApi<PlaybackState>) {
    this.#engine = engine;
    this.#store = store;
  }

  replaceAll(order: RunOrder, name: string): Promise<void> {
    for (const run of this.#runs.values()) this.#engine.cancel(run);
    this.#runs.clear();
    const branch = newBranch({ id: this.#newId(), name, input: order, split: null });
    this.#store.setState({ branches: [branch], currentId: branch.id });
    return this.#compute(branch.id, order, 0);
  }

  /** Another future from the playhead on; shown as soon as it has come that far. */
  async add(order: RunOrder, name: string, playhead: Playhead): Promise<void> {
    const id = this.#newId();
    const { record, timeUs } = playhead;
    const branch = newBranch({ id, name, input: order, split: { record, timeUs } });
    this.#store.setState(({ branches }) => ({ branches: [...branches, branch] }));
    const done = this.#compute(id, order, record, () => this.#store.setState({ currentId: id }));
    await done;
  }

  edit(
    branch: Branch,
    playhead: Playhead,
    afterEvent: number,
    action: Action,
    name: string,
  ): Promise<void> {
    const { timeUs, record } = playhead;
    const earlier = branch.input.edits.filter(
      (edit) => edit.edit !== 'add' || edit.timeUs <= timeUs,
    );
    const id = `edit/${branch.input.edits.length + 1}/${this.#newId()}`;
    const edit: Edit = { edit: 'add', id, timeUs: Math.floor(timeUs), afterEvent, action };
    const order: RunOrder = { ...branch.input, edits: [...earlier, edit] };
    const isFrontier = record >= (this.#seen.get(branch.id) ?? 0);
    if (!isFrontier) return this.add(order, name, playhead);
    this.change(branch.id, { input: order, state: 'running' });
    return this.#compute(branch.id, order, record);
  }

  inspect(branchId: string, node: number, ordinal: number): Promise<NodeInspection | null> {
    const run = this.#runs.get(branchId);
    return run === undefined ? Promise.resolve(null) : this.#engine.inspect(run, node, ordinal);
  }

  change(id: string, changes: Partial<Branch>): void {
    this.#store.setState(({ branches }) => ({
      branches: branches.map((each) => (each.id === id ? { ...each, ...changes } : each)),
    }));
  }

  see(branch: Branch, record: number): void {
    this.#seen.set(branch.id, Math.max(record, this.#seen.get(branch.id) ?? 0));
  }

  /** The last branch stays: there is always a run on screen. */
  remove(id: string): void {
    const { branches, currentId } = this.#store.getState();
    const rest = branches.filter((each) => each.id !== id);
    const [first] = rest;
    if (first === undefined) return;
    const run = this.#runs.get(id);
    if (run !== undefined) this.#engine.cancel(run);
    this.#runs.delete(id);
    this.#store.setState({ branches: rest, currentId: currentId === id ? first.id : currentId });
  }

  dispose(): void {
    for (const run of this.#runs.values()) this.#engine.cancel(run);
    this.#runs.clear();
  }

  #newId(): string {
    this.#count++;
    return `b${this.#count}`;
  }

  /** The old records stay on screen until the new ones reach the playhead: the past is the same. */
  #compute(id: string, order: RunOrder, from: number, shown?: () => void): Promise<void> {
    const former = this.#runs.get(id);
    if (former !== undefined) this.#engine.cancel(former);
    const run = `${id}/${this.#newId()}`;
    this.#runs.set(id, run);
    let isShown = false;
    const show = (view: TraceView) => {
      this.change(id, { view });
      if (isShown) return;
      isShown = true;
      shown?.();
    };
    return new Promise((resolve) => {
      this.#engine.run(run, order, {
        grown: (view) => {
          if (view.length >= from) show(view);
        },
        ended: (end, view) => {
          show(view);
          this.change(id, endOf(end));
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

const endOf = ({ status, stopSentence, digest, verdicts, measures }: RunEnd): Partial<Branch> => ({
  state: status,
  stopSentence,
  digest,
  verdicts,
  measures,
});
