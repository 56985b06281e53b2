/** Plays the first page's takes: to a time and no further, slower where the message is quick. */
import type { Status } from '../../../models/index.ts';
import type { Branch, Playback, Playhead } from '../../playback/index.ts';
import { CUT_BEN, homeOrder, orderWith, SEND, type TickEvidence } from './home-run.ts';
import { amongServers, arrival, quietMoment, statusShown } from './moments.ts';

/** Simulated seconds for one of ours: on the air, and among the servers. */
interface Pace {
  readonly air: number;
  readonly servers: number;
}

const FIRST_TAKE: Pace = { air: 0.045, servers: 0.007 };
const SECOND_TAKE: Pace = { air: 0.07, servers: 0.014 };

export class Director {
  readonly #playback: Playback;
  /** Whether things may move; if not, each take jumps to its end. */
  readonly #isStill: () => boolean;
  #quiet: Playhead = { record: 0, timeUs: 0 };

  constructor(playback: Playback, isStill: () => boolean) {
    this.#playback = playback;
    this.#isStill = isStill;
  }

  get branch(): Branch {
    const { branch } = this.#playback;
    if (branch === undefined) throw new Error('the run of the first page is not loaded');
    if (branch.state === 'failed' || branch.state === 'stopped') {
      throw new Error(branch.stopSentence);
    }
    return branch;
  }

  /** The name id of the message, -1 before it is typed. */
  get message(): number {
    return this.branch.view.names.find('ana/m1');
  }

  /** Loads the run, waits for a quiet moment in it, and sends. */
  async send(): Promise<void> {
    await this.#playback.load(homeOrder, 'Ben has signal');
    this.#quiet = quietMoment(this.branch);
    this.#playback.seekRecord(this.#quiet.record);
    await this.#playback.edit(SEND);
  }

  /** Beat 2: until Ben has it and Ana knows. */
  async playFirst(signal: AbortSignal): Promise<void> {
    const shown = arrival(this.branch, this.message, this.#ben);
    const ticked = statusShown(this.branch, this.message, 'delivered');
    if (shown === undefined || ticked === undefined) throw new Error(NOT_AS_MEANT);
    await this.#playTo(Math.max(shown.timeUs, ticked.timeUs), FIRST_TAKE, signal);
  }

  /** Beat 3: the same run again, up to one event before Ben's phone receives the message. */
  async playAgain(signal: AbortSignal): Promise<void> {
    const shown = arrival(this.branch, this.message, this.#ben);
    if (shown === undefined) throw new Error(NOT_AS_MEANT);
    this.#playback.seekRecord(this.#quiet.record);
    await this.#playTo(shown.timeUs - 1, SECOND_TAKE, signal);
  }

  /** Makes the other future: from here on Ben has no signal. */
  async cut(): Promise<void> {
    await this.#playback.edit(CUT_BEN);
    this.#playback.rename(this.branch.id, 'Ben in a tunnel');
  }

  /** Beat 5: until the second tick, which is there although the packet is lost. */
  async playOn(signal: AbortSignal): Promise<void> {
    const ticked = statusShown(this.branch, this.message, 'delivered');
    if (ticked === undefined) throw new Error(NOT_AS_MEANT);
    await this.#playTo(ticked.timeUs, FIRST_TAKE, signal);
  }

  /** Beat 7: the same taps under the other rule. Answers the new branch's id. */
  async compare(evidence: TickEvidence): Promise<string> {
    const order = orderWith(this.branch.input, evidence);
    await this.#playback.compare(order, 'Ben’s phone acknowledges');
    return this.branch.id;
  }

  /** What Ana's phone shows beside the message at the end of a branch's records so far. */
  lastStatus(branch: Branch): Status {
    for (const status of ['read', 'delivered', 'sent'] as const) {
      if (statusShown(branch, this.message, status) !== undefined) return status;
    }
    return 'clock';
  }

  get #ben(): number {
    return this.branch.nodes.indexOf('ben');
  }

  #playTo(timeUs: number, pace: Pace, signal: AbortSignal): Promise<void> {
    const playback = this.#playback;
    if (this.#isStill()) {
      playback.seekTime(timeUs);
      return Promise.resolve();
    }
    const [intoUs, outUs] = amongServers(this.branch, this.message);
    const speedAt = (us: number) => (us >= intoUs && us < outUs ? pace.servers : pace.air);
    return new Promise((resolve, reject) => {
      const look = () => {
        const { playhead, speed } = playback.store.getState();
        const wanted = speedAt(playhead.timeUs);
        if (playhead.timeUs < timeUs) {
          if (wanted !== speed) playback.setSpeed(wanted);
          return;
        }
        stop();
        playback.seekTime(timeUs);
        resolve();
      };
      const leave = () => {
        stop();
        reject(new Error('the take was left'));
      };
      const stop = () => {
        unsubscribe();
        signal.removeEventListener('abort', leave);
        playback.pause();
      };
      const unsubscribe = playback.store.subscribe(look);
      signal.addEventListener('abort', leave);
      playback.setSpeed(speedAt(playback.store.getState().playhead.timeUs));
      playback.play();
    });
  }
}

const NOT_AS_MEANT =
  'this run does not go as the first page tells it. This is our mistake, not yours; try again';
