/** A sweep on the page: shared among workers, the same outcomes, kept when something goes wrong. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SweepJob, type ShrinkResult } from '../../../src/explore/index.ts';
import {
  startShrink,
  startSweep,
  sweepClaim,
  sweepTally,
  type Cancellable,
  type SweepOrder,
  type SweepState,
} from '../../../src/app/engine/index.ts';
import { designFor, homeScenario } from '../../../src/scenarios/index.ts';
import { FakeWorker } from './fake-worker.ts';

const sweepOrder = (count: number): SweepOrder => ({
  scenario: homeScenario,
  design: designFor(homeScenario),
  seed: 'page',
  count,
});

interface Watched {
  readonly states: SweepState[];
  readonly ended: Promise<SweepState>;
  readonly sweep: Cancellable;
}

function watch(order: SweepOrder, makeWorker = FakeWorker.make(), workers = 2): Watched {
  const states: SweepState[] = [];
  let sweep: Cancellable | undefined;
  const ended = new Promise<SweepState>((resolve) => {
    const changed = (state: SweepState) => {
      states.push(state);
      if (state.status !== 'running') resolve(state);
    };
    sweep = startSweep(order, changed, { makeWorker, workers });
  });
  return { states, ended, sweep: sweep! };
}

/** The verdict of each run, as the job alone finds them. */
function plainVerdicts(order: SweepOrder): string[] {
  const job = new SweepJob(order);
  while (!job.advance(1_000_000).finished);
  return job.outcomes.map(({ verdict }) => verdict);
}

beforeEach(() => void FakeWorker.all.splice(0));
afterEach(() => vi.useRealTimers());

describe('a sweep', () => {
  test('finds what one worker alone would find, run by run', async () => {
    const order = sweepOrder(24);
    const state = await watch(order).ended;
    expect(state.status).toBe('finished');
    expect(state.outcomes.map((outcome) => outcome?.verdict)).toEqual(plainVerdicts(order));
    expect(state.outcomes.map((outcome) => outcome?.seed)).toEqual(
      state.outcomes.map((_, place) => `page/${place + 1}`),
    );
    const tally = sweepTally(state);
    expect(tally.runs).toBe(24);
    expect(tally.first?.seed).toBe(`page/${tally.first?.nth}`);
    expect(sweepClaim(state)).toMatch(/of 24 runs .* The first is run \d+\.$/);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('keeps what has finished when it is cancelled, and says no more', async () => {
    const { states, sweep, ended } = watch(sweepOrder(200));
    await vi.waitFor(() => expect(states.at(-1)?.done).toBeGreaterThan(3));
    const startedAt = performance.now();
    sweep.cancel();
    const state = await ended;
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect(state.status).toBe('cancelled');
    expect(state.done).toBeLessThan(200);
    expect(state.outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(state.done);
    const told = states.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(states).toHaveLength(told);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('goes on with another worker when one dies: no run is lost or counted twice', async () => {
    let heard = 0;
    const make = FakeWorker.make(({ type }) =>
      type === 'sweep' && ++heard === 3 ? 'die' : undefined,
    );
    const state = await watch(sweepOrder(24), make).ended;
    expect(state.status).toBe('finished');
    expect(state.done).toBe(24);
    expect(FakeWorker.all).toHaveLength(3);
  });

  test('ends in one sentence when a second one hangs; finished runs are kept', async () => {
    vi.useFakeTimers();
    const make = FakeWorker.make((message) =>
      message.type === 'sweep' && message.to >= 8 ? 'hang' : undefined,
    );
    const { ended } = watch(sweepOrder(16), make, 1);
    await vi.advanceTimersByTimeAsync(20_000);
    const state = await ended;
    expect(state.status).toBe('failed');
    expect(state.sentence).toMatch(
      /^The simulation stopped answering twice, the second time at run \d+; \d+ finished runs are kept\.$/,
    );
    expect(state.done).toBeGreaterThan(0);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test.each([
    [0, 'cannot make 0 runs: give a whole number from 1 to 100000'],
    [-3, 'cannot make -3 runs: give a whole number from 1 to 100000'],
    [2.5, 'cannot make 2.5 runs: give a whole number from 1 to 100000'],
    [2_000_000, 'cannot make 2000000 runs: give a whole number from 1 to 100000'],
  ])('of %s runs is refused in a sentence', async (count, sentence) => {
    const state = await watch(sweepOrder(count)).ended;
    expect(state).toMatchObject({ status: 'failed', sentence, done: 0 });
    expect(FakeWorker.all).toEqual([]);
  });
});

describe('shrinking', () => {
  test('brings the smallest story of a failing run', async () => {
    const state = await watch(sweepOrder(24)).ended;
    const { worst } = sweepTally(state);
    const { scenario, design } = state.order;
    const order = { scenario, design, seed: worst!.seed, check: worst!.id };
    const result = await new Promise<ShrinkResult>((done, failed) => {
      startShrink(order, { done, failed }, FakeWorker.make());
    });
    expect(result.check).toBe(worst!.id);
    expect(result.story.lines.length).toBeLessThanOrEqual(8);
    expect(result.plan.items.length).toBeLessThanOrEqual(8);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('says so when the run does not break the check', async () => {
    const { scenario, design } = sweepOrder(1);
    const fine = { ...scenario, chatter: [], faults: { ...scenario.faults, most: 0 } };
    const order = { scenario: fine, design, seed: 'page/1', check: 'honest-ticks' } as const;
    const sentence = await new Promise((resolve) => {
      startShrink(order, { done: resolve, failed: resolve }, FakeWorker.make());
    });
    expect(sentence).toBe(
      'This run does not break the check any more; there is nothing to shrink.',
    );
  });
});
