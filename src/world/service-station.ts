/** A queue in front of a node: c workers, a limit, and an order. Time is handed in. */
import { usFromMs, type Luck } from '../kernel/index.ts';
import { MIB, type ServiceSpec } from '../models/index.ts';
import { serviceFactor, type JobKey } from './service-time.ts';

/** What `admit` answers instead of a time: the queue is full; the job waits for a worker. */
export const REFUSED = -1;
export const WAITS = -2;

/** A job as the station needs to know it; `row` and `cause` are handed back when its turn comes. */
export interface Job extends JobKey {
  /** It carries a message: first in line where messages go first. */
  readonly isUrgent: boolean;
  /** Of a photo, which its worker must move. */
  readonly bytes?: number;
  readonly row: number;
  readonly cause: number;
}

interface WaitingJob {
  readonly row: number;
  readonly cause: number;
  readonly serviceUs: number;
}

/** The job whose turn it is, and when it will be done. */
export interface StartedJob {
  readonly row: number;
  readonly cause: number;
  readonly doneUs: number;
}

export interface StationImage {
  readonly freeAtUs: readonly number[];
  readonly depth: number;
  readonly waiting: readonly (readonly WaitingJob[])[];
}

export class ServiceStation {
  /** Waiting and in service. */
  depth = 0;
  #freeAtUs: number[];
  /** Only where messages go first: those that carry one, then the rest. */
  #waiting: WaitingJob[][] = [[], []];

  readonly spec: ServiceSpec;

  constructor(spec: ServiceSpec) {
    this.spec = spec;
    this.#freeAtUs = Array.from({ length: Math.max(1, spec.workers) }, () => 0);
  }

  /**
   * When the job that arrives now will be done. REFUSED when the queue is full, WAITS when that
   * depends on who comes later: then `leave` will name it.
   */
  admit(nowUs: number, luck: Luck, job: Job): number {
    if (this.depth >= this.spec.queueLimit + this.spec.workers) return REFUSED;
    this.depth++;
    const movingMs = ((this.spec.msPerMiB ?? 0) * (job.bytes ?? 0)) / MIB;
    const serviceMs = this.spec.serviceMs * serviceFactor(this.spec, luck, job) + movingMs;
    const serviceUs = usFromMs(serviceMs);
    if (this.spec.order === 'messagesFirst' && this.depth > this.#freeAtUs.length) {
      const { row, cause } = job;
      (this.#waiting[job.isUrgent ? 0 : 1] as WaitingJob[]).push({ row, cause, serviceUs });
      return WAITS;
    }
    const worker = this.#nextFree();
    const doneUs = Math.max(nowUs, this.#freeAtUs[worker] ?? 0) + serviceUs;
    this.#freeAtUs[worker] = doneUs;
    return doneUs;
  }

  /** A job is done. The one that starts now, if who that is had been left open. */
  leave(nowUs: number): StartedJob | undefined {
    this.depth--;
    const next = this.#waiting[0]?.shift() ?? this.#waiting[1]?.shift();
    if (next === undefined) return undefined;
    const { row, cause } = next;
    const doneUs = nowUs + next.serviceUs;
    this.#freeAtUs[this.#nextFree()] = doneUs;
    return { row, cause, doneUs };
  }

  /** A crash empties the queue. */
  clear(): void {
    this.depth = 0;
    this.#freeAtUs.fill(0);
    this.#waiting = [[], []];
  }

  save(): StationImage {
    return {
      freeAtUs: [...this.#freeAtUs],
      depth: this.depth,
      waiting: this.#waiting.map((each) => [...each]),
    };
  }

  restore(image: StationImage): void {
    this.#freeAtUs = [...image.freeAtUs];
    this.depth = image.depth;
    this.#waiting = image.waiting.map((each) => [...each]);
  }

  #nextFree(): number {
    let worker = 0;
    for (let each = 1; each < this.#freeAtUs.length; each++) {
      if ((this.#freeAtUs[each] ?? 0) < (this.#freeAtUs[worker] ?? 0)) worker = each;
    }
    return worker;
  }
}
