/** Plans: the same for the same seed, inside the envelope, and healed in the end. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  faultSpans,
  lastFaultUs,
  planFor,
  scriptedPlan,
  type FaultEnvelope,
  type Plan,
} from '../../src/scenarios/index.ts';
import { TWO_USERS } from './two-users.ts';

const LONGEST_HOLD_US = 4_000_000;
const seeds = (count: number): string[] =>
  Array.from({ length: count }, (_, nth) => `seed/${nth + 1}`);
const ids = (plan: Plan): string[] => plan.items.map(({ id }) => id);
const faultsOf = (plan: Plan): Plan => ({
  items: plan.items.filter(({ id }) => !/^(script|type)\//.test(id)),
});

describe('the scripted plan', () => {
  test('is the script, named by place and sorted by time', () => {
    const [typing] = TWO_USERS.script;
    const cut = { do: 'cut', node: 'ben' } as const;
    const scenario = {
      ...TWO_USERS,
      script: [
        { ...typing!, atMs: 1.001 },
        { atMs: 1, action: cut },
      ],
    };
    expect(scriptedPlan(scenario).items).toEqual([
      { id: 'script/2', atUs: 1000, action: cut },
      { id: 'script/1', atUs: 1001, action: typing!.action },
    ]);
  });
});

describe('the plan of a seed', () => {
  test('is the same for the same seed and another for another', () => {
    expect(planFor(TWO_USERS, 'a')).toEqual(planFor(TWO_USERS, 'a'));
    expect(planFor(TWO_USERS, 'a')).not.toEqual(planFor(TWO_USERS, 'b'));
  });

  test('holds the script, then chatter and faults, sorted by time under distinct names', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const plan = planFor(TWO_USERS, seed);
        expect(new Set(ids(plan)).size).toBe(plan.items.length);
        expect(ids(plan)).toContain('script/1');
        const times = plan.items.map(({ atUs }) => atUs);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        const typed = ids(plan).filter((id) => id.startsWith('type/')).length;
        expect(typed).toBeGreaterThanOrEqual(2);
        expect(typed).toBeLessThanOrEqual(5);
      }),
      { numRuns: 200 },
    );
  });

  test('strikes inside the window, at most so often, and cures everything', () => {
    for (const seed of seeds(300)) {
      const plan = faultsOf(planFor(TWO_USERS, seed));
      const spans = faultSpans(plan);
      const drops = plan.items.filter(({ action }) => action.do === 'drop');
      expect(spans.length + drops.length, seed).toBeLessThanOrEqual(4);
      for (const { key, fromUs, untilUs } of spans) {
        expect(fromUs, seed).toBeGreaterThanOrEqual(500_000);
        expect(fromUs, seed).toBeLessThan(9_000_000);
        if (key.startsWith('skew/')) continue;
        expect(untilUs - fromUs, `${seed}: ${key}`).toBeLessThanOrEqual(LONGEST_HOLD_US);
      }
      expect(lastFaultUs(plan), seed).toBeLessThan(9_000_000 + LONGEST_HOLD_US);
    }
  });

  test('never strikes what is ill already', () => {
    const faults: FaultEnvelope = {
      ...TWO_USERS.faults,
      most: 30,
      kinds: [
        { fault: 'crash', nodes: ['server-1'], holdMs: [500, 3000] },
        { fault: 'pause', nodes: ['server-1'], holdMs: [500, 3000] },
      ],
    };
    for (const seed of seeds(100)) {
      const words = faultsOf(planFor({ ...TWO_USERS, faults }, seed)).items.map(
        ({ action }) => action.do,
      );
      words.forEach((word, place) => {
        const cure = { crash: 'restart', pause: 'resume' }[word as 'crash' | 'pause'];
        if (cure !== undefined) expect(words[place + 1], seed).toBe(cure);
      });
    }
  });

  test('mixes kinds differently by seed, some seeds without any fault', () => {
    const mixtures = new Set<string>();
    const counts = new Map<string, number>();
    for (const seed of seeds(400)) {
      const kinds = new Set(
        faultsOf(planFor(TWO_USERS, seed)).items.map(({ action }) => action.do),
      );
      for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      mixtures.add([...kinds].toSorted((one, other) => (one < other ? -1 : 1)).join('+'));
    }
    expect(mixtures).toContain('');
    expect(mixtures.size).toBeGreaterThan(12);
    for (const kind of ['crash', 'cut', 'pause', 'operate', 'drop', 'skew']) {
      expect(counts.get(kind), kind).toBeGreaterThan(30);
    }
  });

  test('does not touch what the script holds down', () => {
    const scenario = {
      ...TWO_USERS,
      script: [{ atMs: 0, action: { do: 'crash', node: 'server-1' } as const }],
      faults: { ...TWO_USERS.faults, kinds: TWO_USERS.faults.kinds.slice(0, 1) },
    };
    for (const seed of seeds(100)) {
      expect(ids(planFor(scenario, seed))).not.toContain('restart/server-1/1');
    }
  });

  test('adding a kind of fault leaves the typing of a seed as it was', () => {
    const fewer = { ...TWO_USERS.faults, kinds: TWO_USERS.faults.kinds.slice(0, 2) };
    for (const seed of seeds(20)) {
      const typing = (plan: Plan) => plan.items.filter(({ id }) => id.startsWith('type/'));
      const one = typing(planFor(TWO_USERS, seed));
      expect(typing(planFor({ ...TWO_USERS, faults: fewer }, seed))).toEqual(one);
    }
  });

  test('an envelope without faults or chatter leaves the script alone', () => {
    const quiet = {
      ...TWO_USERS,
      chatter: [],
      faults: { ...TWO_USERS.faults, most: 0, kinds: [] },
    };
    expect(planFor(quiet, 'x')).toEqual(scriptedPlan(quiet));
  });
});
