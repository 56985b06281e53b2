/** The alarm itself: a canary must fail, and seeds that ever failed are run for ever. */
import { describe, expect, test } from 'vitest';
import { judgedSeed } from '../../src/explore/index.ts';
import { designFor, disputes } from '../../src/scenarios/index.ts';
import { EXPLORING_SEED, REFERENCES, sweepSilently } from './alarm.ts';
import { keptSeeds } from './kept-seeds.ts';

describe('the canary', () => {
  const [, pushed] = disputes;
  const canary = { scenario: pushed!.scenario, design: designFor(pushed!.scenario, pushed!.flaw) };

  test('a design that is broken on purpose makes the alarm ring, whatever the commit', () => {
    expect(() => sweepSilently(canary, EXPLORING_SEED, 60)).toThrow(
      /delivered-at-push breaks honest-ticks on \d+ of 60 seeds, first on ".+\/\d+": .* shows two/,
    );
  });

  test('a design that nothing puts to the test does so, too', () => {
    const mute = { ...canary, scenario: { ...canary.scenario, checks: ['load'] as const } };
    expect(() => sweepSilently(mute, EXPLORING_SEED, 3)).toThrow('put any check to the test');
  });

  test('and the repaired design leaves it silent', () => {
    const design = designFor(pushed!.scenario, pushed!.repair);
    const { runs, broken } = sweepSilently({ ...canary, design }, EXPLORING_SEED, 20);
    expect({ runs, broken }).toEqual({ runs: 20, broken: 0 });
  });
});

describe('a seed that once failed', () => {
  test.each(keptSeeds.map((kept) => [kept.scenario, kept.seed, kept.because] as const))(
    '%s on %s: %s',
    (id, seed) => {
      const reference = REFERENCES.find(({ scenario }) => scenario.id === id);
      expect(reference, `no reference scenario is called ${id}`).toBeDefined();
      const { outcome } = judgedSeed({ ...reference!, seed }).advance(Infinity);
      expect(outcome?.broken).toBeUndefined();
      expect(outcome?.verdict).toBe('holds');
    },
  );
});
