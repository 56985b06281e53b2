/** Searches on the page: each kind answers, is told of on the way, and leaves no worker behind. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startSearch } from '../../../src/app/engine/search.ts';
import type { SearchKind, SearchKinds } from '../../../src/app/engine/search-orders.ts';
import { HOLES } from '../../../src/app/golf/holes.ts';
import { newFault, planOfSchedule } from '../../../src/app/golf/schedule.ts';
import { designFor, homeScenario, planFor } from '../../../src/scenarios/index.ts';
import { FakeWorker } from './fake-worker.ts';

beforeEach(() => void FakeWorker.all.splice(0));

function ask<Kind extends SearchKind>(
  kind: Kind,
  order: SearchKinds[Kind]['order'],
): Promise<SearchKinds[Kind]['result']> {
  return new Promise((done, refuse) => {
    const failed = (sentence: string) => refuse(new Error(sentence));
    startSearch(kind, order, { done, failed }, FakeWorker.make());
  });
}

const scenario = homeScenario;
const design = designFor(scenario);
const hole = HOLES.find(({ id }) => id === 'delivered-at-push-2')!;

describe('a search', () => {
  test('for a difference finds a seed on which people see one', async () => {
    const against = designFor(scenario, { receiptEvidence: 'deviceAck' });
    const found = await ask('ghostDiff', { scenario, design, against, seed: 'ghost', seeds: 30 });
    expect(found.diff.first).toBeDefined();
    expect(found.seed).toBe(`ghost/${found.tried}`);
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('for a difference between twins tries all seeds and says so', async () => {
    const found = await ask('ghostDiff', {
      scenario,
      design,
      against: { ...design },
      seed: 'ghost',
      seeds: 3,
    });
    expect(found.diff.first).toBeUndefined();
    expect(found.tried).toBe(3);
  });

  test('for the point of no return of a run that breaks nothing answers null', async () => {
    const calm = { ...scenario, chatter: [], faults: { ...scenario.faults, most: 0 } };
    const plan = planFor(calm, 'calm');
    const order = { scenario: calm, design, seed: 'calm', plan, check: 'honest-ticks' } as const;
    expect(await ask('noReturn', order)).toBeNull();
  });

  test('for the worth of a schedule refuses one that is outside the rules', async () => {
    const late = { ...newFault(hole.scenario, 1), atMs: 50_000 };
    const faults = planOfSchedule([late], hole.scenario);
    const { score, records } = await ask('golf', { course: { ...hole }, faults });
    expect(score.outcome).toBe('outside');
    expect(records).toEqual([]);
  });

  test('for the worth of no fault at all says that the promise survived', async () => {
    const { score } = await ask('golf', { course: { ...hole }, faults: { items: [] } });
    expect(score.outcome).toBe('survived');
  });

  test('for par finds the smallest schedule under the learner’s own traffic', async () => {
    const par = await ask('par', { course: { ...hole }, draws: 8 });
    expect(par?.par).toBeGreaterThan(1);
    expect(par?.shrunk.seed).toBe(hole.seed);
  });

  test('ends at once when it is cancelled, and says nothing more', async () => {
    const done = vi.fn();
    const order = { course: { ...hole }, draws: 50 };
    const search = startSearch('par', order, { done, failed: done }, FakeWorker.make());
    search.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(done).not.toHaveBeenCalled();
    expect(FakeWorker.all.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('tells in one sentence when its worker dies', async () => {
    const make = FakeWorker.make(({ type }) => (type === 'search' ? 'die' : undefined));
    const sentence = await new Promise((failed) => {
      startSearch('par', { course: { ...hole }, draws: 5 }, { done: failed, failed }, make);
    });
    expect(sentence).toMatch(/^The simulation stopped answering/);
  });
});
