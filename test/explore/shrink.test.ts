/** Shrinking: the smallest plan that breaks the same check, told in a few plain lines. */
import { describe, expect, test } from 'vitest';
import { ShrinkJob, SweepJob, type ShrinkResult } from '../../src/explore/index.ts';
import { planFor, type Plan, type Scenario } from '../../src/scenarios/index.ts';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { createSmallRun } from './small-world.ts';

const SCENARIO: Scenario = { ...TWO_USERS, checks: ['no-acked-loss'] };

function shrunk(
  scenario: Scenario,
  seed: string,
  plan: Plan,
  moments = 1_000_000,
): ShrinkResult | undefined {
  const job = new ShrinkJob({
    scenario,
    design: {},
    seed,
    plan,
    check: 'no-acked-loss',
    createRun: createSmallRun,
  });
  while (!job.advance(moments).finished);
  return job.result();
}

/** The first seed whose plan breaks the check. */
function failure(scenario: Scenario): { readonly seed: string; readonly plan: Plan } {
  const job = new SweepJob({
    scenario,
    design: {},
    seed: 'x',
    count: 500,
    createRun: createSmallRun,
  });
  while (!job.advance(10_000).finished);
  const seed = job.result().worst?.seed;
  if (seed === undefined) throw new Error('no seed of 500 fails');
  return { seed, plan: planFor(scenario, seed) };
}

describe('a failure by a crash', () => {
  const { seed, plan } = failure(SCENARIO);
  const result = shrunk(SCENARIO, seed, plan);

  test('shrinks to one message and one crash, cured soon', () => {
    const actions = result?.plan.items.map(({ action }) => action.do);
    expect(actions?.toSorted()).toEqual(['crash', 'operate', 'restart']);
    expect(plan.items.length).toBeGreaterThan(4);
    const times = Object.fromEntries(
      result!.plan.items.map(({ action, atUs }) => [action.do, atUs / 1000]),
    );
    expect(times['restart']! - times['operate']!).toBeLessThan(400);
    expect(Object.values(times).every((atMs) => Math.floor(atMs) === atMs)).toBe(true);
    expect(result?.runs).toBeLessThan(60);
  });

  test('is told in plain lines, from the typing to what is missing', () => {
    expect(result?.story.lines.length).toBeLessThanOrEqual(8);
    expect(result?.story.lines[0]).toMatch(/^(Ana|Ben) types “.*”\.$|^Server 1 crashes/);
    expect(result?.story.lines).toContain('Server 1 crashes; what was only in memory is gone.');
    expect(result?.story.lines.at(-1)).toMatch(
      /^(Ana|Ben)'s phone never stores “.*”, and no store has it\.$/,
    );
    expect(result?.story.lines.join(' ')).not.toMatch(/\/m\d/);
    expect(result?.story.records).toHaveLength(result!.story.lines.length);
  });

  test('is the same however the work is cut into pieces', () => {
    expect(shrunk(SCENARIO, seed, plan, 3)).toEqual(result);
  });
});

describe('a failure by chance', () => {
  const network = { ...TWO_USERS.network, mobile: { floorMs: 40, jitterMs: 20, loss: 0.3 } };
  const scenario: Scenario = {
    ...SCENARIO,
    network,
    faults: { ...TWO_USERS.faults, most: 0, kinds: [] },
  };

  test('is written into the plan as a drop, and the network is made reliable', () => {
    const { seed, plan } = failure(scenario);
    const result = shrunk(scenario, seed, plan);
    expect(result?.scenario.network.mobile.loss).toBe(0);
    const actions = result?.plan.items.map(({ action }) => action.do);
    expect(actions?.toSorted()).toEqual(['drop', 'operate']);
    expect(result?.story.lines).toHaveLength(4);
    expect(result?.story.lines[2]).toMatch(
      /^“.*” from server 1 never reaches .*dropped on purpose/,
    );
  });
});

test('phones that the failure does not need go, with their chats and their faults', () => {
  const [ana] = TWO_USERS.nodes;
  const crowded: Scenario = {
    ...SCENARIO,
    nodes: [...TWO_USERS.nodes, { ...ana!, name: 'cem' }, { ...ana!, name: 'dee' }],
    conversations: [...TWO_USERS.conversations, { name: 'cem-dee', members: ['cem', 'dee'] }],
    chatter: [
      ...TWO_USERS.chatter,
      { ...TWO_USERS.chatter[0]!, conversation: 'cem-dee', phones: ['cem', 'dee'] },
    ],
  };
  const { seed, plan } = failure({ ...crowded, chatter: TWO_USERS.chatter });
  const result = shrunk(crowded, seed, plan);
  const names = result?.scenario.nodes.map(({ name }) => name);
  expect(names).toEqual(TWO_USERS.nodes.map(({ name }) => name));
  expect(result?.scenario.conversations.map(({ name }) => name)).toEqual(['ana-ben']);
  expect(result?.scenario.chatter).toEqual(TWO_USERS.chatter);
});

test('what was never broken has no result', () => {
  const quiet = { ...SCENARIO, faults: { ...TWO_USERS.faults, most: 0, kinds: [] } };
  expect(shrunk(quiet, 'x', planFor(quiet, 'x'))).toBeUndefined();
});

test('a job that may not make more runs tells the smallest that it has', () => {
  const { seed, plan } = failure(SCENARIO);
  const job = new ShrinkJob({
    scenario: SCENARIO,
    design: {},
    seed,
    plan,
    check: 'no-acked-loss',
    createRun: createSmallRun,
    runsMax: 3,
    linesMax: 2,
  });
  while (!job.advance(1000).finished);
  expect(job.progress().runs).toBeLessThanOrEqual(4);
  expect(job.result()?.broken.id).toBe('no-acked-loss');
  expect(job.result()?.story.lines).toHaveLength(2);
});
