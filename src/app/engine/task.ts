/** Work of the worker, done slice by slice: a run to show, a part of a sweep, a shrinking. */
import { ShrinkJob, SweepJob } from '../../explore/index.ts';
import { planFor } from '../../scenarios/index.ts';
import type { FromWorker, RunOrder, ShrinkOrder, SweepOrder } from './messages.ts';
import { packOutcomes } from './outcome-batch.ts';
import { RunHost } from './run-host.ts';
import { recordsOf } from './run-records.ts';

export type Tell = (message: FromWorker, transfer?: Transferable[]) => void;

export interface Task {
  /** Works until the time is up and says what came of it; answers whether there is more to do. */
  slice(isTimeUp: () => boolean): boolean;
}

/** Moments between two looks at the clock: well under a millisecond of most scenarios. */
const MOMENTS_PER_LOOK = 500;
const BATCH_RECORDS = 16_384;
/** Results are told as often as a person can follow them. */
const TELL_MS = 100;

/** A run whose records go to the page. It stays, to be inspected, when it has ended. */
export class RunTask implements Task {
  readonly host: RunHost;
  readonly #id: string;
  readonly #tell: Tell;
  readonly #buffers: ArrayBuffer[] = [];

  constructor(id: string, order: RunOrder, tell: Tell) {
    this.host = new RunHost(order);
    this.#id = id;
    this.#tell = tell;
  }

  giveBack(buffer: ArrayBuffer): void {
    this.#buffers.push(buffer);
  }

  slice(isTimeUp: () => boolean): boolean {
    let more = true;
    while (more && !isTimeUp()) more = this.host.advance(MOMENTS_PER_LOOK);
    while (this.host.hasUnsent) {
      const batch = this.host.cutBatch(BATCH_RECORDS, this.#buffers.pop());
      this.#tell({ type: 'batch', id: this.#id, batch }, [batch.buffer]);
    }
    if (!more) this.#tell({ type: 'end', id: this.#id, end: this.host.end() });
    return more;
  }
}

export class SweepTask implements Task {
  readonly #id: string;
  readonly #tell: Tell;
  readonly #job: SweepJob;
  readonly #from: number;
  #told = 0;
  #toldAtMs = 0;

  constructor(id: string, order: SweepOrder & { from: number; to: number }, tell: Tell) {
    const { scenario, design, seed, from, to } = order;
    this.#job = new SweepJob({ scenario, design, seed, from, count: to });
    this.#id = id;
    this.#from = from;
    this.#tell = tell;
  }

  slice(isTimeUp: () => boolean): boolean {
    while (!this.#job.finished && !isTimeUp()) this.#job.advance(MOMENTS_PER_LOOK);
    const nowMs = performance.now();
    if (this.#job.finished || nowMs - this.#toldAtMs >= TELL_MS) this.#tellOutcomes(nowMs);
    return !this.#job.finished;
  }

  #tellOutcomes(nowMs: number): void {
    this.#toldAtMs = nowMs;
    const outcomes = this.#job.outcomes.slice(this.#told);
    if (outcomes.length === 0) return;
    const from = this.#from + this.#told;
    this.#told += outcomes.length;
    const batch = packOutcomes(outcomes);
    this.#tell({ type: 'outcomes', id: this.#id, from, outcomes: batch }, [batch.buffer]);
  }
}

export class ShrinkTask implements Task {
  readonly #id: string;
  readonly #tell: Tell;
  readonly #job: ShrinkJob;
  #toldAtMs = 0;

  constructor(id: string, order: ShrinkOrder, tell: Tell) {
    this.#job = new ShrinkJob({ ...order, plan: planFor(order.scenario, order.seed) });
    this.#id = id;
    this.#tell = tell;
  }

  slice(isTimeUp: () => boolean): boolean {
    let progress = this.#job.progress();
    while (!progress.finished && !isTimeUp()) progress = this.#job.advance(MOMENTS_PER_LOOK);
    if (progress.finished) {
      this.#tellResult();
      return false;
    }
    const nowMs = performance.now();
    if (nowMs - this.#toldAtMs >= TELL_MS) {
      this.#toldAtMs = nowMs;
      this.#tell({ type: 'shrinking', id: this.#id, progress });
    }
    return true;
  }

  #tellResult(): void {
    const result = this.#job.result() ?? null;
    const records = result === null ? [] : recordsOf(result);
    const buffers = records.map(({ buffer }) => buffer);
    this.#tell({ type: 'shrunk', id: this.#id, result, records }, buffers);
  }
}
