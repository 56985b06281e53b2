/** A worker under watch: it is ended and reported dead when it fails, or says nothing for too long. */
import type { FromWorker, ToWorker } from './messages.ts';

/** A worker that computes and says nothing for so long is taken to hang. */
export const SILENCE_MS = 2000;

export type MakeWorker = () => Worker;

export interface WorkerListener {
  hear(message: FromWorker): void;
  /** It was ended; nothing more will come from it. */
  died(): void;
}

export class WatchedWorker {
  readonly #worker: Worker | undefined;
  readonly #listener: WorkerListener;
  #isOver = false;
  #isBusy = false;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(make: MakeWorker, listener: WorkerListener) {
    this.#listener = listener;
    try {
      this.#worker = make();
    } catch {
      // Told later, as with a worker that fails to load: the caller is not ready to hear it yet.
      queueMicrotask(() => this.#die());
      return;
    }
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (this.#isOver) return;
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
    this.#watch = setTimeout(() => {
      // A timer that comes late was asleep with the whole page: the worker slept too.
      if (performance.now() - armedAtMs > 2 * SILENCE_MS) this.#arm();
      else this.#die();
    }, SILENCE_MS);
  }

  #die(): void {
    if (this.#isOver) return;
    this.end();
    this.#listener.died();
  }
}
