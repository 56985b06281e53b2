/** A program: sweeps some of the planted bugs and prints how many seeds find each, as JSON. */
import { SweepJob } from '../../src/explore/index.ts';
import { jobOf, mutants } from './mutants/index.ts';

export interface Detection {
  readonly check: string;
  readonly bug: string;
  readonly broken: number;
  readonly runs: number;
}

/** `detection.ts SEED COUNT PART PARTS`: of so many parts the how-manieth, from 0. */
export function main([seed = '', count = '1', part = '0', parts = '1']: string[]): number {
  mutants.forEach((mutant, place) => {
    if (place % Number(parts) !== Number(part)) return;
    const job = new SweepJob({ ...jobOf(mutant), seed, count: Number(count) });
    while (!job.advance(1_000_000).finished);
    const { broken, runs } = job.result();
    const detection: Detection = { check: mutant.breaks, bug: mutant.bug, broken, runs };
    process.stdout.write(`${JSON.stringify(detection)}\n`);
  });
  return 0;
}
