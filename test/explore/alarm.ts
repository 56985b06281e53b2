/** A sweep that must stay silent: any broken check rings, with all that is needed to run it again. */
import { SweepJob, type Tally } from '../../src/explore/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import { designFor, disputes, homeScenario, partitionScenario } from '../../src/scenarios/index.ts';
import type { Scenario } from '../../src/scenarios/index.ts';
import { references } from './mutants/index.ts';

/** The commit that is tested, so that each explores other seeds and any can be run again. */
export const EXPLORING_SEED = process.env['EXPLORE_SEED'] ?? 'no commit';

/** Seeds for each reference: a thousand in `npm test`, fewer show a mistake sooner. */
export const EXPLORING_COUNT = Number(
  process.env['EXPLORE_COUNT'] ?? (process.env['PROOFS'] === 'whole' ? 1000 : 20),
);

export interface Reference {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
}

/** Clocks that fit a run of a minute. */
const BRISK = { heartbeatMs: 5000, pongTimeoutMs: 2000, idleTimeoutMs: 15_000 };

const repaired = disputes.map(({ scenario, repair }) => ({
  scenario,
  design: designFor(scenario, repair),
}));

/** Every design that must keep its promises; two disputes about one scenario need it only once. */
export const REFERENCES: readonly Reference[] = [
  ...repaired.filter(
    ({ scenario }, place) => repaired.findIndex((one) => one.scenario === scenario) === place,
  ),
  ...references.map((scenario) => ({ scenario, design: designFor(scenario) })),
  { scenario: homeScenario, design: { ...designFor({ ...homeScenario, design: {} }), ...BRISK } },
  { scenario: partitionScenario, design: designFor(partitionScenario) },
];

/** @throws Error when a check is broken or a run stopped, or no run put any check to the test. */
export function sweepSilently(reference: Reference, seed: string, count: number): Tally {
  const job = new SweepJob({ ...reference, seed, count });
  while (!job.advance(1_000_000).finished);
  const tally = job.result();
  const { id } = reference.scenario;
  const { worst } = tally;
  if (worst !== undefined) {
    throw new Error(
      `${id} breaks ${worst.id} on ${tally.broken} of ${count} seeds, first on "${worst.seed}": ` +
        `${worst.because} Add that seed to test/explore/kept-seeds.ts.`,
    );
  }
  if (tally.stopped > 0) throw new Error(`${tally.stopped} runs of ${id} passed a budget`);
  if (tally.holds === 0) throw new Error(`no run of ${id} put any check to the test`);
  return tally;
}
