/** How long a job keeps a worker busy: a draw that is the job's own, whatever else is in the queue. */
import { purpose, type Luck } from '../kernel/index.ts';
import type { ServiceSpec } from '../models/index.ts';

const SERVICE = purpose('node/service');
const BRANCH = purpose('node/service branch');
const PHASE = purpose('node/service phase');

/** More phases than this differ from a fixed time by less than anybody measures. */
const PHASES_MAX = 64;

export interface JobKey {
  readonly pair: number;
  readonly name: number;
  readonly nth: number;
}

/** The job's service time over the mean: 1 on average. */
export function serviceFactor(spec: ServiceSpec, luck: Luck, job: JobKey): number {
  switch (spec.distribution) {
    case 'fixed':
      return 1;
    case 'exponential':
      return luck.exponential(SERVICE, job.pair, job.name, job.nth);
    case 'erlang':
      return erlang(phasesFor(spec.scv ?? 0.5), luck, job);
    case 'hyperexponential':
      return hyperexponential(spec.scv ?? 4, luck, job);
  }
}

/** k phases have 1/k: the nearest whole number of them. */
const phasesFor = (scv: number): number =>
  Math.min(PHASES_MAX, Math.max(1, Math.floor(1 / scv + 0.5)));

function erlang(phases: number, luck: Luck, { pair, name, nth }: JobKey): number {
  let sum = 0;
  for (let phase = 0; phase < phases; phase++) {
    sum += luck.exponential(PHASE, pair, name, nth * PHASES_MAX + phase);
  }
  return sum / phases;
}

/**
 * Two exponential branches, a likely short one and an unlikely long one, with balanced means: each
 * branch carries half of the work (Allen, Probability, Statistics, and Queueing Theory, 1990).
 */
function hyperexponential(scv: number, luck: Luck, { pair, name, nth }: JobKey): number {
  const short = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  const isShort = luck.uniform(BRANCH, pair, name, nth) < short;
  const mean = 1 / (2 * (isShort ? short : 1 - short));
  return mean * luck.exponential(SERVICE, pair, name, nth);
}
