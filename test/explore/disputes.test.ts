/** The disputes: each flaw is broken within a thousand seeds by the check that its row implies. */
import { describe, expect, test } from 'vitest';
import { judgedSeed } from '../../src/explore/index.ts';
import {
  designFor,
  designKnobs,
  disputes,
  validateDesign,
  validateScenario,
  type CheckName,
  type Dispute,
} from '../../src/scenarios/index.ts';

const SEEDS = 1000;

/** The first seed on which the flaw breaks the check. */
function firstBroken({ scenario, flaw }: Dispute, check: CheckName): string | undefined {
  const judged = { ...scenario, checks: [check] };
  const design = designFor(scenario, flaw);
  for (let nth = 1; nth <= SEEDS; nth++) {
    const seed = `dispute/${nth}`;
    const { outcome } = judgedSeed({ scenario: judged, design, seed }).advance(Infinity);
    if (outcome?.broken !== undefined) return seed;
  }
  return undefined;
}

test('the ten that were starred are there', () => {
  const starred = [1, 2, 3, 4, 5, 6, 7, 8, 9, 57];
  expect(disputes.map(({ number }) => number)).toEqual(expect.arrayContaining(starred));
});

describe.each(disputes.map((dispute) => [dispute.number, dispute.claim, dispute] as const))(
  'dispute %i: %s',
  (_, __, dispute) => {
    test('is a sound scenario with sound designs', () => {
      const { scenario, flaw, repair } = dispute;
      expect(validateScenario(scenario, designKnobs)).toEqual([]);
      expect(validateDesign(flaw, designKnobs)).toEqual([]);
      expect(validateDesign(repair, designKnobs)).toEqual([]);
      expect(Object.keys(repair).toSorted()).toEqual(Object.keys(flaw).toSorted());
    });

    test.each(dispute.breaks)(
      'its flaw breaks %s',
      (check) => {
        const seed = firstBroken(dispute, check);
        expect(seed).toBeDefined();
        const { scenario, repair } = dispute;
        const design = designFor(scenario, repair);
        const repaired = judgedSeed({ scenario, design, seed: seed! }).advance(Infinity);
        expect(repaired.outcome?.broken, seed).toBeUndefined();
      },
      60_000,
    );
  },
);
