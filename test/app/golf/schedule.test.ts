/** A learner's schedule: what a first fault is, which plan it makes, and that it stays in the rules. */
import { describe, expect, test } from 'vitest';
import { againstPar, holeOf, HOLES } from '../../../src/app/golf/holes.ts';
import {
  faultAt,
  holdOf,
  newFault,
  overlapIn,
  planOfSchedule,
  sizeOf,
  targetsOf,
} from '../../../src/app/golf/schedule.ts';
import { typedIn } from '../../../src/app/golf/traffic.ts';
import { outsideEnvelope } from '../../../src/scenarios/index.ts';

describe.each(HOLES.map((hole) => [hole.id, hole] as const))(
  'hole %s',
  (_id, { scenario, seed }) => {
    test('allows the first fault of every kind as it is proposed', () => {
      scenario.faults.kinds.forEach((kind, place) => {
        const plan = planOfSchedule([newFault(scenario, 1, place)], scenario);
        expect(outsideEnvelope(plan, scenario)).toEqual([]);
        expect(targetsOf(kind).length).toBeGreaterThan(0);
      });
    });

    test('refuses a fault that is too long, too late, or one too many', () => {
      const { kinds, most, untilMs } = scenario.faults;
      const held = kinds.findIndex((kind) => holdOf(kind) !== undefined);
      if (held >= 0) {
        const fault = { ...newFault(scenario, 1, held), holdMs: 600_000 };
        expect(outsideEnvelope(planOfSchedule([fault], scenario), scenario)).not.toEqual([]);
      }
      const late = { ...newFault(scenario, 1), atMs: untilMs + 1000 };
      expect(outsideEnvelope(planOfSchedule([late], scenario), scenario)).not.toEqual([]);
      const many = Array.from({ length: most + 1 }, (_, place) => ({
        ...newFault(scenario, place, place % kinds.length),
        atMs: scenario.faults.fromMs + place * 100,
      }));
      const problems = outsideEnvelope(planOfSchedule(many, scenario), scenario);
      expect(problems.length).toBeGreaterThan(0);
    });

    test('has a size where its kind has one', () => {
      scenario.faults.kinds.forEach((kind, place) => {
        const size = sizeOf(kind);
        if (size !== undefined) expect(newFault(scenario, 1, place).size).toBe(size.range[0]);
      });
    });

    test('shows the traffic that the run will have', () => {
      for (const { atMs } of typedIn(scenario, seed)) {
        expect(atMs).toBeLessThan(scenario.durationMs);
      }
    });
  },
);

describe('a schedule', () => {
  const { scenario } = holeOf('home')!;
  const [one, other] = [newFault(scenario, 1), newFault(scenario, 2)];

  test('that strikes twice in the same way at the same time is told so', () => {
    expect(overlapIn([one, other], scenario)).toBe(
      'Faults 1 and 2 are the same trouble at the same time: move one of them.',
    );
    const later = { ...other, atMs: one.atMs + one.holdMs + 1 };
    expect(overlapIn([one, later], scenario)).toBe('');
    expect(overlapIn([one, { ...other, target: 'ana' }], scenario)).toBe('');
    expect(overlapIn([one, newFault(scenario, 2, 1)], scenario)).toBe('');
  });

  test('names the fault that a problem is about', () => {
    const schedule = [
      { ...one, atMs: 9000 },
      { ...other, atMs: 50_000 },
    ];
    const plan = planOfSchedule(schedule, scenario);
    const [problem] = outsideEnvelope(plan, scenario);
    expect(faultAt(plan, schedule, problem!.path[1])).toBe(2);
    expect(faultAt(plan, schedule, undefined)).toBe(0);
  });
});

describe('holes', () => {
  test('are found by their address', () => {
    expect(holeOf('delivered-at-push-2')?.check).toBe('honest-ticks');
    expect(holeOf('nowhere')).toBeUndefined();
    expect(new Set(HOLES.map(({ id }) => id)).size).toBe(HOLES.length);
  });

  test.each([
    [2, 2, 'par'],
    [1, 2, '1 under par'],
    [5, 2, '3 over par'],
  ])('a score of %s against %s is %s', (score, par, words) => {
    expect(againstPar(score, par)).toBe(words);
  });
});
