/** No false alarm: every design that must keep its promises, on many seeds of this commit. */
import { beforeAll, expect, test } from 'vitest';
import { EXPLORING_COUNT, EXPLORING_SEED, REFERENCES } from './alarm.ts';
import { launchInParts } from './launch.ts';
import type { Silence } from './silence.ts';

let told: readonly Silence[] = [];

beforeAll(async () => {
  told = await launchInParts('silence.ts', [EXPLORING_SEED, String(EXPLORING_COUNT)]);
}, 600_000);

test.each(REFERENCES.map(({ scenario }) => scenario.id))(
  `%s holds on ${EXPLORING_COUNT} seeds of ${EXPLORING_SEED}`,
  (id) => {
    const silence = told.find((each) => each.id === id);
    expect(silence).toEqual({ id, runs: EXPLORING_COUNT, alarm: '' });
  },
);
