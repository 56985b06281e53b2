/** No false alarm: every design that must keep its promises, on a thousand seeds of this commit. */
import { beforeAll, expect, test } from 'vitest';
import { EXPLORING_SEED, REFERENCES } from './alarm.ts';
import { launchInParts } from './launch.ts';
import type { Silence } from './silence.ts';

const SEEDS = 1000;

let told: readonly Silence[] = [];

beforeAll(async () => {
  told = await launchInParts('silence.ts', [EXPLORING_SEED, String(SEEDS)]);
}, 600_000);

test.each(REFERENCES.map(({ scenario }) => scenario.id))(
  `%s holds on ${SEEDS} seeds of ${EXPLORING_SEED}`,
  (id) => {
    const silence = told.find((each) => each.id === id);
    expect(silence).toEqual({ id, runs: SEEDS, alarm: '' });
  },
);
