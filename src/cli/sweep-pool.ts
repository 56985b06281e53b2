/** Runs sweeps on all cores, and keeps what is finished when somebody presses Ctrl-C. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SweepJob, type RunOutcome, type SweepOptions } from '../explore/index.ts';

export type SweepOrder = Pick<SweepOptions, 'scenario' | 'design' | 'seed' | 'count'>;

/** Some runs of one of the orders, both ends included. */
export interface Share {
  readonly order: number;
  readonly from: number;
  readonly to: number;
}

/** To a worker: its orders at first, then shares, and at last nothing more. */
export interface FromPool {
  readonly orders?: readonly SweepOrder[];
  readonly share?: Share;
}

export interface SweepEnd {
  /** For each order, the finished runs by number. */
  readonly outcomes: readonly (readonly RunOutcome[])[];
  readonly interrupted: boolean;
}

/** Starting a worker takes longer than so many runs. */
const RUNS_ALONE = 150;
const SHARE_RUNS = 20;
const WORKERS_MAX = 16;
const MOMENTS = 20_000;

/** @throws Error when a worker dies; runs of one order come before those of the next in each share. */
export async function runSweep(orders: readonly SweepOrder[]): Promise<SweepEnd> {
  // Made only to hear what is wrong with an order; it does nothing until it is advanced.
  for (const order of orders) void new SweepJob(order);
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  try {
    const runs = orders.reduce((sum, { count }) => sum + count, 0);
    const work = { orders, shares: sharesOf(orders), stopped: () => isStopped };
    const found = await (runs <= RUNS_ALONE ? runHere(work) : runInWorkers(work));
    const outcomes = orders.map((_, order) =>
      found
        .filter((part) => part.order === order)
        .toSorted((one, other) => one.from - other.from)
        .flatMap((part) => part.outcomes),
    );
    return { outcomes, interrupted: isStopped };
  } finally {
    process.off('SIGINT', stop);
  }
}

interface Work {
  readonly orders: readonly SweepOrder[];
  readonly shares: Share[];
  readonly stopped: () => boolean;
}

interface Found extends Share {
  readonly outcomes: readonly RunOutcome[];
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

async function runHere({ orders, shares, stopped }: Work): Promise<Found[]> {
  const found: Found[] = [];
  for (const share of shares) {
    const job = new SweepJob({ ...orders[share.order]!, from: share.from, count: share.to });
    while (!job.advance(MOMENTS).finished && !stopped()) await turnOfEvents();
    found.push({ ...share, outcomes: job.outcomes });
    if (stopped()) break;
  }
  return found;
}

const turnOfEvents = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function runInWorkers(work: Work): Promise<Found[]> {
  const found: Found[] = [];
  const count = Math.min(WORKERS_MAX, availableParallelism(), work.shares.length);
  await Promise.all(
    Array.from({ length: count }, () => runWorker(work, (part) => found.push(part))),
  );
  return found;
}

/** Feeds one worker until there is nothing more to do. */
function runWorker({ orders, shares, stopped }: Work, keep: (part: Found) => void): Promise<void> {
  // The launcher moves to the caller's folder, which a thread may not.
  const { INIT_CWD: _, ...env } = process.env;
  const launcher = join(import.meta.dirname, 'run.mjs');
  const worker = new Worker(launcher, { argv: ['sweep-worker'], env });
  return new Promise((resolve, reject) => {
    let held: Share | undefined;
    const feed = (): void => {
      held = stopped() ? undefined : shares.shift();
      worker.postMessage((held === undefined ? {} : { share: held }) satisfies FromPool);
    };
    worker.on('message', (outcomes: readonly RunOutcome[]) => {
      if (held !== undefined) keep({ ...held, outcomes });
      feed();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a worker of the sweep ended with exit code ${code}`));
    });
    worker.postMessage({ orders } satisfies FromPool);
    feed();
  });
}
