/** Every hole can be played: it does well without faults, and some schedule inside the rules breaks it. */
import { describe, expect, test } from 'vitest';
import { createRun, JudgedRun } from '../../../src/explore/index.ts';
import { drawnFaults } from '../../../src/app/engine/par-hunt.ts';
import { HOLES, type Hole } from '../../../src/app/golf/holes.ts';
import { outsideEnvelope, trafficFor, type Plan } from '../../../src/scenarios/index.ts';

const DRAWS_MAX = 60;

function breaks({ scenario, design, check, seed }: Hole, faults: Plan): boolean {
  const items = [...trafficFor(scenario, seed).items, ...faults.items];
  const plan = { items: items.toSorted((one, other) => one.atUs - other.atUs) };
  const input = { scenario, design, seed, plan, edits: [] };
  const run = new JudgedRun({ input, checks: [check], createRun, stopWhenBroken: true });
  for (;;) {
    const { outcome } = run.advance(1_000_000);
    if (outcome !== undefined) return outcome.broken !== undefined;
  }
}

describe.each(HOLES.map((hole) => [hole.id, hole] as const))('hole %s', (_id, hole) => {
  test('keeps its promise while nothing strikes', () => {
    expect(breaks(hole, { items: [] })).toBe(false);
  });

  test('breaks under a schedule that a learner may play', () => {
    const draws = Array.from({ length: DRAWS_MAX }, (_, place) => drawnFaults(hole, place + 1));
    const found = draws.find((faults) => faults.items.length > 0 && breaks(hole, faults));
    expect(found).toBeDefined();
    expect(outsideEnvelope(found!, hole.scenario)).toEqual([]);
  });
});
