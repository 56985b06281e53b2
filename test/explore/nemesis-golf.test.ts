/** Nemesis golf: a learner's schedule against a flawed design, and the engine's own best. */
import { describe, expect, test } from 'vitest';
import { GolfJob, GolfParJob, type GolfCourse, type GolfScore } from '../../src/explore/index.ts';
import { designFor, disputes, outsideEnvelope, type PlanItem } from '../../src/scenarios/index.ts';
import { longTest, rounds } from '../proof-size.ts';

const [, pushed] = disputes;
const scenario = {
  ...pushed!.scenario,
  chatter: [{ ...pushed!.scenario.chatter[0]!, phones: ['ana'], fromMs: 5000, untilMs: 9000 }],
  // Without jitter no receipt overtakes its message by luck alone.
  network: {
    mobile: { floorMs: 30, jitterMs: 0, loss: 0 },
    datacentre: { floorMs: 1, jitterMs: 0, loss: 0 },
    push: { floorMs: 80, jitterMs: 0, loss: 0 },
  },
};
const COURSE: GolfCourse = {
  scenario,
  design: designFor(scenario, pushed!.flaw),
  check: 'honest-ticks',
  seed: 'hole 1',
};

const item = (atMs: number, action: PlanItem['action']): PlanItem => ({
  id: `learner/${action.do}/${atMs}`,
  atUs: atMs * 1000,
  action,
});
const cutOff = (node: string, fromMs: number, untilMs: number): PlanItem[] => [
  item(fromMs, { do: 'cut', node }),
  item(untilMs, { do: 'heal', node }),
];

function played(items: readonly PlanItem[], course = COURSE, moments = 1_000_000): GolfScore {
  const faults = items.toSorted((one, other) => one.atUs - other.atUs);
  const job = new GolfJob(course, { items: faults });
  while (!job.advance(moments));
  return job.score()!;
}

describe('a schedule', () => {
  const wild = [
    ...cutOff('ben', 4000, 11_000),
    item(12_000, { do: 'crash', node: 'server-1' }),
    item(15_000, { do: 'restart', node: 'server-1' }),
  ];

  test('that breaks the check is shrunk, and scores what is left', () => {
    const score = played(wild);
    expect(score.outcome).toBe('broken');
    if (score.outcome !== 'broken') return;
    // One message and one cut: the crash was not needed.
    expect(score.score).toBe(2);
    const actions = score.shrunk.plan.items.map(({ action }) => action.do);
    expect(actions).not.toContain('crash');
    expect(score.shrunk.broken.id).toBe('honest-ticks');
  });

  longTest('scores the same in small pieces', () => {
    expect(played(wild, COURSE, 7)).toEqual(played(wild));
  });

  test('that breaks nothing has no score', () => {
    const sound = { ...COURSE, design: designFor(scenario, pushed!.repair) };
    expect(played(wild, sound)).toEqual({ outcome: 'survived', verdict: 'holds' });
  });

  test('of no fault at all breaks nothing here', () => {
    expect(played([]).outcome).toBe('survived');
  });
});

describe('outside the envelope', () => {
  const problemsOf = (items: readonly PlanItem[]): readonly string[] =>
    outsideEnvelope({ items }, scenario).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );

  test('nothing is run', () => {
    const score = played(cutOff('redis', 4000, 5000));
    expect(score).toMatchObject({
      outcome: 'outside',
      problems: [{ path: ['items', 0, 'action'] }],
    });
  });

  test.each<[string, PlanItem[], string]>([
    [
      'a node that it does not name',
      cutOff('redis', 4000, 5000),
      'items.0.action: this scenario allows no such fault: see its fault envelope',
    ],
    [
      'a fault that it does not know',
      [item(4000, { do: 'skew', node: 'ana', skewMs: 5 })],
      'items.0.action: this scenario allows no such fault: see its fault envelope',
    ],
    [
      'what is no fault',
      [item(4000, { do: 'knob', key: 'retryMs', value: 100 })],
      'items.0.action: this scenario allows no such fault: see its fault envelope',
    ],
    [
      'a time too early',
      cutOff('ben', 1000, 3000),
      'items.0.atUs: 1000 ms is outside the time of faults, 2000 to 18000 ms',
    ],
    [
      'a fault too long',
      cutOff('ben', 4000, 14_000),
      'items.0.action: this fault lasts 10000 ms; 500 to 8000 ms are allowed',
    ],
    [
      'a fault without its cure',
      [item(4000, { do: 'crash', node: 'server-1' })],
      'items.0.action: nothing cures this fault: add its cure',
    ],
  ])('%s', (_, items, problem) => {
    expect(problemsOf(items)).toEqual([problem]);
  });

  test('one fault too many', () => {
    const many = [4000, 6000, 8000, 10_000, 12_000].flatMap((atMs) =>
      cutOff('ben', atMs, atMs + 1000),
    );
    expect(problemsOf(many)).toEqual(['items.8: this is fault 5, and 4 are allowed']);
  });

  test('nothing that the engine itself draws or shrinks is outside', () => {
    const job = new GolfParJob(COURSE, rounds(40, 20));
    while (!job.advance(100_000));
    const { par, shrunk } = job.result()!;
    expect(par).toBeLessThanOrEqual(2);
    const faults = shrunk.plan.items.filter(({ action }) => action.do !== 'operate');
    expect(outsideEnvelope({ items: faults }, scenario)).toEqual([]);
  });
});

test('par is unknown where no seed breaks the check', () => {
  const sound = { ...COURSE, design: designFor(scenario, pushed!.repair) };
  const job = new GolfParJob(sound, 5);
  while (!job.advance(1000));
  expect(job.result()).toBeUndefined();
});
