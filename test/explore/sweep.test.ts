/** Sweeps: one verdict a seed, the same however the work is cut into pieces. */
import { describe, expect, test } from 'vitest';
import {
  claimOf,
  PairedSweepJob,
  SweepJob,
  tallyOf,
  type RunOutcome,
  type SweepOptions,
} from '../../src/explore/index.ts';
import type { Scenario } from '../../src/scenarios/index.ts';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { createSmallRun } from './small-world.ts';

const SCENARIO: Scenario = {
  ...TWO_USERS,
  faults: {
    ...TWO_USERS.faults,
    kinds: [{ fault: 'crash', nodes: ['server-1'], holdMs: [500, 3000] }],
  },
  checks: ['honest-ticks', 'no-acked-loss', 'no-ghosts'],
};
const OPTIONS: SweepOptions = {
  scenario: { ...SCENARIO, checks: ['no-acked-loss', 'no-ghosts'] },
  design: {},
  seed: 'monday',
  count: 60,
  createRun: createSmallRun,
};

function finished(options: SweepOptions, moments = 1_000_000): SweepJob {
  const job = new SweepJob(options);
  while (!job.advance(moments).finished);
  return job;
}

describe('a sweep', () => {
  test('runs the seeds in order and counts their verdicts', () => {
    const job = finished(OPTIONS);
    expect(job.outcomes.map(({ seed }) => seed).slice(0, 3)).toEqual([
      'monday/1',
      'monday/2',
      'monday/3',
    ]);
    const { runs, holds, broken, byCheck, reached, first, worst } = job.result();
    expect({ runs, sum: holds + broken }).toEqual({ runs: 60, sum: 60 });
    expect(broken).toBeGreaterThan(5);
    expect(byCheck['no-acked-loss']).toEqual({ holds, notProved: 0, broken });
    expect(byCheck['no-ghosts']).toEqual({ holds: 0, notProved: 60, broken: 0 });
    expect(reached['crash']).toBeGreaterThanOrEqual(broken);
    expect(first).toEqual(worst);
    expect(first?.seed).toBe(`monday/${first?.nth}`);
    expect(job.outcomes.findIndex(({ verdict }) => verdict === 'broken') + 1).toBe(first?.nth);
  });

  test('gives the same outcomes in pieces of one moment as in one piece', () => {
    const few = { ...OPTIONS, count: 10 };
    expect(finished(few, 1).outcomes).toEqual(finished(few).outcomes);
  });

  test('keeps what is finished when somebody stops', () => {
    const job = new SweepJob(OPTIONS);
    const { done, count, finished: isFinished } = job.advance(100);
    expect(isFinished).toBe(false);
    expect(count).toBe(60);
    expect(done).toBeGreaterThan(2);
    expect(job.result().runs).toBe(done);
  });

  test('can be shared by ranges, and a part knows its numbers', () => {
    const rest = finished({ ...OPTIONS, from: 41 });
    const whole = finished(OPTIONS).outcomes;
    expect(rest.outcomes).toEqual(whole.slice(40));
    const failing = whole.slice(40).find(({ verdict }) => verdict === 'broken')!;
    expect(rest.result().first?.nth).toBe(whole.indexOf(failing) + 1);
    expect(rest.result().firstOf['no-acked-loss']?.seed).toBe(failing.seed);
  });

  test.each([
    ['a knob', { dedupe: 'none' }, 'there is no knob "dedupe"; did you mean "dedup"?'],
    ['a value', { dedup: 'never' }, 'dedup cannot be "never"'],
    ['a number', { retryMs: -1 }, 'retryMs'],
  ])('refuses %s that it does not know in one sentence', (_, design, sentence) => {
    expect(() => new SweepJob({ ...OPTIONS, design })).toThrow(sentence);
  });

  test.each([0, -3, 1.5, 1_000_000, NaN])('refuses %s runs in one sentence', (count) => {
    expect(() => new SweepJob({ ...OPTIONS, count })).toThrow(
      `cannot make ${count} runs: give a whole number from 1 to 100000`,
    );
  });
});

