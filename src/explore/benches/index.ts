/** The benches, by name; clocks and printing belong to whoever runs them. */
import type { Bench } from './bench.ts';
import { machineAgainstActors, machineAgainstPure } from './machine.ts';
import { phold } from './phold.ts';
import { sweep, trace } from './runs.ts';
import { seeks } from './seek.ts';
import { storms } from './storm.ts';
import { worker } from './worker.ts';

export { BenchJob, type Bench, type BenchResult } from './bench.ts';

export const benches: readonly Bench[] = [
  phold,
  machineAgainstActors,
  machineAgainstPure,
  trace,
  sweep,
  worker,
  seeks,
  ...storms,
];
