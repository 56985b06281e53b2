/** Threads of a sweep under watch: one that dies or hangs is replaced once, and none is left behind. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { digitsInGroups } from '../kernel/index.ts';
import type { RunOutcome } from '../explore/index.ts';
import type { SweepOrder } from './sweep-pool.ts';

/** Some runs of one of the orders, both ends included. */
export interface Share {
  readonly order: number;
  readonly from: number;
  readonly to: number;
}

/** To a thread: its orders at first, then shares, and at last nothing more. */
export interface ToThread {
  readonly orders?: readonly SweepOrder[];
  readonly share?: Share;
}

/** From a thread: one finished run of its share, in order of number. */
export interface FromThread {
  readonly outcome: RunOutcome;
}

export interface ThreadWork {
  readonly orders: readonly SweepOrder[];
  /** Taken from the front; what a dead thread leaves comes back there. */
  readonly shares: Share[];
  readonly isStopped: () => boolean;
  readonly keep: (order: number, nth: number, outcome: RunOutcome) => void;
}

export interface ThreadOptions {
  readonly makeThread?: () => Worker;
  readonly threads?: number;
  /** A thread that finishes no run for so long is taken to hang. */
  readonly silenceMs?: number;
}

const THREADS_MAX = 16;
/** The budgets of a run end the longest one well before. */
const SILENCE_MS = 120_000;
/** A thread may die once; what kills a second one would kill them all. */
const DEATHS_MAX = 1;

interface Held {
  share: Share | undefined;
  isOnline: boolean;
  watch: ReturnType<typeof setTimeout> | undefined;
}

/** Answers '' when all is done or stopped, else a sentence on the threads that died. */
export function runInThreads(work: ThreadWork, options: ThreadOptions = {}): Promise<string> {
  return new SweepThreads(work, options).run();
}

class SweepThreads {
  readonly #work: ThreadWork;
  readonly #options: ThreadOptions;
  readonly #live = new Map<Worker, Held>();
  #deaths = 0;
  #done = 0;
  #end: (trouble: string) => void = () => {};

  constructor(work: ThreadWork, options: ThreadOptions) {
    this.#work = work;
    this.#options = options;
  }

  run(): Promise<string> {
    const { threads = Math.min(THREADS_MAX, availableParallelism()) } = this.#options;
    const count = Math.min(threads, this.#work.shares.length);
    return new Promise((resolve) => {
      this.#end = resolve;
      for (let nth = 0; nth < count; nth++) this.#add();
    });
  }

  #add(): void {
    const thread = (this.#options.makeThread ?? startThread)();
    this.#live.set(thread, { share: undefined, isOnline: false, watch: undefined });
    // How long it takes to start says nothing about it.
    thread.on('online', () => {
      const held = this.#live.get(thread);
      if (held === undefined) return;
      held.isOnline = true;
      this.#watch(thread);
    });
    thread.on('message', (message: FromThread) => this.#hear(thread, message));
    thread.on('error', ({ message }: Error) => this.#bury(thread, `died (${message})`));
    thread.on('exit', (code) => this.#exited(thread, code));
    thread.postMessage({ orders: this.#work.orders } satisfies ToThread);
    this.#feed(thread);
  }

  /** The next share, or the word that there is none. */
  #feed(thread: Worker): void {
    const held = this.#live.get(thread)!;
    held.share = this.#work.isStopped() ? undefined : this.#work.shares.shift();
    this.#watch(thread);
    const { share } = held;
    thread.postMessage((share === undefined ? {} : { share }) satisfies ToThread);
  }

  #hear(thread: Worker, { outcome }: FromThread): void {
    const held = this.#live.get(thread);
    if (held?.share === undefined) return;
    const { order, from, to } = held.share;
    this.#work.keep(order, from, outcome);
    this.#done++;
    held.share = { order, from: from + 1, to };
    if (from === to) this.#feed(thread);
    else this.#watch(thread);
  }

  #watch(thread: Worker): void {
    const held = this.#live.get(thread)!;
    clearTimeout(held.watch);
    if (!held.isOnline) return;
    const { silenceMs = SILENCE_MS } = this.#options;
    held.watch = setTimeout(
      () => this.#bury(thread, `said nothing for ${silenceMs / 1000} s`),
      silenceMs,
    );
  }

  #exited(thread: Worker, code: number): void {
    const held = this.#live.get(thread);
    if (held === undefined) return;
    if (code !== 0 || held.share !== undefined) {
      return this.#bury(thread, `ended with exit code ${code}`);
    }
    clearTimeout(held.watch);
    this.#live.delete(thread);
    if (this.#live.size === 0) this.#end('');
  }

  /** Its unfinished runs go to another thread, once. */
  #bury(thread: Worker, how: string): void {
    const held = this.#live.get(thread);
    if (held === undefined) return;
    this.#forget(thread, held);
    const { share } = held;
    if (share !== undefined) this.#work.shares.unshift(share);
    this.#deaths++;
    if (this.#deaths <= DEATHS_MAX) return this.#add();
    for (const [each, its] of this.#live) this.#forget(each, its);
    const place = share === undefined ? '' : ` at run ${digitsInGroups(share.from)}`;
    this.#end(
      `A second worker ${how}${place}, so the sweep ends here; ` +
        `the ${digitsInGroups(this.#done)} finished runs are kept.`,
    );
  }

  #forget(thread: Worker, { watch }: Held): void {
    clearTimeout(watch);
    this.#live.delete(thread);
    void thread.terminate();
  }
}

function startThread(): Worker {
  // The launcher moves to the caller's folder, which a thread may not.
  const { INIT_CWD: _, ...env } = process.env;
  return new Worker(join(import.meta.dirname, 'run.mjs'), { argv: ['sweep-worker'], env });
}
