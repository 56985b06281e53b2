/** Runs sweeps on all cores, and keeps what is finished when somebody presses Ctrl-C. */
import { SweepJob, type RunOutcome, type SweepOptions } from '../explore/index.ts';
import { runInThreads, type Share, type ThreadOptions, type ThreadWork } from './sweep-threads.ts';

export type SweepOrder = Pick<SweepOptions, 'scenario' | 'design' | 'seed' | 'count'>;

export interface SweepEnd {
  /** For each order, the finished runs by number. */
  readonly outcomes: readonly (readonly RunOutcome[])[];
  readonly interrupted: boolean;
  /** What ended it before its time, as a sentence; else ''. */
  readonly trouble: string;
}

/** Starting a thread takes longer than so many runs. */
const RUNS_ALONE = 150;
const SHARE_RUNS = 20;
const MOMENTS = 20_000;

/** @throws RangeError for an order that makes no sense. */
export async function runSweep(
  orders: readonly SweepOrder[],
  options: ThreadOptions = {},
): Promise<SweepEnd> {
  // Made only to hear what is wrong with an order; it does nothing until it is advanced.
  for (const order of orders) void new SweepJob(order);
  let isFirst = true;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  try {
    const runs = orders.reduce((sum, { count }) => sum + count, 0);
    const found = orders.map((): RunOutcome[] => []);
    const work: ThreadWork = {
      orders,
      shares: sharesOf(orders),
      isStopped: () => isStopped,
      keep: (order, nth, outcome) => {
        found[order]![nth - 1] = outcome;
        // For whoever started this with a channel: from now on there is something to keep.
        if (isFirst) process.send?.('a run is finished');
        isFirst = false;
      },
    };
    const isSmall = runs <= RUNS_ALONE && options.makeThread === undefined;
    const trouble = isSmall ? await runHere(work) : await runInThreads(work, options);
    // An array with holes gives only what is there, in order of number.
    const outcomes = found.map((each) => Object.values(each));
    return { outcomes, interrupted: isStopped, trouble };
  } finally {
    process.off('SIGINT', stop);
  }
}

/** The same seeds of both designs lie side by side, so that what is finished can be compared. */
function sharesOf(orders: readonly SweepOrder[]): Share[] {
  const most = Math.max(...orders.map(({ count }) => count));
  const shares: Share[] = [];
  for (let from = 1; from <= most; from += SHARE_RUNS) {
    orders.forEach(({ count }, order) => {
      const to = Math.min(count, from + SHARE_RUNS - 1);
      if (from <= to) shares.push({ order, from, to });
    });
  }
  return shares;
}

async function runHere({ orders, shares, isStopped, keep }: ThreadWork): Promise<string> {
  for (const { order, from, to } of shares) {
    const job = new SweepJob({ ...orders[order]!, from, count: to });
    while (!job.advance(MOMENTS).finished && !isStopped()) await turnOfEvents();
    job.outcomes.forEach((outcome, offset) => keep(order, from + offset, outcome));
    if (isStopped()) break;
  }
  return '';
}

const turnOfEvents = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
