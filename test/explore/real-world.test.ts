/** The jobs on the real world: the home scenario's own design fails, the reference does not. */
import { describe, expect, test } from 'vitest';
import { JudgedRun, judgedSeed, createRun, ShrinkJob, SweepJob } from '../../src/explore/index.ts';
import type { Trace } from '../../src/kernel/index.ts';
import { RECORD } from '../../src/models/index.ts';
import { writeLosses } from '../../src/explore/written-losses.ts';
import {
  CHECK_NAMES,
  designFor,
  homeScenario,
  planFor,
  referenceDesign,
  type CheckName,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { rounds } from '../proof-size.ts';

/** Its design seals nothing, so every server reads every message. */
const CHECKS = CHECK_NAMES.filter((name) => name !== 'sealed');
const SCENARIO: Scenario = { ...homeScenario, checks: CHECKS };
/** The home scenario is short, so its clocks must be. */
const REFERENCE = {
  ...referenceDesign,
  heartbeatMs: 5000,
  pongTimeoutMs: 2000,
  idleTimeoutMs: 15_000,
};

function swept(scenario: Scenario, design: SweepJob['options']['design'], count: number): SweepJob {
  const job = new SweepJob({ scenario, design, seed: 'real', count });
  while (!job.advance(100_000).finished);
  return job;
}

describe('the design of the home page', () => {
  const design = designFor(SCENARIO);
  const { outcomes } = swept(SCENARIO, design, 40);
  const failures = new Map<CheckName, string>();
  for (const { seed, verdicts } of outcomes) {
    for (const { id, verdict } of verdicts) {
      if (verdict === 'broken' && !failures.has(id)) failures.set(id, seed);
    }
  }

  test('lies with its ticks and loses messages', () => {
    expect([...failures.keys()]).toEqual(
      expect.arrayContaining(['honest-ticks', 'no-acked-loss', 'eventual-delivery']),
    );
  });

  test('has failures that shrink to few items and at most eight lines', () => {
    for (const [check, seed] of failures) {
      const plan = planFor(SCENARIO, seed);
      const job = new ShrinkJob({ scenario: SCENARIO, design, seed, plan, check });
      while (!job.advance(100_000).finished);
      const result = job.result();
      expect(result?.broken.id, seed).toBe(check);
      expect(result?.plan.items.length, seed).toBeLessThanOrEqual(8);
      expect(result?.story.lines.length, seed).toBeLessThanOrEqual(8);
      expect(result?.story.lines.join('\n'), seed).toMatch(/types “/);
    }
  });
});

test('the reference design keeps its promises on the same scenario', () => {
  const { broken, byCheck } = swept(SCENARIO, REFERENCE, rounds(60, 20)).result();
  expect(broken).toBe(0);
  for (const check of homeScenario.checks)
    expect(byCheck[check]?.holds, check).toBeGreaterThan(rounds(10, 3));
});

test('chance losses written into the plan make the same run', () => {
  const lossy = { ...SCENARIO.network.mobile, loss: 0.05 };
  const scenario = { ...SCENARIO, network: { ...SCENARIO.network, mobile: lossy } };
  const design = designFor(scenario);
  let losses = 0;
  let atStart = 0;
  for (let nth = 1; nth <= 24; nth++) {
    const seed = `real/${nth}`;
    const first = judgedSeed({ scenario, design, seed });
    const { outcome } = first.advance(Infinity);
    if (losesAtStart(first.run.trace)) atStart++;
    const written = writeLosses(scenario, planFor(scenario, seed), first.run.trace);
    losses += written.losses;
    const second = new JudgedRun({
      input: { scenario: written.scenario, design, seed, plan: written.plan, edits: [] },
      checks: scenario.checks,
      createRun,
    });
    expect(second.advance(Infinity).outcome?.verdicts, seed).toEqual(outcome?.verdicts);
    expect(second.run.trace.length, seed).toBe(first.run.trace.length);
  }
  expect(losses).toBeGreaterThan(5);
  expect(atStart).toBeGreaterThan(0);
});

/** What nodes send as they start: a login, before the first moment of any plan. */
function losesAtStart(trace: Trace): boolean {
  for (let index = 0; index < trace.length; index++) {
    const { kind, cause } = trace.readRecord(index);
    if (kind === RECORD.lost && cause >= 0 && trace.readRecord(cause).ordinal === 0) return true;
  }
  return false;
}
