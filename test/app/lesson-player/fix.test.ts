/** A learner's design on the lesson's seeds: promises, acceptance, and the near-misses by name. */
import { describe, expect, test } from 'vitest';
import { SweepJob } from '../../../src/explore/index.ts';
import type { AnyDesign } from '../../../src/models/index.ts';
import { designFor } from '../../../src/scenarios/index.ts';
import type { SweepOrder, SweepState } from '../../../src/app/engine/index.ts';
import { allBlocks } from '../../../src/app/lesson-player/answers.ts';
import {
  isAccepted,
  nearMissOf,
  promisesOf,
  startOf,
} from '../../../src/app/lesson-player/fix/fix-result.ts';
import { lessonOf } from './lessons.ts';

const SEEDS = 12;

/** The fix of a lesson on a few of its seeds. */
function fixOf(number: string) {
  const lesson = lessonOf(number);
  const [whole] = allBlocks(lesson, 'fix');
  const fix = { ...whole!, seeds: { ...whole!.seeds, count: SEEDS } };
  const found = lesson.scenarios.find(({ name }) => name === fix.scenario)!;
  const scenario = { ...found.scenario, checks: fix.checks };
  return { fix, scenario, begin: startOf(fix, designFor(scenario)) };
}

function swept(number: string, knobs: AnyDesign): SweepState {
  const { fix, scenario } = fixOf(number);
  const order: SweepOrder = {
    scenario,
    design: designFor(scenario, { ...fix.start, ...knobs }),
    seed: fix.seeds.prefix,
    count: SEEDS,
  };
  const job = new SweepJob(order);
  while (!job.finished) job.advance(100_000);
  const { outcomes } = job;
  return {
    order,
    status: 'finished',
    sentence: '',
    done: SEEDS,
    outcomes,
    failures: [],
    elapsedMs: 1,
  };
}

describe('lesson L08', () => {
  const { fix, begin } = fixOf('08');

  test('begins with the lesson’s knobs and nothing else', () => {
    expect(begin).toEqual({
      sentEvidence: 'socketWrite',
      ackAt: 'receipt',
      receiptEvidence: 'push',
      tickOrder: 'latest',
    });
  });

  test('the start breaks a promise, with a failing run to look at', () => {
    const state = swept('08', {});
    expect(isAccepted(fix, state)).toBe(false);
    const honest = promisesOf(fix, state).find(({ check }) => check === 'honest-ticks')!;
    expect(honest).toMatchObject({ verdict: 'broken', failure: { nth: 1, seed: 'L08/1' } });
    expect(honest.broken + honest.holds + honest.notProved).toBe(SEEDS);
  });

  test('the reference is accepted, but not before its last seed', () => {
    const state = swept('08', fix.reference);
    expect(promisesOf(fix, state).map(({ verdict }) => verdict)).toEqual(
      fix.checks.map(() => 'holds'),
    );
    expect(isAccepted(fix, state)).toBe(true);
    expect(isAccepted(fix, { ...state, status: 'cancelled', done: SEEDS - 1 })).toBe(false);
  });

  test('each near-miss is known by its name, and so is the design without the lesson’s idea', () => {
    for (const near of fix.nearMisses) {
      expect(nearMissOf(fix, begin, { ...begin, ...near.design })?.name).toBe(near.name);
    }
    const without = { ...begin, ...fix.reference, ...fix.withheld.design };
    expect(nearMissOf(fix, begin, without)?.name).toBe(fix.withheld.name);
    expect(nearMissOf(fix, begin, { ...begin, ...fix.reference })).toBeUndefined();
    expect(nearMissOf(fix, begin, begin)).toBeUndefined();
  });
});

test('a number that a near-miss does not speak of may stand anywhere', () => {
  const { fix, begin } = fixOf('09');
  const design = { ...begin, dedup: 'earlyReturn', clientDedup: 'byName', retryMs: 9000 };
  expect(nearMissOf(fix, begin, design)?.name).toBe('Return early when the insert did nothing');
});
