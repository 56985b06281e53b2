/** The lab of a lesson: which of its runs is on the stage, and whether the learner may move it yet. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunOrder } from '../../engine/index.ts';
import type { Branch, Playback, Reveal } from '../../playback/index.ts';

export interface LabState {
  /** The card whose run is on the stage; '' when there is none. */
  readonly key: string;
  readonly title: string;
  readonly seed: string;
  /** Before a prediction nobody plays: a sentence that says so. '' when all is open. */
  readonly lock: string;
}

export interface Exhibit {
  readonly key: string;
  readonly title: string;
  readonly order: RunOrder;
  /** A second run on the same seed, beside the first. */
  readonly other?: { readonly order: RunOrder; readonly name: string };
  readonly name?: string;
  readonly lock?: string;
  /** `seen`: nothing is told of what was not played yet. */
  readonly reveal?: Reveal;
}

const EMPTY: LabState = { key: '', title: '', seed: '', lock: '' };

export class Lab {
  readonly store: StoreApi<LabState> = createStore<LabState>(() => EMPTY);
  readonly playback: Playback;
  #branchIds: readonly string[] = [];
  #turn = 0;

  constructor(playback: Playback) {
    this.playback = playback;
  }

  /**
   * Puts a run on the stage, at its beginning; resolves with its branches when they are computed.
   * @throws Error with a sentence when the run could not be made, or another took its place.
   */
  async show(exhibit: Exhibit): Promise<readonly Branch[]> {
    const { key, title, order, other, name = title, lock = '', reveal = 'all' } = exhibit;
    this.#turn++;
    const turn = this.#turn;
    this.#branchIds = [];
    this.store.setState({ key, title, seed: order.seed, lock });
    const { playback } = this;
    playback.setReveal(reveal);
    await playback.load(order, name);
    this.#mustBe(turn);
    if (other !== undefined) {
      await playback.compare(other.order, other.name);
      this.#mustBe(turn);
      const [first] = playback.store.getState().branches;
      if (first !== undefined) playback.show(first.id);
    }
    const { branches } = playback.store.getState();
    for (const branch of branches) {
      if (branch.state === 'failed' || branch.state === 'stopped') {
        throw new Error(branch.stopSentence);
      }
    }
    this.#branchIds = branches.map(({ id }) => id);
    return branches;
  }

  /** The run of a card, put on the stage if it is not there. What the learner did to it stays. */
  async ensure(exhibit: Exhibit): Promise<readonly Branch[]> {
    const { branches } = this.playback.store.getState();
    const own = this.#branchIds.map((id) => branches.find((branch) => branch.id === id));
    const isThere =
      this.store.getState().key === exhibit.key && own.length > 0 && !own.includes(undefined);
    if (!isThere) return this.show(exhibit);
    this.unlock();
    return own as readonly Branch[];
  }

  unlock(): void {
    if (this.store.getState().lock !== '') this.store.setState({ lock: '' });
  }

  /** Stands just after a record of a branch, and opens it. */
  goTo(branch: Branch, record: number): void {
    const { playback } = this;
    playback.pause();
    if (playback.store.getState().currentId !== branch.id) playback.show(branch.id);
    playback.seekRecord(record + 1);
    playback.select(null);
  }

  goToEnd(branch: Branch): void {
    this.goTo(branch, branch.view.length - 1);
    this.playback.seekTime(branch.reachUs);
  }

  #mustBe(turn: number): void {
    if (turn !== this.#turn) throw new LeftError();
  }
}

/** Another run came on stage while this one was computed: nothing has to be said about it. */
export class LeftError extends Error {
  constructor() {
    super('another run was put on the stage in the meantime');
  }
}
