/** How a bench is measured: rounds in turns, the middle of them told, with a clock that we hold. */
import { describe, expect, test } from 'vitest';
import { BenchJob, benches, type Bench } from '../../../src/explore/index.ts';

/** A bench whose work moves the clock by what each round is said to take. */
function staged(oursMs: number[], referenceMs: number[]) {
  let nowMs = 0;
  const turns: string[] = [];
  const work = (who: string, tookMs: number[]) => () => {
    turns.push(who);
    nowMs += tookMs.shift() ?? 0;
    return 100;
  };
  const bench: Bench = {
    name: 'staged',
    unit: 'events',
    question: 'How fast?',
    reference: 'another',
    floor: 2,
    prepare: () => ({
      ours: work('ours', oursMs),
      reference: work('reference', referenceMs),
      figures: () => ({ phones: 3 }),
    }),
  };
  return { bench, nowMs: () => nowMs, turns };
}

describe('a bench', () => {
  test('warms up once, then measures in turns', () => {
    const { bench, nowMs, turns } = staged([9, 1, 1, 1], [9, 2, 2, 2]);
    const job = new BenchJob(bench, nowMs, 3);
    const done: number[] = [];
    while (job.step()) done.push(job.done);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(turns).toEqual(Array.from({ length: 4 }, () => ['ours', 'reference']).flat());
  });

  test('tells the middle round, however wild the others are', () => {
    const { bench, nowMs } = staged([50, 10, 1, 1000], [50, 30, 30, 30]);
    const job = new BenchJob(bench, nowMs, 3);
    while (job.step());
    expect(job.result()).toEqual({
      name: 'staged',
      unit: 'events',
      reference: 'another',
      perSecond: 10_000,
      referencePerSecond: 100_000 / 30,
      ratio: expect.closeTo(3, 10),
      floor: 2,
      rounds: 3,
      figures: { phones: 3 },
    });
  });

  test('a clock that does not move divides by nothing', () => {
    const { bench, nowMs } = staged([0, 0], [0, 0]);
    const job = new BenchJob(bench, nowMs, 1);
    while (job.step());
    expect(job.result().ratio).toBe(1);
  });
});

describe('the benches', () => {
  test('have names of their own', () => {
    const names = benches.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  // Preparing compares the states in which the executors end: a difference throws.
  test.each(['machine', 'machine-pure'])('%s compares executors that agree', (name) => {
    const bench = benches.find((each) => each.name === name);
    expect(() => bench?.prepare()).not.toThrow();
  });
});
