/**
 * Par of a hole: the smallest score among schedules that the swarm draws, under the same traffic and
 * the same luck as a learner meets, so that par can be reached.
 */
import { GolfJob, type GolfPar } from '../../explore/index.ts';
import { planFor, trafficFor, type Plan } from '../../scenarios/index.ts';
import type { CourseOrder } from './search-orders.ts';

/** Schedules that break the check and are made smaller: each costs a search of its own. */
const BROKEN_MAX = 12;

export class ParHunt {
  readonly #course: CourseOrder;
  readonly #draws: number;
  #drawn = 0;
  #broken = 0;
  #job: GolfJob | undefined;
  #best: GolfPar | undefined;

  /** @param draws schedules that are tried, at most */
  constructor(course: CourseOrder, draws: number) {
    this.#course = course;
    this.#draws = draws;
  }

  /** Executes about so many moments; true when there is nothing left to do. */
  advance(moments: number): boolean {
    if (this.#job === undefined) {
      if (this.#drawn >= this.#draws || this.#broken >= BROKEN_MAX) return true;
      this.#drawn++;
      this.#job = new GolfJob(this.#course, drawnFaults(this.#course, this.#drawn));
    }
    if (!this.#job.advance(moments)) return false;
    const score = this.#job.score();
    this.#job = undefined;
    if (score?.outcome !== 'broken') return false;
    this.#broken++;
    const par = score.score;
    if (this.#best === undefined || par < this.#best.par)
      this.#best = { par, shrunk: score.shrunk };
    return false;
  }

  /** Undefined when no schedule broke the check. */
  result(): GolfPar | undefined {
    return this.#best;
  }
}

/** The faults alone of another seed's plan. */
export function drawnFaults({ scenario, seed }: CourseOrder, draw: number): Plan {
  const other = `${seed}/faults/${draw}`;
  const traffic = new Set(trafficFor(scenario, other).items.map(({ id }) => id));
  return { items: planFor(scenario, other).items.filter(({ id }) => !traffic.has(id)) };
}
