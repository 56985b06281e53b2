/** Two designs on one seed after another, until people see a difference, or the seeds are used up. */
import { GhostDiffJob, type GhostDiff, type GhostDiffOptions } from '../../explore/index.ts';
import { planFor } from '../../scenarios/index.ts';

export interface GhostHuntOrder extends Omit<GhostDiffOptions, 'plan'> {
  /** Tries the seeds `seed/1` to `seed/seeds`, or only `seed` itself when there is none. */
  readonly seeds?: number;
}

export interface GhostFound {
  readonly seed: string;
  readonly diff: GhostDiff;
  /** How many seeds were tried. */
  readonly tried: number;
}

/** A second of two runs at once is a few milliseconds of ours. */
const SECONDS_PER_LOOK = 1;

export class GhostHunt {
  readonly #order: GhostHuntOrder;
  #tried = 0;
  #seed = '';
  #job: GhostDiffJob | undefined;

  constructor(order: GhostHuntOrder) {
    this.#order = order;
  }

  /** True when there is nothing left to do. */
  advance(): boolean {
    this.#job ??= this.#next();
    if (!this.#job.advance(SECONDS_PER_LOOK)) return false;
    if (this.#job.first !== undefined || this.#tried >= (this.#order.seeds ?? 1)) return true;
    this.#job = undefined;
    return false;
  }

  get tried(): number {
    return this.#tried;
  }

  /** Ask when it is finished. */
  result(): GhostFound {
    return { seed: this.#seed, diff: this.#job!.result(), tried: this.#tried };
  }

  #next(): GhostDiffJob {
    const { seed, seeds, ...sides } = this.#order;
    this.#tried++;
    this.#seed = seeds === undefined ? seed : `${seed}/${this.#tried}`;
    const plan = planFor(sides.scenario, this.#seed);
    return new GhostDiffJob({ ...sides, seed: this.#seed, plan });
  }
}
