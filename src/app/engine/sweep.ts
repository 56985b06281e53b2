/** A sweep on the page: shares its runs among a few workers, gathers outcomes, can be cancelled. */
import { SweepJob, type Failure, type RunOutcome } from '../../explore/index.ts';
import { makeEngineWorker } from './engine.ts';
import { unpackOutcomes } from './outcome-batch.ts';
import type { FromWorker, SweepOrder } from './messages.ts';
import { RunShares, type Share } from './run-shares.ts';
import type { SweepState, SweepStatus } from './sweep-state.ts';
import { WatchedWorker, type MakeWorker } from './watched-worker.ts';

export interface Cancellable {
  /** Ends the work at once. What has finished is kept. */
  cancel(): void;
}

export interface SweepOptions {
  readonly makeWorker?: MakeWorker;
  readonly workers?: number;
}

/** As often as a person can follow. */
const CHANGE_MS = 100;
/** Each worker has the next share waiting while it works on one. */
const SHARES_AHEAD = 2;
/** A worker may die once; what kills a second one would kill them all. */
const DEATHS_MAX = 1;

/** One core is left for the page. */
const workerCount = (): number =>
  Math.max(1, Math.min(2, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));

/**
 * Starts a sweep; `changed` hears of it at most every 100 ms, and at its end.
 * An order that makes no sense fails with its sentence, it does not throw.
 */
export function startSweep(
  order: SweepOrder,
  changed: (state: SweepState) => void,
  options: SweepOptions = {},
): Cancellable {
  const sweep = new Sweep(order, changed, options);
  sweep.start();
  return sweep;
}

class Sweep implements Cancellable {
  readonly #order: SweepOrder;
  readonly #changed: (state: SweepState) => void;
  readonly #makeWorker: MakeWorker;
  readonly #workerCount: number;
  readonly #shares: RunShares;
  readonly #outcomes: (RunOutcome | undefined)[];
  readonly #failures: Failure[] = [];
  /** Each worker with the shares it was given. */
  readonly #workers = new Map<WatchedWorker, Share[]>();
  readonly #startedAtMs = performance.now();
  readonly #leave = () => this.cancel();
  #done = 0;
  #deaths = 0;
  #status: SweepStatus = 'running';
  #sentence = '';
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(
    order: SweepOrder,
    changed: (state: SweepState) => void,
    { makeWorker = makeEngineWorker, workers = workerCount() }: SweepOptions,
  ) {
    this.#order = order;
    this.#changed = changed;
    this.#makeWorker = makeWorker;
    this.#workerCount = workers;
    this.#shares = new RunShares(order.count, workers);
    this.#outcomes = Array.from({ length: this.#shares.count });
  }

  start(): void {
    try {
      // Made only to hear what is wrong with the order; it does nothing until it is advanced.
      void new SweepJob(this.#order);
    } catch (error) {
      return this.#end('failed', error instanceof Error ? error.message : String(error));
    }
    // No worker outlives the page, not even in the cache of the back button.
    globalThis.addEventListener?.('pagehide', this.#leave);
    for (let count = 0; count < this.#workerCount; count++) this.#addWorker();
    this.#tell();
  }

  cancel(): void {
    if (this.#status === 'running') this.#end('cancelled', '');
  }

  #addWorker(): void {
    const listener = {
      hear: (message: FromWorker) => this.#hear(worker, message),
      died: () => this.#bury(worker),
    };
    const worker: WatchedWorker = new WatchedWorker(this.#makeWorker, listener, this.#deaths > 0);
    this.#workers.set(worker, []);
    this.#feed(worker);
  }

  #feed(worker: WatchedWorker): void {
    const held = this.#workers.get(worker);
    if (held === undefined) return;
    while (held.length < SHARES_AHEAD) {
      const share = this.#shares.take();
      if (share === undefined) break;
      held.push(share);
      const { id, from, to } = share;
      worker.tell({ type: 'sweep', id, order: this.#order, from, to });
    }
    worker.setBusy(held.length > 0);
  }

  #hear(worker: WatchedWorker, message: FromWorker): void {
    if (message.type === 'failed') return this.#end('failed', message.sentence);
    if (message.type !== 'outcomes') return;
    const held = this.#workers.get(worker);
    const place = held?.findIndex(({ id }) => id === message.id) ?? -1;
    const share = held?.[place];
    if (held === undefined || share === undefined) return;
    const { from, outcomes } = message;
    unpackOutcomes(outcomes, (run) => `${this.#order.seed}/${from + run}`).forEach(
      (outcome, offset) => this.#keep(from + offset, outcome),
    );
    share.from = from + outcomes.count;
    if (share.from > share.to) held.splice(place, 1);
    this.#feed(worker);
    if (this.#done === this.#outcomes.length) this.#end('finished', '');
    else this.#tell();
  }

  #keep(nth: number, outcome: RunOutcome): void {
    if (this.#outcomes[nth - 1] !== undefined) return;
    this.#outcomes[nth - 1] = outcome;
    this.#done++;
    const { broken, seed } = outcome;
    if (broken === undefined) return;
    // Runs come nearly in order: the place is at the end, or close to it.
    const after = this.#failures.findLastIndex((each) => each.nth < nth);
    this.#failures.splice(after + 1, 0, { ...broken, seed, nth });
  }

  /** Its unfinished runs go to another worker, once. */
  #bury(worker: WatchedWorker): void {
    const held = this.#workers.get(worker) ?? [];
    this.#workers.delete(worker);
    if (this.#status !== 'running') return;
    this.#deaths++;
    if (this.#deaths > DEATHS_MAX) {
      const nth = Math.min(...held.map(({ from }) => from), this.#outcomes.length);
      const sentence = `The simulation stopped answering twice, the second time at run ${nth}; ${this.#done} finished runs are kept.`;
      return this.#end('failed', sentence);
    }
    for (const share of held) this.#shares.giveBack(share);
    this.#addWorker();
  }

  #end(status: SweepStatus, sentence: string): void {
    this.#status = status;
    this.#sentence = sentence;
    for (const worker of this.#workers.keys()) worker.end();
    this.#workers.clear();
    globalThis.removeEventListener?.('pagehide', this.#leave);
    clearTimeout(this.#telling);
    this.#changed(this.#state());
  }

  #tell(): void {
    if (this.#telling !== undefined) return;
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      if (this.#status === 'running') this.#changed(this.#state());
    }, CHANGE_MS);
  }

  #state(): SweepState {
    return {
      order: this.#order,
      status: this.#status,
      sentence: this.#sentence,
      done: this.#done,
      outcomes: this.#outcomes,
      failures: [...this.#failures],
      elapsedMs: performance.now() - this.#startedAtMs,
    };
  }
}
