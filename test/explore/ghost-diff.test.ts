/** Two designs on identical traffic: the first thing that a phone shows otherwise, and what follows. */
import { describe, expect, test } from 'vitest';
import { GhostDiffJob, type GhostDiff } from '../../src/explore/index.ts';
import { storyOf } from '../../src/measures/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import {
  designFor,
  disputes,
  planFor,
  referenceDesign,
  scriptedPlan,
  type Action,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

const says = (text: string): Action => ({
  do: 'operate',
  phone: 'ana',
  operation: { act: 'type', conversation: 'ana-ben', text },
});
const QUIET: Scenario = {
  ...disputes[0]!.scenario,
  chatter: [],
  network: {
    mobile: { floorMs: 30, jitterMs: 0, loss: 0 },
    datacentre: { floorMs: 1, jitterMs: 0, loss: 0 },
    push: { floorMs: 100, jitterMs: 0, loss: 0 },
  },
};

interface Compared {
  readonly result: GhostDiff;
  /** The sentence of a record on each side. */
  readonly told: (before: number, after: number) => readonly [string, string];
}

function compared(script: Scenario['script'], before: AnyDesign, after: AnyDesign): Compared {
  const scenario = { ...QUIET, script };
  const plan = scriptedPlan(scenario);
  const designs = [designFor(scenario, before), designFor(scenario, after)] as const;
  const given = { scenario, seed: 'ghost', plan };
  const job = new GhostDiffJob({ ...given, design: designs[0], against: designs[1] });
  while (!job.advance(7));
  const sentence = (design: AnyDesign, index: number): string => {
    const run = new Run({ ...given, design, edits: [] });
    run.finish();
    return storyOf(run.trace.readRecord(index), run.trace.names, run.topology);
  };
  return {
    result: job.result(),
    told: (one, other) => [sentence(designs[0], one), sentence(designs[1], other)],
  };
}

describe('a tick on a push and a tick on an acknowledgement', () => {
  const script = [
    { atMs: 3000, action: says('First') },
    { atMs: 5000, action: { do: 'cut', node: 'ben' } as const },
    { atMs: 5100, action: says('Second') },
    { atMs: 14_000, action: { do: 'heal', node: 'ben' } as const },
  ];
  const { result, told } = compared(script, { receiptEvidence: 'push' }, {});

  test('part where one phone shows two ticks and the other does not', () => {
    const { first } = result;
    expect(first).toMatchObject({ phone: 'ana', message: 'ana/m2', kind: 'late' });
    expect(first?.before?.what).toBe('delivered');
    expect(first?.after?.what).toBe('delivered');
    expect(first!.after!.timeUs - first!.before!.timeUs).toBeGreaterThan(8_000_000);
    expect(result.messages).toEqual(['ana/m2']);
  });

  test('and the records of that message tell where', () => {
    const { parted } = result.first!;
    expect(told(parted.before, parted.after)[0]).toMatch(/^Server \d marks Ana's message 2/);
  });

  test('and their numbers come apart from there', () => {
    const gap = result.gaps.find(({ name }) => name === 'secondTickP95Ms');
    expect(gap!.atParting.before).toBe(gap!.end.before);
    expect(gap!.end.after! - gap!.end.before!).toBeGreaterThan(8000);
  });
});

test('a message that never comes on one side is missing', () => {
  const script = [
    { atMs: 3000, action: { do: 'drop', packet: 'deliver', nth: 1 } as const },
    { atMs: 4000, action: says('Lost') },
  ];
  const once = { redelivery: 'none', dedup: 'insertOnly' };
  const { first, messages } = compared(script, once, {}).result;
  expect(first).toMatchObject({ phone: 'ben', message: 'ana/m1', kind: 'missing', before: null });
  expect(first?.after?.what).toBe('shown: Lost');
  expect(messages).toEqual(['ana/m1']);
});

test('designs that show the same have no difference, whatever they cost', () => {
  const { result } = compared([{ atMs: 3000, action: says('Hello') }], { relayMs: 1000 }, {});
  expect(result.first).toBeUndefined();
  expect(result.messages).toEqual([]);
  expect(result.gaps.map(({ name }) => name)).toContain('packetsSent');
});

test('a design beside itself has no gap at all', () => {
  const [dispute] = disputes;
  const plan = planFor(dispute!.scenario, 'same/1');
  const design = designFor(dispute!.scenario, referenceDesign);
  const options = { scenario: dispute!.scenario, seed: 'same/1', plan, design, against: design };
  const job = new GhostDiffJob(options);
  while (!job.advance(60));
  expect(job.result()).toEqual({ messages: [], gaps: [] });
});
