/** The page's side of the worker: orders runs, gathers their records, replaces a worker that hangs. */
import { TraceView } from '../../kernel/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { FromWorker, RunEnd, RunOrder, ToWorker } from './messages.ts';
import EngineWorker from './worker.ts?worker&inline';

/** A worker that computes and says nothing for so long is taken to hang. */
const SILENCE_MS = 2000;

export interface RunListener {
  /** More records are in the view. */
  grown(view: TraceView): void;
  ended(end: RunEnd, view: TraceView): void;
  /** It could not be run, or the worker died twice over it. */
  failed(sentence: string): void;
}

export interface Engine {
  run(id: string, order: RunOrder, listener: RunListener): void;
  cancel(id: string): void;
  /** A node's contents after a moment; null when the run is not there any more. */
  inspect(id: string, node: number, ordinal: number): Promise<NodeInspection | null>;
  dispose(): void;
}

interface Job {
  readonly order: RunOrder;
  readonly listener: RunListener;
  view: TraceView;
  done: boolean;
  deaths: number;
}

export function createEngine(makeWorker: () => Worker = () => new EngineWorker()): Engine {
  return new WorkerEngine(makeWorker);
}

class WorkerEngine implements Engine {
  readonly #makeWorker: () => Worker;
  readonly #jobs = new Map<string, Job>();
  readonly #questions = new Map<number, (inspection: NodeInspection | null) => void>();
  #worker: Worker | undefined;
  #requests = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(makeWorker: () => Worker) {
    this.#makeWorker = makeWorker;
  }

  run(id: string, order: RunOrder, listener: RunListener): void {
    this.#jobs.set(id, { order, listener, view: new TraceView(), done: false, deaths: 0 });
    this.#tell({ type: 'run', id, order });
    this.#watchOver();
  }

  cancel(id: string): void {
    this.#jobs.delete(id);
    this.#worker?.postMessage({ type: 'cancel', id } satisfies ToWorker);
  }

  inspect(id: string, node: number, ordinal: number): Promise<NodeInspection | null> {
    const request = ++this.#requests;
    return new Promise((resolve) => {
      this.#questions.set(request, resolve);
      this.#tell({ type: 'inspect', id, request, ordinal, node });
    });
  }

  dispose(): void {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#jobs.clear();
    for (const resolve of this.#questions.values()) resolve(null);
    this.#questions.clear();
  }

  #tell(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = this.#makeWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    worker.addEventListener('error', () => this.#replace());
    return worker;
  }

  #hear(message: FromWorker): void {
    this.#watchOver();
    if (message.type === 'alive') return;
    if (message.type === 'inspection') {
      this.#questions.get(message.request)?.(message.inspection);
      this.#questions.delete(message.request);
      return;
    }
    const job = this.#jobs.get(message.id);
    if (job === undefined) return;
    if (message.type === 'batch') {
      job.view.appendBatch(message.batch);
      job.listener.grown(job.view);
      const { id } = message;
      const { buffer } = message.batch;
      this.#worker?.postMessage({ type: 'buffer', id, buffer } satisfies ToWorker, [buffer]);
    } else if (message.type === 'end') {
      job.done = true;
      job.listener.ended(message.end, job.view);
    } else this.#give(message.id, job, message.sentence);
  }

  #give(id: string, job: Job, sentence: string): void {
    this.#jobs.delete(id);
    job.listener.failed(sentence);
  }

  // A hidden page's timers are slowed, but so is nobody's worker: silence still means that it hangs.
  #watchOver(): void {
    clearTimeout(this.#watch);
    const busy = [...this.#jobs.values()].some(({ done }) => !done);
    if (busy) this.#watch = setTimeout(() => this.#replace(), SILENCE_MS);
  }

  /** Runs are pure functions: a new worker makes the same ones again, from zero. */
  #replace(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const resolve of this.#questions.values()) resolve(null);
    this.#questions.clear();
    for (const [id, job] of this.#jobs) {
      job.deaths++;
      if (job.deaths > 1) {
        const sentence =
          'The simulation stopped answering twice and was ended. This is our mistake, not yours; ' +
          'what you typed is kept.';
        this.#give(id, job, sentence);
        continue;
      }
      job.view = new TraceView();
      job.done = false;
      this.#tell({ type: 'run', id, order: job.order });
    }
    this.#watchOver();
  }
}
