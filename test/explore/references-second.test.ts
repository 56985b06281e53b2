/** No false alarm: the other half of the designs that must keep their promises, on a thousand seeds each. */
import { test } from 'vitest';
import { EXPLORING_SEED, REFERENCES, sweepSilently } from './alarm.ts';

const SEEDS = 1000;

// The first half is a file of its own, so that two cores share them.
for (const reference of REFERENCES.filter((_, place) => place % 2 === 1)) {
  test(`${reference.scenario.id} holds on ${SEEDS} seeds of ${EXPLORING_SEED}`, () => {
    sweepSilently(reference, EXPLORING_SEED, SEEDS);
  }, 120_000);
}
