/** The chat on a ring of three: what levels, hints and repairs are worth to the people at the phones. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import { designFor, scriptedPlan, type Action } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { brokenIn, countOf, linesOf, says, shownOn, ticksOf, verdictsOf } from './chat.ts';
import { ringScenario, runRingChat } from './ring-chat.ts';

const hello = says('ana', 'Hello');
const ben = (act: 'suspend' | 'foreground'): Action => {
  return { do: 'operate', phone: 'ben', operation: { act } };
};
const opens: Action = {
  do: 'operate',
  phone: 'ben',
  operation: { act: 'open', conversation: 'ana-ben' },
};

/** The third node, which Ben's server asks, hears nothing of the ring for a while. */
const alone = (fromMs: number, untilMs: number) =>
  (['cassandra-1', 'cassandra-2'] as const).flatMap((peer) => [
    [fromMs, { do: 'cut', node: peer, peer: 'cassandra-3' }] as const,
    [untilMs, { do: 'heal', node: peer, peer: 'cassandra-3' }] as const,
  ]);

describe('a message to somebody who is away, stored while one replica was cut off', () => {
  const story = (design: AnyDesign) =>
    runRingChat({
      script: [
        [2000, ben('suspend')],
        ...alone(3000, 6000),
        [4000, hello],
        [8000, says('ana', 'Two')],
        [25_000, ben('foreground')],
        [26_000, opens],
        [36_000, ben('suspend')],
        [42_000, ben('foreground')],
      ],
      // No outbox: what a phone missed it reads from the conversation.
      design: { dedup: 'none', ...design },
      durationMs: 75_000,
      checks: ['no-acked-loss', 'same-order', 'stable-view', 'conservation'],
    });
  const quorum = { writeConsistency: 'QUORUM', readConsistency: 'QUORUM' };
  const one = { writeConsistency: 'ONE', readConsistency: 'ONE' };

  test('is lost to him where one copy is written and another is read', () => {
    const run = story({ ...one, hintedHandoff: 'off' });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m2']);
    expect(brokenIn(run)).toEqual(['no-acked-loss']);
  });

  test('is there where more than half are written and more than half are read', () => {
    const run = story({ ...quorum, hintedHandoff: 'off' });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(verdictsOf(run).map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'no-acked-loss holds',
      'same-order holds',
      'stable-view not proved',
      'conservation holds',
    ]);
  });

  test('is there at ONE too, once the hint is handed over', () => {
    const run = story(one);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(brokenIn(run)).toEqual([]);
    expect(linesOf(run).filter(({ kind }) => kind === 'hinted')).not.toHaveLength(0);
  });

  test('comes to stand above what he has read when a repair brings it late', () => {
    const run = story({ ...one, hintedHandoff: 'off', repairEveryMs: 33_000 });
    expect(shownOn(run, 'ben')).toEqual(['ana/m2', 'ana/m1']);
    expect(brokenIn(run)).toEqual(['stable-view']);
  });
});

