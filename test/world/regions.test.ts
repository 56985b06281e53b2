/** Two regions with an ocean between them: what crosses it, what it costs, and what a cut leaves. */
import { describe, expect, test } from 'vitest';
import { createMeasures } from '../../src/measures/index.ts';
import { topologyOf, type AnyDesign } from '../../src/models/index.ts';
import {
  designFor,
  designKnobs,
  regionsScenario,
  scriptedPlan,
  validateScenario,
  type Action,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { brokenIn, linesOf, shownOn } from './chat.ts';

function runWith(scenario: Scenario, design: AnyDesign = {}): Run {
  const run = new Run({
    scenario,
    design: designFor(scenario, design),
    seed: 'regions',
    plan: scriptedPlan(scenario),
    edits: [],
  });
  run.finish();
  return run;
}

function measuresOf(run: Run): Record<string, number> {
  const measures = createMeasures({ topology: run.topology, names: run.trace.names });
  for (let at = 0; at < run.trace.length; at += 1) measures.step(run.trace.readRecord(at));
  return measures.summary();
}

/** From the typing of a message to the moment at which a phone showed it. */
function delayMs(run: Run, message: string, phone: string): number {
  const lines = linesOf(run).filter((line) => line.message === message);
  const typed = lines.find(({ kind }) => kind === 'typed')?.timeMs ?? NaN;
  return (
    (lines.find(({ kind, node }) => kind === 'shown' && node === phone)?.timeMs ?? NaN) - typed
  );
}

const scenario = regionsScenario();
/** Nothing of a message but its way: no table, no log, no repeat. */
const talkOf = (conversation: string, design: Scenario['design'] = {}): Scenario => ({
  ...scenario,
  script: scenario.script.filter(
    ({ action }) =>
      action.do === 'operate' &&
      'conversation' in action.operation &&
      action.operation.conversation === conversation,
  ),
  design: { ...scenario.design, heartbeatMs: 1_800_000, ...design },
});

describe('phones of two regions', () => {
  test('are each given a server of their own region', () => {
    const run = runWith(scenario);
    const placed = linesOf(run)
      .filter(({ kind, node }) => kind === 'connected' && !node.startsWith('server'))
      .map(({ node, a }) => `${node} ${run.topology.nodes[a]?.name}`);
    expect(placed.toSorted()).toEqual([
      'ana server-1',
      'ben server-1',
      'cleo server-2',
      'dan server-2',
    ]);
  });

  test('reach one another, at home and across', () => {
    const run = runWith(scenario);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(shownOn(run, 'dan')).toEqual(['cleo/m1']);
    expect(shownOn(run, 'cleo')).toEqual(['ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('what crosses the ocean', () => {
  /** Crossings that the message itself is the cause of: those of a silent run taken away. */
  function crossings(conversation: string, design: AnyDesign): Record<string, number> {
    const talking = measuresOf(runWith(talkOf(conversation), design));
    const silent = measuresOf(runWith({ ...talkOf(conversation), script: [] }, design));
    const found: Record<string, number> = {};
    for (const [name, count] of Object.entries(talking)) {
      if (!name.startsWith('regionCrossings.')) continue;
      const extra = count - (silent[name] ?? 0);
      if (extra !== 0) found[name.slice('regionCrossings.'.length)] = extra;
    }
    return found;
  }
  const homed = { homing: 'users' };
  const once = { dedup: 'none', redelivery: 'none' };

  test('of a message between Europeans: nothing, where Europeans are at home in Europe', () => {
    expect(crossings('ana-ben', { ...homed, ...once })).toEqual({});
  });

  test('of a message between Americans: the way to the table, which is in Europe', () => {
    expect(crossings('cleo-dan', { ...homed, ...once })).toEqual({ query: 1, rows: 1 });
  });

  test('with all entries in Europe: each look at the map as well', () => {
    expect(crossings('cleo-dan', { homing: 'one', ...once })).toEqual({
      query: 1,
      rows: 1,
      redisCommand: 1,
      redisReply: 1,
    });
  });

  test('of a message across: a look at the other home and a hop, for it and for its receipt', () => {
    expect(crossings('ana-cleo', { ...homed, ...once })).toEqual({
      redisCommand: 2,
      redisReply: 2,
      forward: 1,
      forwardReply: 1,
      forwardReceipt: 1,
    });
  });

  test('heartbeats, too, where presence is kept on the other side', () => {
    const beats = (homing: string) => {
      const silent = { ...scenario, script: [] };
      const design = { homing, presence: 'heartbeat', heartbeatMs: 5000, lastSeen: 'inKey' };
      return measuresOf(runWith(silent, design))['regionCrossings.redisCommand'] ?? 0;
    };
    expect(beats('users')).toBe(0);
    expect(beats('one')).toBeGreaterThan(10);
  });
});

describe('the latency between regions', () => {
  test('is paid at every crossing that waits for another', () => {
    const fast = { dedup: 'none' };
    const near = delayMs(runWith(talkOf('ana-ben'), fast), 'ana/m1', 'ben');
    const far = delayMs(runWith(talkOf('ana-cleo'), fast), 'ana/m1', 'cleo');
    // One look at Cleo's home and back, then one hop: three times 40 ms and a little.
    expect(far - near).toBeGreaterThan(120);
    expect(far - near).toBeLessThan(260);
    const homeless = delayMs(
      runWith(talkOf('cleo-dan'), { ...fast, homing: 'one' }),
      'cleo/m1',
      'dan',
    );
    const homed = delayMs(runWith(talkOf('cleo-dan'), fast), 'cleo/m1', 'dan');
    expect(homeless - homed).toBeGreaterThan(70);
  });

  test('is nothing where nodes name no region', () => {
    const nodes = scenario.nodes.map(({ settings, ...node }) => {
      const { region: _, ...rest } = settings;
      return { ...node, settings: rest };
    });
    const plain = runWith({ ...scenario, nodes });
    expect(measuresOf(plain)['regionCrossings']).toBeUndefined();
  });
});

describe('an ocean cable that is cut', () => {
  /** All links between the two sides. */
  const cables = (act: 'cut' | 'heal', atMs: number) => {
    const { nodes } = topologyOf(scenario.nodes, []);
    const side = (region: string) =>
      nodes.filter(({ kind, settings }) => kind !== 'phone' && settings['region'] === region);
    return side('eu').flatMap(({ name: node }) =>
      side('us').map(({ name: peer }) => ({ atMs, action: { do: act, node, peer } as Action })),
    );
  };
  const cut: Scenario = {
    ...scenario,
    script: [...scenario.script, ...cables('cut', 3000), ...cables('heal', 15_000)],
    durationMs: 60_000,
  };

  test('leaves Europe to itself: it has the table', () => {
    const run = runWith({ ...cut, durationMs: 12_000 });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(shownOn(run, 'dan')).toEqual([]);
    expect(shownOn(run, 'cleo')).toEqual([]);
  });

  test('and loses nothing: what waited arrives when it is mended', () => {
    const run = runWith(cut);
    expect(shownOn(run, 'dan')).toEqual(['cleo/m1']);
    expect(shownOn(run, 'cleo')).toEqual(['ana/m2']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('a user', () => {
  test('who travels is still at home where they were', () => {
    const nodes = scenario.nodes.map((node) =>
      node.name === 'ben'
        ? { ...node, settings: { ...node.settings, region: 'us', home: 'eu' } }
        : node,
    );
    const run = runWith({ ...scenario, nodes });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    const entries = run.inspect(run.topology.indexOf('redis-1')).tables;
    expect(JSON.stringify(entries)).toContain('conn:ben');
    expect(JSON.stringify(run.inspect(run.topology.indexOf('redis-2')).tables)).not.toContain(
      'conn:ben',
    );
  });
});

test('the scenario is valid, and a bad ocean is not', () => {
  expect(validateScenario(scenario, designKnobs)).toEqual([]);
  const leaky = { ...scenario.network, regions: { floorMs: -1, jitterMs: 0, loss: 2 } };
  const problems = validateScenario({ ...scenario, network: leaky }, designKnobs);
  expect(problems.map(({ path }) => path.join('.'))).toEqual([
    'network.regions.floorMs',
    'network.regions.loss',
  ]);
});