describe('a paired sweep', () => {
  test('tells what a change mended and what it newly broke, seed by seed', () => {
    // The other design's server fails on other seeds: here, by a run that reads the design.
    const createRun: SweepOptions['createRun'] = (input) =>
      createSmallRun(
        input.design['ackAt'] === 'store' && Number(input.seed.slice(7)) % 2 === 0
          ? { ...input, plan: { items: input.plan.items.filter(({ id }) => !/crash/.test(id)) } }
          : input,
      );
    const job = new PairedSweepJob({ ...OPTIONS, createRun, against: { ackAt: 'store' } });
    while (!job.advance(500).finished);
    const { before, after, fixed, newlyBroken, bothBroken, neitherBroken } = job.result();
    expect(newlyBroken).toEqual([]);
    expect(fixed.length).toBeGreaterThan(0);
    expect(fixed.every((seed) => Number(seed.slice(7)) % 2 === 0)).toBe(true);
    expect(before.broken - after.broken).toBe(fixed.length);
    expect(fixed.length + bothBroken.length + neitherBroken).toBe(60);
  });
});

describe('the claim', () => {
  const outcome = (verdict: 'holds' | 'not proved' | 'broken', nth: number): RunOutcome => {
    const found = { verdict: 'broken', record: 1, because: 'Because.' } as const;
    const told = verdict === 'not proved' ? { verdict, because: '' } : { verdict };
    return {
      seed: `s/${nth + 1}`,
      verdict,
      verdicts: [
        verdict === 'broken'
          ? { id: 'no-acked-loss', ...found }
          : ({ id: 'no-acked-loss', ...told } as RunOutcome['verdicts'][number]),
      ],
      ...(verdict === 'broken' ? { broken: { id: 'no-acked-loss', ...found } } : {}),
      stopSentence: '',
      events: 1,
      struck: [],
    };
  };
  const claim = (holds: number, notProved: number, broken: number): string => {
    const outcomes = [
      ...Array.from({ length: holds }, (_, nth) => outcome('holds', nth)),
      ...Array.from({ length: notProved }, (_, nth) => outcome('not proved', holds + nth)),
      ...Array.from({ length: broken }, (_, nth) => outcome('broken', holds + notProved + nth)),
    ];
    return claimOf(tallyOf(SCENARIO, outcomes), 'no-acked-loss');
  };

  test.each([
    [[1000, 0, 0], 'No failure in 1,000 runs: the true rate is likely below 0.3 %.'],
    [[10_000, 0, 0], 'No failure in 10,000 runs: the true rate is likely below 0.03 %.'],
    [[100, 0, 0], 'No failure in 100 runs: the true rate is likely below 3 %.'],
    [[700, 0, 0], 'No failure in 700 runs: the true rate is likely below 0.43 %.'],
    [[17, 0, 0], 'No failure in 17 runs: the true rate is likely below 18 %.'],
    [[5, 0, 0], 'No failure in 5 runs: too few to say how often it would fail.'],
    [
      [500, 500, 0],
      'No failure in 500 of 1,000 runs that tested it: the true rate is likely below 0.6 %.',
    ],
    [[0, 1000, 0], 'Not proved: none of 1,000 runs put it to the test.'],
    [
      [983, 0, 17],
      '17 of 1,000 runs lost a message that its sender saw a tick on. The first is run 984.',
    ],
    [[0, 0, 1], 'The one run lost a message that its sender saw a tick on. The first is run 1.'],
    [[0, 0, 0], 'No run has finished yet.'],
  ] as const)('of %s holding, unproved and broken runs', ([holds, notProved, broken], sentence) => {
    expect(claim(holds, notProved, broken)).toBe(sentence);
  });
});