describe('with one replica down', () => {
  const story = (writeConsistency: string) =>
    runRingChat({
      script: [
        [3000, { do: 'crash', node: 'cassandra-2' }],
        [9000, hello],
        [20_000, { do: 'restart', node: 'cassandra-2' }],
      ],
      design: { writeConsistency },
      durationMs: 45_000,
    });
  const tickedAtMs = (run: Run) =>
    linesOf(run).find(({ kind, message, a }) => kind === 'status' && message !== '' && a === 1)!
      .timeMs;

  test('QUORUM goes on as if nothing were', () => {
    const run = story('QUORUM');
    expect(tickedAtMs(run)).toBeLessThan(9200);
    expect(brokenIn(run)).toEqual([]);
  });

  test('ALL stops every write until it is back', () => {
    const run = story('ALL');
    expect(tickedAtMs(run)).toBeGreaterThan(20_000);
    expect(countOf(run, 'sent', 'publish', 'ana')).toBeGreaterThan(2);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('two servers that store at the same moment', () => {
  const story = (dedup: string) =>
    runRingChat({
      script: [
        [3000, hello],
        [3000, says('ben', 'Hi')],
      ],
      design: { dedup },
      checks: ['same-order', 'accepted-once', 'no-acked-loss'],
    });

  test('give one number to two messages by plain inserts, whatever their consistency', () => {
    expect(brokenIn(story('none'))).toEqual(['same-order']);
  });

  test('never do by lightweight transactions, which contend instead', () => {
    const run = story('outbox');
    expect(brokenIn(run)).toEqual([]);
    expect(linesOf(run).filter(({ kind }) => kind === 'contended')).not.toHaveLength(0);
  });
});

describe('a tick for a hint', () => {
  // The one replica of the conversation is down; its coordinator keeps the write for it.
  const story = (writeConsistency: string) =>
    runRingChat({
      script: [
        [3000, { do: 'crash', node: 'cassandra-2' }],
        [9000, hello],
        [20_000, { do: 'restart', node: 'cassandra-2' }],
      ],
      design: { storeReplicas: 1, ordering: 'counter', dedup: 'none', writeConsistency },
      durationMs: 60_000,
    });

  test('is given at ANY, when no table has the row yet', () => {
    const run = story('ANY');
    expect(brokenIn(run)).toEqual(['honest-ticks']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });

  test('is not given at ONE: the phone tries again until there is a copy', () => {
    const run = story('ONE');
    expect(brokenIn(run)).toEqual([]);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });
});

describe('a server whose clock is a minute slow', () => {
  const story = (writeTimestamp: string) =>
    runRingChat({
      script: [
        [0, { do: 'skew', node: 'server-7', skewMs: -60_000 }],
        [3000, hello],
      ],
      design: { writeTimestamp },
      checks: ['shown-once', 'no-acked-loss'],
    });

  test('cannot delete an outbox row by its own timestamps, and delivers it again and again', () => {
    const run = story('client');
    expect(countOf(run, 'sent', 'deliver', 'server-7')).toBeGreaterThan(10);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('does no harm where the nodes of the table stamp the writes', () => {
    expect(countOf(story('coordinator'), 'sent', 'deliver', 'server-7')).toBeLessThan(3);
  });
});

test('a server leaves a node alone that was silent, and asks the others in turn', () => {
  const scenario = ringScenario({
    script: [
      [2900, { do: 'crash', node: 'cassandra-2' }],
      [3000, hello],
      [6000, says('ana', 'Two')],
      [8000, says('ana', 'Three')],
    ],
  });
  const nodes = scenario.nodes.map((node) =>
    node.kind === 'chat-server' ? { ...node, settings: {} } : node,
  );
  const plan = scriptedPlan(scenario);
  const input = {
    scenario: { ...scenario, nodes },
    design: designFor(scenario),
    seed: 'turns',
    plan,
  };
  const run = new Run({ ...input, edits: [] });
  run.finish();
  expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
  const asked = linesOf(run).filter(
    ({ kind, node }) => kind === 'sent' && node.startsWith('server'),
  );
  const coordinators = asked
    .map(({ a }) => run.topology.nodes[a]!.name)
    .filter((name) => name.startsWith('cassandra'));
  expect(new Set(coordinators)).toEqual(new Set(['cassandra-1', 'cassandra-2', 'cassandra-3']));
});

test('a run on a ring goes on from a checkpoint as if nothing had happened', () => {
  const scenario = ringScenario({
    script: [
      [3000, hello],
      ...alone(3002, 9000),
      [3500, says('ben', 'Hi')],
      [5000, { do: 'crash', node: 'cassandra-1' }],
      [12_000, { do: 'restart', node: 'cassandra-1' }],
    ],
  });
  const plan = scriptedPlan(scenario);
  const input = { scenario, design: designFor(scenario), seed: 'story', plan, edits: [] };
  const whole = new Run(input);
  whole.finish();
  for (const timeUs of [3_034_000, 4_000_000, 8_000_000, 20_000_000]) {
    const begun = new Run(input);
    begun.runTo({ timeUs });
    const rest = Run.from(begun.checkpoint(), input);
    rest.finish();
    expect(rest.digest()).toBe(whole.digest());
  }
});
