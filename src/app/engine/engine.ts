/** The page's side of the worker: orders runs, gathers their records, replaces a worker that hangs. */
import { TraceView } from '../../kernel/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import type { FromWorker, RunEnd, RunOrder, ToWorker } from './messages.ts';
import { WatchedWorker, type MakeWorker } from './watched-worker.ts';
import EngineWorker from './worker.ts?worker&inline';

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

export const DEATH_SENTENCE =
  'The simulation stopped answering twice and was ended. This is our mistake, not yours; ' +
  'what you typed is kept.';

/** Started from a blob, so that the page's policy holds inside it. */
export const makeEngineWorker: MakeWorker = () => new EngineWorker();

export function createEngine(makeWorker: MakeWorker = makeEngineWorker): Engine {
  return new WorkerEngine(makeWorker);
}

interface Job {
  readonly order: RunOrder;
  readonly listener: RunListener;
  view: TraceView;
  done: boolean;
  deaths: number;
}

class WorkerEngine implements Engine {
  readonly #makeWorker: MakeWorker;
  readonly #jobs = new Map<string, Job>();
  readonly #questions = new Map<number, (inspection: NodeInspection | null) => void>();
  #worker: WatchedWorker | undefined;
  #requests = 0;

  constructor(makeWorker: MakeWorker) {
    this.#makeWorker = makeWorker;
  }

  run(id: string, order: RunOrder, listener: RunListener): void {
    this.#jobs.set(id, { order, listener, view: new TraceView(), done: false, deaths: 0 });
    this.#tell({ type: 'run', id, order });
    this.#watchOver();
  }

  cancel(id: string): void {
    this.#jobs.delete(id);
    this.#worker?.tell({ type: 'cancel', id });
    this.#watchOver();
  }

  inspect(id: string, node: number, ordinal: number): Promise<NodeInspection | null> {
    if (!this.#jobs.has(id)) return Promise.resolve(null);
    const request = ++this.#requests;
    return new Promise((resolve) => {
      this.#questions.set(request, resolve);
      this.#tell({ type: 'inspect', id, request, ordinal, node });
      this.#watchOver();
    });
  }

  dispose(): void {
    this.#worker?.end();
    this.#worker = undefined;
    this.#jobs.clear();
    this.#leaveUnanswered();
  }

  #tell(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.tell(message);
  }

  #start(): WatchedWorker {
    const listener = {
      hear: (told: FromWorker) => this.#hear(told),
      died: () => this.#replace(),
    };
    const isSecond = [...this.#jobs.values()].some(({ deaths }) => deaths > 0);
    return new WatchedWorker(this.#makeWorker, listener, isSecond);
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'inspection':
        this.#questions.get(message.request)?.(message.inspection);
        this.#questions.delete(message.request);
        this.#watchOver();
        return;
      case 'batch':
        return this.#grow(message);
      case 'end': {
        const job = this.#jobs.get(message.id);
        if (job === undefined) return;
        job.done = true;
        this.#watchOver();
        job.listener.ended(message.end, job.view);
        return;
      }
      case 'failed':
        return this.#giveUp(message.id, message.sentence);
      default:
    }
  }

  #grow({ id, batch }: Extract<FromWorker, { type: 'batch' }>): void {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    job.view.appendBatch(batch);
    const { buffer } = batch;
    this.#worker?.tell({ type: 'buffer', id, buffer }, [buffer]);
    job.listener.grown(job.view);
  }

  #giveUp(id: string, sentence: string): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    this.#watchOver();
    job?.listener.failed(sentence);
  }

  #watchOver(): void {
    const isComputing = [...this.#jobs.values()].some(({ done }) => !done);
    this.#worker?.setBusy(isComputing || this.#questions.size > 0);
  }

  #leaveUnanswered(): void {
    for (const resolve of this.#questions.values()) resolve(null);
    this.#questions.clear();
  }

  /** Runs are pure functions: a new worker makes the same ones again, from zero. */
  #replace(): void {
    this.#worker = undefined;
    this.#leaveUnanswered();
    for (const [id, job] of this.#jobs) {
      job.deaths++;
      if (job.deaths > 1) {
        this.#giveUp(id, DEATH_SENTENCE);
        continue;
      }
      job.view = new TraceView();
      job.done = false;
      this.#tell({ type: 'run', id, order: job.order });
    }
    this.#watchOver();
  }
}
