/** Two people let somebody into a group that has one place left: at which levels the cap holds. */
import { describe, expect, test } from 'vitest';
import { MEMBERSHIP_OUTCOMES, type AnyDesign } from '../../src/models/index.ts';
import {
  designFor,
  designKnobs,
  membershipScenario,
  scriptedPlan,
  validateScenario,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { brokenIn, linesOf, says, shownOn } from './chat.ts';

function runWith(scenario: Scenario, design: AnyDesign = {}, seed = 'race'): Run {
  const run = new Run({
    scenario,
    design: designFor(scenario, design),
    seed,
    plan: scriptedPlan(scenario),
    edits: [],
  });
  run.finish();
  return run;
}

/** How many members the group has in the end, by the table and by its counter. */
function sizesOf(run: Run): { readonly rows: number; readonly counter: number } {
  const { tables } = run.inspect(run.topology.indexOf('postgres'));
  const rows = (title: string) => tables.find((table) => table.title === title)?.rows ?? [];
  return { rows: rows('group_members').length, counter: Number(rows('groups')[0]?.[1]) };
}

/** What the phones were told: "ana: joined". */
function outcomesOf(run: Run): string[] {
  const outcomes: string[] = [];
  for (let index = 0; index < run.trace.length; index += 1) {
    const { node, c } = run.trace.readRecord(index);
    const name = run.topology.nodes[node]?.name ?? '';
    if (linesOf(run)[index]?.kind !== 'membership' || name.startsWith('server')) continue;
    outcomes.push(`${name}: ${MEMBERSHIP_OUTCOMES[c]}`);
  }
  return outcomes.toSorted();
}

/** The statements that PostgreSQL answered with an error, by its code. */
const errorsOf = (run: Run): string[] => {
  const codes: string[] = [];
  for (let index = 0; index < run.trace.length; index += 1) {
    const { b } = run.trace.readRecord(index);
    if (linesOf(run)[index]?.kind !== 'served') continue;
    const code = /^ERROR (\w+)/.exec(run.trace.names.text(b))?.[1];
    if (code !== undefined) codes.push(code);
  }
  return codes;
};

/** Both requests meet in the database: the network takes every packet the same time. */
function even(members: number): Scenario {
  const steady = (floorMs: number) => ({ floorMs, jitterMs: 0, loss: 0 });
  return {
    ...membershipScenario(members),
    network: { mobile: steady(30), datacentre: steady(1), push: steady(100) },
  };
}

const FULL = 1024;

describe('one place left, and two adds at once', () => {
  test.each([
    ['readCommitted', 'countThenInsert', FULL + 1],
    ['repeatableRead', 'countThenInsert', FULL + 1],
    ['serializable', 'countThenInsert', FULL],
    ['readCommitted', 'lockGroupRow', FULL],
    // The lock is had, and the count is that of the old snapshot all the same.
    ['repeatableRead', 'lockGroupRow', FULL + 1],
    ['serializable', 'lockGroupRow', FULL],
    ['readCommitted', 'counterRow', FULL],
    ['repeatableRead', 'counterRow', FULL],
    ['serializable', 'counterRow', FULL],
  ])('%s, %s: %i members', (membershipIsolation, capCheck, members) => {
    const run = runWith(even(FULL - 1), { membershipIsolation, capCheck });
    expect(sizesOf(run).rows).toBe(members);
    const told = outcomesOf(run);
    if (members > FULL) expect(told).toEqual(['ana: joined', 'ben: joined']);
    else expect(told.map((each) => each.slice(5)).toSorted()).toEqual(['full', 'joined']);
  });

  test('serializable: one of the two is refused with 40001, tries again, and finds the group full', () => {
    const run = runWith(even(FULL - 1));
    expect(errorsOf(run)).toEqual(['40001']);
    const once = runWith(even(FULL - 1), { membershipRetries: 0 });
    expect(outcomesOf(once).map((each) => each.slice(5))).toContain('conflict');
    expect(sizesOf(once).rows).toBe(FULL);
  });

  test('the counter in the row of the group tells the truth only where every add raises it', () => {
    const raised = runWith(even(FULL - 1), { capCheck: 'counterRow' });
    expect(sizesOf(raised)).toEqual({ rows: FULL, counter: FULL });
    expect(sizesOf(runWith(even(FULL - 1)))).toEqual({ rows: FULL, counter: FULL - 1 });
  });

  test('with room for both, both join', () => {
    expect(outcomesOf(runWith(even(3)))).toEqual(['ana: joined', 'ben: joined']);
    expect(sizesOf(runWith(even(3), { memberCap: 4 })).rows).toBe(4);
  });

  test('in the usual network most seeds let the race pass unseen, and some do not', () => {
    const sizes = Array.from({ length: 40 }, (_, nth) => {
      const design = { membershipIsolation: 'readCommitted', memberCap: 4 };
      return sizesOf(runWith(membershipScenario(3), design, `race/${nth}`)).rows;
    });
    expect(new Set(sizes)).toEqual(new Set([4, 5]));
  });
});

/** A phone does something at a time. */
const does = (atMs: number, phone: string, user: string) => ({
  atMs,
  action: {
    do: 'operate' as const,
    phone,
    operation: { act: 'add' as const, conversation: 'reunion', user },
  },
});

describe('an add', () => {
  const calm = even(3);

  test('of somebody who is in already is told by the unique key', () => {
    const script = [does(4000, 'ana', 'cleo'), does(4000, 'ben', 'cleo')];
    const run = runWith(
      { ...calm, script },
      { membershipIsolation: 'readCommitted', membershipRetries: 0 },
    );
    expect(errorsOf(run)).toEqual(['23505']);
    expect(outcomesOf(run).map((each) => each.slice(5))).toEqual(['joined', 'already']);
  });

  test('without a connection is refused by the phone itself', () => {
    const airplane = { act: 'airplane', on: true } as const;
    const script = [
      { atMs: 2000, action: { do: 'operate' as const, phone: 'ana', operation: airplane } },
      does(4000, 'ana', 'cleo'),
    ];
    const run = runWith({ ...calm, script });
    expect(outcomesOf(run)).toEqual([]);
    expect(
      linesOf(run).filter(({ kind, node }) => kind === 'refused' && node === 'ana').length,
    ).toBe(1);
  });

  test.each([
    ['before the commit', 3500, 'ana: unavailable'],
    ['while the commit is under way', 4038, 'ana: unknown'],
  ])('with a database that dies %s', (_, atMs, outcome) => {
    const crash = { atMs, action: { do: 'crash' as const, node: 'postgres' } };
    const script = [does(4000, 'ana', 'cleo'), crash];
    expect(outcomesOf(runWith({ ...calm, script }))).toEqual([outcome]);
  });

  test('whose server dies leaves no lock behind: its connection is reset', () => {
    const script = [
      does(4000, 'ana', 'cleo'),
      { atMs: 4033.5, action: { do: 'crash' as const, node: 'server-1', how: 'process' as const } },
      does(5000, 'ben', 'dan'),
    ];
    const run = runWith({ ...calm, script }, { capCheck: 'lockGroupRow' });
    expect(outcomesOf(run)).toEqual(['ben: joined']);
    expect(sizesOf(run).rows).toBe(4);
  });
});

describe('whoever was let in', () => {
  const plain = even(2);
  const scenario: Scenario = {
    ...plain,
    script: [
      does(3000, 'ana', 'cleo'),
      {
        atMs: 5000,
        action: {
          ...says('ben', 'Welcome'),
          operation: { act: 'type', conversation: 'reunion', text: 'Welcome' },
        } as never,
      },
    ],
  };

  test('is sent what is said from then on', () => {
    expect(shownOn(runWith(scenario), 'cleo')).toEqual(['ben/m1']);
    expect(shownOn(runWith(scenario), 'dan')).toEqual([]);
    expect(brokenIn(runWith(scenario))).toEqual([]);
  });

  test('is sent nothing where servers know only the deployment', () => {
    expect(shownOn(runWith(scenario, { membersFrom: 'deployment' }), 'cleo')).toEqual([]);
  });

  test('and a silent database of members holds every message up', () => {
    const down = { atMs: 4000, action: { do: 'crash' as const, node: 'postgres' } };
    const run = runWith({ ...scenario, script: [...scenario.script, down] });
    expect(shownOn(run, 'ana')).toEqual([]);
    const back = { atMs: 6000, action: { do: 'restart' as const, node: 'postgres' } };
    const healed = runWith({
      ...scenario,
      durationMs: 30_000,
      script: [...scenario.script, down, back],
    });
    expect(shownOn(healed, 'ana')).toEqual(['ben/m1']);
  });
});

test('the scenario is valid, and an add of nobody is not', () => {
  expect(validateScenario(membershipScenario(), designKnobs)).toEqual([]);
  const wrong = { ...membershipScenario(), script: [does(1000, 'ana', 'nobody')] };
  expect(validateScenario(wrong, designKnobs).map(({ message }) => message)).toEqual([
    expect.stringContaining('nobody'),
  ]);
});
