/** How easily each planted bug is found: often enough for a sweep of a thousand seeds, with 95 %. */
import { beforeAll, describe, expect, test } from 'vitest';
import { EXPLORING_SEED } from '../explore/alarm.ts';
import type { Detection } from '../explore/detection.ts';
import { launchInParts } from '../explore/launch.ts';
import { mutants } from '../explore/mutants/index.ts';

const SEEDS = 3000;
/** Found by one seed in 333: a thousand of them miss it in fewer than 5 of 100 sweeps. */
const LEAST = 0.003;

/**
 * The lower end of Wilson's interval (1927) with 95 % confidence: where the true rate lies above,
 * as far as so many hits in so many tries tell.
 */
function wilsonLower(hits: number, tries: number): number {
  const z = 1.959964;
  const share = hits / tries;
  const centre = share + (z * z) / (2 * tries);
  const spread = z * Math.sqrt((share * (1 - share)) / tries + (z * z) / (4 * tries * tries));
  return (centre - spread) / (1 + (z * z) / tries);
}

describe("Wilson's lower bound", () => {
  test.each([
    [0, 3000, 0],
    [10, 3000, 0.001_811],
    [16, 3000, 0.003_285],
    [1500, 3000, 0.482_12],
    [3000, 3000, 0.998_72],
  ])('of %i in %i is %d', (hits, tries, bound) => {
    expect(wilsonLower(hits, tries)).toBeCloseTo(bound, 4);
  });
});

let told: readonly Detection[] = [];

beforeAll(async () => {
  told = await launchInParts('detection.ts', [EXPLORING_SEED, String(SEEDS)]);
}, 14_400_000);

test.each(mutants.map(({ breaks, bug }) => [breaks, bug] as const))(
  '[%s] finds often enough: %s',
  (check, bug) => {
    const found = told.find((each) => each.check === check && each.bug === bug);
    expect(found?.runs).toBe(SEEDS);
    const bound = wilsonLower(found!.broken, SEEDS);
    expect(bound, `${found!.broken} of ${SEEDS}`).toBeGreaterThanOrEqual(LEAST);
  },
);
