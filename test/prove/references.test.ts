/** No false alarm in a long night: every reference on 20,000 seeds of this commit. */
import { beforeAll, expect, test } from 'vitest';
import { EXPLORING_SEED, REFERENCES } from '../explore/alarm.ts';
import { launchInParts } from '../explore/launch.ts';
import type { Silence } from '../explore/silence.ts';

const SEEDS = 20_000;

let told: readonly Silence[] = [];

beforeAll(async () => {
  told = await launchInParts('silence.ts', [EXPLORING_SEED, String(SEEDS)]);
}, 14_400_000);

test.each(REFERENCES.map(({ scenario }) => scenario.id))(`%s holds on ${SEEDS} seeds`, (id) => {
  const silence = told.find((each) => each.id === id);
  expect(silence).toEqual({ id, runs: SEEDS, alarm: '' });
});
