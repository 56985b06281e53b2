/** A queue in front of a node: c workers, first in first out, a limit. Time is handed in. */
import { purpose, usFromMs, type Luck } from '../kernel/index.ts';
import type { ServiceSpec } from '../models/index.ts';

const SERVICE = purpose('node/service');

export interface JobKey {
  readonly pair: number;
  readonly name: number;
  readonly nth: number;
}

export interface StationImage {
  readonly freeAtUs: readonly number[];
  readonly depth: number;
}

export class ServiceStation {
  /** Waiting and in service. */
  depth = 0;
  #freeAtUs: number[];

  readonly spec: ServiceSpec;

  constructor(spec: ServiceSpec) {
    this.spec = spec;
    this.#freeAtUs = Array.from({ length: Math.max(1, spec.workers) }, () => 0);
  }

  /**
   * When the job that arrives now will be done; -1 when the queue is full and it is refused.
   * The job's key makes its service time its own, whatever else is in the queue.
   */
  admit(nowUs: number, luck: Luck, job: JobKey): number {
    if (this.depth >= this.spec.queueLimit + this.spec.workers) return -1;
    this.depth++;
    const draw =
      this.spec.distribution === 'fixed'
        ? 1
        : luck.exponential(SERVICE, job.pair, job.name, job.nth);
    let worker = 0;
    for (let each = 1; each < this.#freeAtUs.length; each++) {
      if ((this.#freeAtUs[each] ?? 0) < (this.#freeAtUs[worker] ?? 0)) worker = each;
    }
    const startUs = Math.max(nowUs, this.#freeAtUs[worker] ?? 0);
    const doneUs = startUs + usFromMs(this.spec.serviceMs * draw);
    this.#freeAtUs[worker] = doneUs;
    return doneUs;
  }

  leave(): void {
    this.depth--;
  }

  /** A crash empties the queue. */
  clear(): void {
    this.depth = 0;
    this.#freeAtUs.fill(0);
  }

  save(): StationImage {
    return { freeAtUs: [...this.#freeAtUs], depth: this.depth };
  }

  restore(image: StationImage): void {
    this.#freeAtUs = [...image.freeAtUs];
    this.depth = image.depth;
  }
}
