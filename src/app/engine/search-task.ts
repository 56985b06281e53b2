/** A search in the worker: one of explore's jobs, slice by slice, with word of how far it is. */
import {
  BenchJob,
  benches,
  GolfJob,
  NoReturnJob,
  StormJob,
  type GolfScore,
} from '../../explore/index.ts';
import { GhostHunt } from './ghost-hunt.ts';
import { ParHunt } from './par-hunt.ts';
import { recordsOf } from './run-records.ts';
import type { SearchOrder } from './search-orders.ts';
import type { Task, Tell } from './task.ts';

interface Search {
  /** Works a little; true when there is nothing left to do. */
  advance(): boolean;
  progress(): unknown;
  result(): unknown;
}

/** Moments between two looks at the clock. */
const MOMENTS_PER_LOOK = 500;
/** A crowd's moment is short: a millisecond or two of them between two looks. */
const STORM_LOOKS = 4;
const TELL_MS = 100;

function searchFor(asked: SearchOrder): Search {
  switch (asked.search) {
    case 'noReturn': {
      const job = new NoReturnJob(asked.order);
      return {
        advance: () => job.advance(MOMENTS_PER_LOOK),
        progress: () => ({ chances: job.chances, runs: job.runs }),
        result: () => job.result() ?? null,
      };
    }
    case 'ghostDiff': {
      const hunt = new GhostHunt(asked.order);
      return {
        advance: () => hunt.advance(),
        progress: () => hunt.tried,
        result: () => hunt.result(),
      };
    }
    case 'golf': {
      const job = new GolfJob(asked.order.course, asked.order.faults);
      return {
        advance: () => job.advance(MOMENTS_PER_LOOK),
        progress: () => null,
        result: () => withRecords(job.score()!),
      };
    }
    case 'par': {
      const job = new ParHunt(asked.order.course, asked.order.draws);
      return {
        advance: () => job.advance(MOMENTS_PER_LOOK),
        progress: () => null,
        result: () => job.result() ?? null,
      };
    }
    case 'storm': {
      const job = new StormJob(asked.order);
      return {
        advance: () => !job.advance(MOMENTS_PER_LOOK * STORM_LOOKS),
        progress: () => ({ series: job.series(), share: job.share, events: job.events }),
        result: () => ({ series: job.series(), result: job.result() }),
      };
    }
    case 'bench':
      return benchSearch(asked.order.name);
  }
}

function benchSearch(name: string): Search {
  const bench = benches.find((each) => each.name === name);
  if (bench === undefined) throw new Error(`there is no bench "${name}"`);
  const job = new BenchJob(bench, () => performance.now());
  return {
    advance: () => !job.step(),
    progress: () => job.done,
    result: () => job.result(),
  };
}

const withRecords = (score: GolfScore) => ({
  score,
  records: score.outcome === 'broken' ? recordsOf(score.shrunk) : [],
});

export class SearchTask implements Task {
  readonly #id: string;
  readonly #tell: Tell;
  readonly #search: Search;
  #toldAtMs = 0;

  constructor(id: string, asked: SearchOrder, tell: Tell) {
    this.#id = id;
    this.#search = searchFor(asked);
    this.#tell = tell;
  }

  slice(isTimeUp: () => boolean): boolean {
    let isDone = false;
    while (!isDone && !isTimeUp()) isDone = this.#search.advance();
    if (isDone) {
      this.#tell({ type: 'found', id: this.#id, result: this.#search.result() });
      return false;
    }
    const nowMs = performance.now();
    if (nowMs - this.#toldAtMs >= TELL_MS) {
      this.#toldAtMs = nowMs;
      this.#tell({ type: 'searching', id: this.#id, progress: this.#search.progress() });
    }
    return true;
  }
}
