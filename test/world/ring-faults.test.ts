/** A chat on a ring under the faults of a few seeds: quorums keep what they promise. */
import { expect, test } from 'vitest';
import { checkContextOf, Judge } from '../../src/checks/index.ts';
import {
  deploy,
  designFor,
  planFor,
  USUAL_NETWORK,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

const RING = ['cassandra-1', 'cassandra-2', 'cassandra-3'];
const SERVERS = ['server-1', 'server-7'];
const PHONES = ['ana', 'ben'];
const settings = {
  gossipMs: 200,
  write_request_timeout_in_ms: 800,
  read_request_timeout_in_ms: 800,
};

const scenario: Scenario = {
  id: 'ring',
  title: 'A ring under faults',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: SERVERS,
    with: ['redis', 'cassandra'],
    ring: 3,
    settings: { cassandra: settings },
  }),
  conversations: [{ name: 'ana-ben', members: PHONES }],
  network: USUAL_NETWORK,
  script: [],
  chatter: [
    { conversation: 'ana-ben', phones: PHONES, messages: [6, 12], fromMs: 1000, untilMs: 30_000 },
  ],
  faults: {
    most: 5,
    fromMs: 2000,
    untilMs: 40_000,
    kinds: [
      { fault: 'crash', nodes: RING, holdMs: [1000, 15_000] },
      { fault: 'cut', nodes: RING, holdMs: [1000, 15_000] },
      { fault: 'cut', nodes: ['cassandra-2'], peer: 'cassandra-3', holdMs: [1000, 15_000] },
      { fault: 'pause', nodes: RING, holdMs: [500, 6000] },
      { fault: 'slow', nodes: RING, addMs: [10, 300], holdMs: [1000, 9000] },
      { fault: 'skew', nodes: RING, skewMs: [-3000, 3000] },
      { fault: 'crash', nodes: SERVERS, holdMs: [1000, 9000] },
      { fault: 'airplane', phones: PHONES, holdMs: [1000, 9000] },
    ],
  },
  durationMs: 110_000,
  boundMs: 40_000,
  checks: [
    'no-acked-loss',
    'shown-once',
    'accepted-once',
    'same-order',
    'sender-order',
    'honest-ticks',
    'ticks-forward',
    'eventual-delivery',
    'conservation',
  ],
  design: { storeReplicas: 3, heartbeatMs: 5000, pongTimeoutMs: 2000 },
};

function brokenUnder(seed: string, design: Scenario['design'] = {}): string[] {
  const plan = planFor(scenario, seed);
  const run = new Run({ scenario, design: designFor(scenario, design), seed, plan, edits: [] });
  expect(run.finish()).toBe('finished');
  const context = checkContextOf(run.input, run.topology, run.trace.names);
  const judge = new Judge(scenario.checks, context);
  for (let index = 0; index < run.trace.length; index += 1) judge.step(run.trace.readRecord(index));
  return judge
    .finish()
    .flatMap((each) => (each.verdict === 'broken' ? [`${each.id}: ${each.because}`] : []));
}

test.each([1, 2, 3])('seed %s breaks nothing', (seed) => {
  expect(brokenUnder(`ring/${seed}`)).toEqual([]);
});
