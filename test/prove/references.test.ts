/** No false alarm in a long night: every reference on 20,000 seeds of this commit. */
import { test } from 'vitest';
import { EXPLORING_SEED, REFERENCES, sweepSilently } from '../explore/alarm.ts';

const SEEDS = 20_000;

test.each(REFERENCES.map((reference) => [reference.scenario.id, reference] as const))(
  `%s holds on ${SEEDS} seeds`,
  (_, reference) => {
    sweepSilently(reference, EXPLORING_SEED, SEEDS);
  },
);
