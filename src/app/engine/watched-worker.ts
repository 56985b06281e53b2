/** A worker under watch: it is ended and reported dead when it fails, or says nothing for too long. */
import type { FromWorker, ToWorker } from './messages.ts';

/** A worker that computes and says nothing for so long is taken to hang. */
const SILENCE_MS = 2000;
/** The second one is given longer: a slow machine is no hang, and nothing is lost by waiting. */
const PATIENT_MS = 10_000;
/**
 * Until its script has come and run, it cannot speak at all. Built, it is part of the page; while one
 * develops or tests, it fetches hundreds of modules first.
 */
const START_MS = import.meta.env.PROD ? 15_000 : 60_000;
/** The first word about an order: thousands of nodes are set up before it, on any machine. */
const ORDER_MS = 6000;
/** A watch that strikes later than this was held up with the page, and so was what it should hear. */
const LATE_MS = 250;

/** What is answered in passing; everything else begins a piece of work. */
const IN_PASSING: ReadonlySet<ToWorker['type']> = new Set(['cancel', 'buffer', 'inspect']);

export type MakeWorker = () => Worker;

export interface WorkerListener {
  hear(message: FromWorker): void;
  /** It was ended; nothing more will come from it. */
  died(): void;
}

export class WatchedWorker {
  readonly #worker: Worker | undefined;
  readonly #listener: WorkerListener;
  readonly #silenceMs: number;
  #hasSpoken = false;
  /** It was given an order and has not said anything since. */
  #isBeginning = false;
  #heardAtMs = 0;
  #isOver = false;
  #isBusy = false;
  #watch: ReturnType<typeof setTimeout> | undefined;

  /** @param isPatient for a worker that takes the place of one that seemed to hang. */
  constructor(make: MakeWorker, listener: WorkerListener, isPatient = false) {
    this.#listener = listener;
    this.#silenceMs = isPatient ? PATIENT_MS : SILENCE_MS;
    try {
      this.#worker = make();
    } catch {
      // Told later, as with a worker that fails to load: the caller is not ready to hear it yet.
      queueMicrotask(() => this.#die());
      return;
    }
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (this.#isOver) return;
      this.#note(data.type === 'alive');
      listener.hear(data);
    });
    for (const trouble of ['error', 'messageerror'] as const) {
      this.#worker.addEventListener(trouble, () => this.#die());
    }
  }

  tell(message: ToWorker, transfer: Transferable[] = []): void {
    if (this.#isOver) return;
    if (!IN_PASSING.has(message.type)) {
      this.#isBeginning = true;
      this.#heardAtMs = performance.now();
    }
    this.#worker?.postMessage(message, transfer);
  }

  /** Silence means something only while there is work to do. */
  setBusy(isBusy: boolean): void {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    clearTimeout(this.#watch);
    if (!isBusy || this.#isOver) return;
    this.#heardAtMs = performance.now();
    this.#watchFor(this.#patienceMs);
  }

  /** Without a word to the listener. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#watch);
    this.#worker?.terminate();
  }

  /** The first sign of life says that the script is there, and nothing of any order. */
  #note(isMereSign: boolean): void {
    const beforeMs = this.#patienceMs;
    if (this.#hasSpoken || !isMereSign) this.#isBeginning = false;
    this.#hasSpoken = true;
    this.#heardAtMs = performance.now();
    if (this.#isBusy && this.#patienceMs < beforeMs) this.#watchFor(this.#patienceMs);
  }

  get #patienceMs(): number {
    if (!this.#hasSpoken) return START_MS;
    return this.#isBeginning ? Math.max(ORDER_MS, this.#silenceMs) : this.#silenceMs;
  }

  /** One watch that is wound up again when it strikes: a run may speak thousands of times. */
  #watchFor(restMs: number): void {
    clearTimeout(this.#watch);
    const dueAtMs = performance.now() + restMs;
    this.#watch = setTimeout(() => {
      const nowMs = performance.now();
      const leftMs = this.#heardAtMs + this.#patienceMs - nowMs;
      if (leftMs > 0) this.#watchFor(leftMs);
      // Held up or asleep with the whole page: what the worker said meanwhile is heard first.
      else if (nowMs - dueAtMs > LATE_MS) this.#watchFor(this.#patienceMs);
      else this.#die();
    }, restMs);
  }

  #die(): void {
    if (this.#isOver) return;
    this.end();
    this.#listener.died();
  }
}
