/** A shared run: it says all that makes it again, and is read with distrust. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestMarks, partingBetween } from '../../../src/app/share/digest-marks.ts';
import { scenarioHash } from '../../../src/app/share/scenario-hash.ts';
import { orderOf, sharedRunOf } from '../../../src/app/share/share-run.ts';
import { readShared, sharedText, type SharedRun } from '../../../src/app/share/shared-run.ts';
import { Playback, type Branch } from '../../../src/app/playback/index.ts';
import {
  designFor,
  fanOutScenario,
  homeScenario,
  partitionScenario,
  planFor,
  stormScenario,
} from '../../../src/scenarios/index.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder, typing } from '../engine/orders.ts';
import { longBranch } from '../long-trace.ts';

async function sharedHome(): Promise<{ shared: SharedRun; branch: Branch }> {
  const playback = new Playback(new InlineEngine());
  await playback.load(homeOrder());
  playback.seekTime(4_000_000);
  await playback.edit({ do: 'crash', node: 'server-7' });
  await playback.edit(typing('ana', 'Still there?'));
  playback.seekTime(5_000_000);
  const branch = playback.branch!;
  return { shared: sharedRunOf(branch, playback.store.getState().playhead), branch };
}

const sentenceOf = (text: string): string => {
  const read = readShared(text);
  if ('sentence' in read) return read.sentence;
  const ordered = orderOf(read.shared);
  return 'sentence' in ordered ? ordered.sentence : 'fine';
};

describe('a shared run', () => {
  test('orders the very same run again', async () => {
    const { shared, branch } = await sharedHome();
    const read = readShared(sharedText(shared));
    if ('sentence' in read) throw new Error(read.sentence);
    expect(read.shared).toEqual(shared);
    expect(orderOf(read.shared)).toEqual({ order: branch.input });
  });

  test.each([
    ['home', homeScenario, 'seed'],
    ['partition', partitionScenario, 'seed'],
    ['storm', stormScenario(), 'script'],
    ['fan-out', fanOutScenario(), 'script'],
  ])('does not carry the scenario %s, which everybody has', (id, scenario, plan) => {
    const branch = {
      ...longBranch(40),
      input: {
        scenario,
        design: designFor(scenario, { heartbeatMs: 12_345 }),
        seed: 'x',
        plan: planFor(scenario, 'x'),
        edits: [],
      },
    };
    const shared = sharedRunOf(branch, { record: 4, timeUs: 300.5 });
    expect(shared).toMatchObject({ scenario: id, plan, design: { heartbeatMs: 12_345 } });
    expect(shared.playhead).toEqual({ record: 4, timeUs: 300 });
    expect(orderOf(shared)).toEqual({ order: branch.input });
  });

  test('with a scenario of its own carries all of it, with every kind of fault', () => {
    const scenario = {
      ...partitionScenario,
      id: 'mine',
      faults: {
        most: 8,
        fromMs: 0,
        untilMs: 1000,
        kinds: [
          { fault: 'crash', nodes: ['server-7'], holdMs: [1, 2] },
          { fault: 'cut', nodes: ['ana'], peer: 'balancer', holdMs: [1, 2] },
          { fault: 'pause', nodes: ['redis'], holdMs: [1, 2] },
          { fault: 'airplane', phones: ['ben'], holdMs: [1, 2] },
          { fault: 'background', phones: ['ben'], holdMs: [1, 2] },
          { fault: 'drop', packets: ['publish'], nth: [1, 2] },
          { fault: 'slow', nodes: ['ana'], addMs: [1, 2], holdMs: [1, 2] },
          { fault: 'skew', nodes: ['ana'], skewMs: [-5, 5] },
          { fault: 'reinstall', phones: ['ana'] },
        ],
      },
    } as const;
    const order = { ...homeOrder(), scenario, design: designFor(scenario) };
    const branch = { ...longBranch(40), input: order };
    const shared = sharedRunOf(branch, { record: 0, timeUs: 0 });
    expect(shared.scenario).toEqual(scenario);
    const read = readShared(sharedText(shared));
    expect(read).toEqual({ shared });
  });

  test('leaves fields out that we do not know', async () => {
    const { shared } = await sharedHome();
    const text = JSON.stringify({ ...JSON.parse(sharedText(shared)), evil: { deep: [1] } });
    expect(readShared(text)).toEqual({ shared });
  });

  test('of any plan of actions comes back the same', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
    const action = fc.oneof(
      fc.record({ do: fc.constant('crash' as const), node: name }),
      fc.record({ do: fc.constant('cut' as const), node: name, peer: name }),
      fc.record({ do: fc.constant('skew' as const), node: name, skewMs: fc.integer() }),
      fc.record({ do: fc.constant('drop' as const), packet: name, nth: fc.integer({ min: 1 }) }),
      fc.record({
        do: fc.constant('delay' as const),
        packet: name,
        message: name,
        nth: fc.integer({ min: 1 }),
        addMs: fc.nat(),
      }),
      fc.record({
        do: fc.constant('operate' as const),
        phone: name,
        operation: fc.oneof(
          fc.record({ act: fc.constantFrom('reinstall', 'unlink', 'suspend', 'launch') }),
          fc.record({ act: fc.constant('add'), conversation: name, user: name }),
          fc.record({
            act: fc.constant('attach'),
            conversation: name,
            text: name,
            bytes: fc.nat(),
          }),
          fc.record({ act: fc.constantFrom('open', 'acceptKeys'), conversation: name }),
          fc.record({ act: fc.constant('watch'), user: name }),
        ),
      }),
      fc.record({
        do: fc.constant('operate' as const),
        phone: name,
        operation: fc.record({
          act: fc.constant('type' as const),
          conversation: name,
          text: fc.string({ maxLength: 200 }),
        }),
      }),
      fc.record({
        do: fc.constant('knob' as const),
        key: name,
        value: fc.oneof(fc.integer(), fc.string({ maxLength: 20 })),
      }),
    );
    const item = fc.record({ id: fc.string({ maxLength: 100 }), atUs: fc.maxSafeNat(), action });
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 20 }),
        fc.string({ maxLength: 60 }),
        (items, seed) => {
          const order = { ...homeOrder(seed), plan: { items } };
          const shared = sharedRunOf({ ...longBranch(8), input: order }, { record: 1, timeUs: 2 });
          expect(readShared(sharedText(shared))).toEqual({ shared });
        },
      ),
    );
  });
});

describe('a stranger’s run', () => {
  const changed = async (change: (shared: Record<string, unknown>) => void): Promise<string> => {
    const { shared } = await sharedHome();
    const plain = JSON.parse(sharedText(shared)) as Record<string, unknown>;
    change(plain);
    return sentenceOf(JSON.stringify(plain));
  };
  const firstEdit = (shared: Record<string, unknown>) =>
    (shared['edits'] as Record<string, unknown>[])[0]!;

  test('is told what is wrong, with its place', async () => {
    expect(sentenceOf('')).toBe('This run cannot be opened: it is not JSON.');
    expect(sentenceOf('[]')).toBe('This run cannot be opened: it is not an object.');
    expect(sentenceOf('{"format":9}')).toMatch(/format is that of a later version/);
    expect(await changed((shared) => delete shared['seed'])).toBe(
      'This run cannot be opened: seed is not a text.',
    );
    expect(await changed((shared) => (firstEdit(shared)['timeUs'] = -5))).toBe(
      'This run cannot be opened: edits[0].timeUs is not from 0 to 9007199254740991.',
    );
    expect(await changed((shared) => (firstEdit(shared)['timeUs'] = 0.5))).toBe(
      'This run cannot be opened: edits[0].timeUs is not a whole number.',
    );
    expect(await changed((shared) => (firstEdit(shared)['action'] = { do: 'explode' }))).toMatch(
      /edits\[0\]\.action\.do is not one of operate, crash/,
    );
  });

  test('that names what is not there is refused with the place', async () => {
    expect(
      await changed((shared) => (firstEdit(shared)['action'] = { do: 'crash', node: 'server-9' })),
    ).toMatch(/^This run cannot be opened: script\[2\]\.action\.node: there is no node "server-9"/);
    expect(await changed((shared) => (shared['design'] = { ackAtt: 'log' }))).toMatch(
      /there is no knob "ackAtt"; did you mean "ackAt"/,
    );
    expect(await changed((shared) => (shared['scenario'] = 'gone'))).toBe(
      'The scenario “gone” of this run has changed or is not part of this version.',
    );
  });

  test('cannot reach what objects inherit', async () => {
    const { shared } = await sharedHome();
    const text = sharedText(shared);
    const spiked = text.replace('"design":{}', '"design":{"__proto__":{"polluted":1}}');
    expect(sentenceOf(spiked)).toBe(
      'This run cannot be opened: design.__proto__ is a name that is not allowed.',
    );
    expect(sentenceOf('{"edits":[{"constructor":1}]}')).toMatch(/edits\[0\]\.constructor/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('cannot go deep, nor be endless', () => {
    expect(sentenceOf('['.repeat(100_000))).toBe(
      'This run cannot be opened: it is nested deeper than 32.',
    );
    expect(sentenceOf(`{"seed":"${'['.repeat(99)}"}`)).toMatch(/format is not a number/);
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(typeof sentenceOf(text)).toBe('string');
      }),
    );
  });
});

describe('the hash of a scenario', () => {
  test('does not depend on the order of its fields, but on every value', () => {
    const { title, ...rest } = homeScenario;
    expect(scenarioHash({ ...rest, title })).toBe(scenarioHash(homeScenario));
    expect(scenarioHash({ ...homeScenario, boundMs: 1 })).not.toBe(scenarioHash(homeScenario));
  });
});

describe('the marks of a run', () => {
  test('tell between which records another one parts from it', () => {
    const one = longBranch(8000).view;
    const marks = digestMarks(one);
    expect(partingBetween(longBranch(8000).view, marks, 8000)).toBeNull();
    const other = longBranch(8000, { otherFrom: 3210 }).view;
    expect(partingBetween(other, marks, 8000)).toEqual({ from: 3000, to: 3500 });
    expect(partingBetween(longBranch(900).view, marks, 8000)).toEqual({ from: 500, to: 1000 });
  });
});
