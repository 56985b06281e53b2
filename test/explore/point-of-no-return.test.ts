/** The point of no return: the plan is kept, the luck is drawn anew, and the chance of a bad end jumps. */
import { describe, expect, test } from 'vitest';
import { NoReturnJob, SweepJob, type NoReturn } from '../../src/explore/index.ts';
import type { Trace } from '../../src/kernel/index.ts';
import { RECORD, type AnyDesign } from '../../src/models/index.ts';
import {
  betweenTwo,
  designFor,
  planFor,
  scriptedPlan,
  type CheckName,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run, type RunInput } from '../../src/world/index.ts';
import { longTest } from '../proof-size.ts';

const hello = {
  do: 'operate',
  phone: 'ana',
  operation: { act: 'type', conversation: 'ana-ben', text: 'Hello' },
} as const;
/** One message, and a network that loses one packet in seven: only chance decides. */
const GAMBLE: Scenario = betweenTwo({
  id: 'gamble',
  title: 'One message, one chance',
  script: [{ atMs: 5000, action: hello }],
  chatter: [],
  network: {
    mobile: { floorMs: 30, jitterMs: 10, loss: 0.15 },
    datacentre: { floorMs: 1, jitterMs: 0, loss: 0 },
    push: { floorMs: 80, jitterMs: 0, loss: 0 },
  },
});

function noReturn(
  scenario: Scenario,
  design: AnyDesign,
  check: CheckName,
  seed: string,
  moments = 1_000_000,
): NoReturn | undefined {
  const job = new NoReturnJob({
    scenario,
    design: designFor(scenario, design),
    seed,
    plan: planFor(scenario, seed),
    check,
    tries: 12,
  });
  while (!job.advance(moments));
  return job.result();
}

function firstFailure(scenario: Scenario, design: AnyDesign, check: CheckName): string {
  const options = { scenario: { ...scenario, checks: [check] }, design, seed: 'fate', count: 300 };
  const job = new SweepJob({ ...options, design: designFor(scenario, design) });
  while (!job.advance(1_000_000).finished);
  return job.result().first!.seed;
}

describe('an end that chance decides', () => {
  // The phone forgets what it has sent: whether the one packet arrives is all.
  const design = { sentEvidence: 'socketWrite' };
  const check = 'eventual-delivery';
  const seed = firstFailure(GAMBLE, design, check);
  const result = noReturn(GAMBLE, design, check, seed)!;

  test('is open before the packet leaves, and sealed when it has left', () => {
    const { before, after } = result.jump!;
    expect(after.ordinal - before.ordinal).toBe(1);
    expect(before.bad / before.tries).toBeLessThan(0.7);
    expect(after.bad).toBe(after.tries);
    expect(result.chances.at(-1)?.bad).toBe(12);
  });

  test('jumps at the moment in which the message was typed and sent', () => {
    const run = new Run(input(GAMBLE, designFor(GAMBLE, design), seed));
    run.finish();
    const { ordinal } = run.trace.readRecord(result.jump!.record);
    expect(ordinal).toBe(result.jump!.after.ordinal);
    expect(kindsAt(run.trace, ordinal)).toEqual(expect.arrayContaining(['typed', 'sent']));
  });

  longTest('gives the same answer in small pieces', () => {
    expect(noReturn(GAMBLE, design, check, seed, 5)).toEqual(result);
  });
});

test('an end that the plan decides was inevitable from the start', () => {
  const scenario: Scenario = {
    ...GAMBLE,
    script: [{ atMs: 3000, action: { do: 'drop', packet: 'publish', nth: 1 } }, ...GAMBLE.script],
    network: { ...GAMBLE.network, mobile: { ...GAMBLE.network.mobile, loss: 0 } },
  };
  const result = noReturn(scenario, { sentEvidence: 'socketWrite' }, 'eventual-delivery', 'x');
  expect(result?.jump).toBeUndefined();
  expect(result?.chances.every(({ bad, tries }) => bad === tries)).toBe(true);
});

test('a run that does not break the check has no such point', () => {
  const scenario = { ...GAMBLE, script: [] };
  expect(noReturn(scenario, {}, 'eventual-delivery', 'x')).toBeUndefined();
});

describe('a run that goes on from a checkpoint', () => {
  const design = designFor(GAMBLE);
  const whole = new Run(input(GAMBLE, design, 'old'));
  whole.finish();
  const start = new Run(input(GAMBLE, design, 'old'));
  start.advance(40);

  test('with its own seed is the run that it was', () => {
    const again = Run.from(start.checkpoint(), input(GAMBLE, design, 'old'));
    again.finish();
    expect(again.digest()).toBe(whole.digest());
  });

  test('with another seed keeps its past and draws another future', () => {
    const again = Run.from(start.checkpoint(), input(GAMBLE, design, 'new'));
    again.finish();
    expect(again.trace.base).toBe(start.trace.length);
    expect(again.digest()).not.toBe(whole.digest());
    const twice = Run.from(start.checkpoint(), input(GAMBLE, design, 'new'));
    twice.finish();
    expect(twice.digest()).toBe(again.digest());
  });
});

function input(scenario: Scenario, design: AnyDesign, seed: string): RunInput {
  return { scenario, design, seed, plan: scriptedPlan(scenario), edits: [] };
}

function kindsAt(trace: Trace, ordinal: number): string[] {
  const kinds: string[] = [];
  for (let index = trace.base; index < trace.length; index++) {
    const record = trace.readRecord(index);
    if (record.ordinal !== ordinal) continue;
    const name = Object.entries(RECORD).find(([, kind]) => kind === record.kind)?.[0];
    kinds.push(name ?? '');
  }
  return kinds;
}
