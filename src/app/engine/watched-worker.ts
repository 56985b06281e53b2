/** A worker under watch: it is ended and reported dead when it fails, or says nothing for too long. */
import type { FromWorker, ToWorker } from './messages.ts';

/** A worker that computes and says nothing for so long is taken to hang. */
const SILENCE_MS = 2000;
/** The second one is given longer: a slow machine is no hang, and nothing is lost by waiting. */
const PATIENT_MS = 10_000;
/** Until its script has come and run, it cannot speak at all. */
const START_MS = 15_000;

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
      this.#hasSpoken = true;
      this.#arm();
      listener.hear(data);
    });
    for (const trouble of ['error', 'messageerror'] as const) {
      this.#worker.addEventListener(trouble, () => this.#die());
    }
  }

  tell(message: ToWorker, transfer: Transferable[] = []): void {
    if (!this.#isOver) this.#worker?.postMessage(message, transfer);
  }

  /** Silence means something only while there is work to do. */
  setBusy(isBusy: boolean): void {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#arm();
  }

  /** Without a word to the listener. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#watch);
    this.#worker?.terminate();
  }

  #arm(): void {
    clearTimeout(this.#watch);
    if (!this.#isBusy || this.#isOver) return;
    const armedAtMs = performance.now();
    const silenceMs = this.#hasSpoken ? this.#silenceMs : START_MS;
    this.#watch = setTimeout(() => {
      // A timer that comes late was asleep with the whole page: the worker slept too.
      if (performance.now() - armedAtMs > 2 * silenceMs) this.#arm();
      else this.#die();
    }, silenceMs);
  }

  #die(): void {
    if (this.#isOver) return;
    this.end();
    this.#listener.died();
  }
}
