/** Every planted bug is found within a thousand seeds, and its failure shrinks to a short story. */
import { describe, expect, test } from 'vitest';
import { judgedSeed, ShrinkJob } from '../../src/explore/index.ts';
import { CHECK_NAMES, planFor, strayFaults } from '../../src/scenarios/index.ts';
import { jobOf, mutants, type Mutant } from './mutants/index.ts';
import { sampleOf } from '../proof-size.ts';

const SEEDS = 1000;
const ITEMS_MOST = 8;
const LINES_MOST = 8;

function firstFailure(mutant: Mutant): string | undefined {
  const { scenario, design, createRun } = jobOf(mutant);
  for (let nth = 1; nth <= SEEDS; nth++) {
    const seed = `mutant/${nth}`;
    const { outcome } = judgedSeed({ scenario, design, seed }, createRun).advance(Infinity);
    if (outcome?.broken !== undefined) return seed;
  }
  return undefined;
}

test('there are at least three bugs for each check', () => {
  const lacking = CHECK_NAMES.filter(
    (check) => mutants.filter(({ breaks }) => breaks === check).length < 3,
  );
  expect(lacking).toEqual([]);
  const names = mutants.map(({ breaks, bug }) => `${breaks}: ${bug}`);
  expect(new Set(names).size).toBe(mutants.length);
});

// A sample of them is the most serious ones.
describe.each(sampleOf(CHECK_NAMES, 8))('[%s] finds', (check) => {
  const own = mutants.filter(({ breaks }) => breaks === check);
  test.each(sampleOf(own, 1).map((mutant) => [mutant.bug, mutant] as const))('%s', (_, mutant) => {
    const seed = firstFailure(mutant);
    expect(seed, `not found within ${SEEDS} seeds`).toBeDefined();
    const options = jobOf(mutant);
    const plan = planFor(options.scenario, seed!);
    const job = new ShrinkJob({ ...options, seed: seed!, plan, check });
    while (!job.advance(1_000_000).finished);
    const result = job.result();
    expect(result?.broken.id, seed).toBe(check);
    expect(result?.plan.items.length, seed).toBeLessThanOrEqual(ITEMS_MOST);
    expect(strayFaults(result!.plan, options.scenario), seed).toBe(0);
    expect(result?.story.lines.length, seed).toBeLessThanOrEqual(LINES_MOST);
  });
});
