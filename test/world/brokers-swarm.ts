/** A chat over three brokers under every fault that may strike them: what a swarm of seeds meets. */
import { checkContextOf, Judge } from '../../src/checks/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import {
  betweenTwo,
  deploy,
  designFor,
  planFor,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

const base = betweenTwo({ id: 'base', title: 'Two phones' });
const brokers = ['kafka-1', 'kafka-2', 'kafka-3'];

/** Faults of up to 25 s: longer than a broker's session, shorter than the patience of the checks. */
const swarm: Scenario = {
  ...base,
  id: 'brokers',
  title: 'Three brokers under every fault',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'kafka'],
    brokers: 3,
  }),
  durationMs: 150_000,
  boundMs: 70_000,
  faults: {
    most: 5,
    fromMs: 2000,
    untilMs: 60_000,
    kinds: [
      { fault: 'crash', nodes: brokers, holdMs: [1000, 25_000] },
      { fault: 'cut', nodes: brokers, holdMs: [500, 20_000] },
      { fault: 'cut', nodes: ['kafka-1', 'kafka-3'], peer: 'kafka-2', holdMs: [500, 20_000] },
      { fault: 'pause', nodes: brokers, holdMs: [500, 15_000] },
      { fault: 'crash', nodes: ['kafka-controller'], holdMs: [1000, 20_000] },
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [1000, 6000] },
      {
        fault: 'drop',
        packets: ['produceReply', 'replicaFetch', 'replicaFetchReply', 'metadataUpdate'],
        nth: [1, 30],
      },
    ],
  },
  chatter: base.chatter.map((each) => ({ ...each, messages: [5, 20], untilMs: 60_000 })),
  checks: [
    'no-acked-loss',
    'shown-once',
    'accepted-once',
    'sender-order',
    'honest-ticks',
    'eventual-delivery',
    'conservation',
  ],
  design: {
    ...base.design,
    log: 'kafka',
    hop: 'consumer',
    ackAt: 'log',
    sessionTimeoutMs: 6000,
    replicas: 3,
    minInSyncReplicas: 2,
  },
};

/** The checks that these seeds break, as "seed: check". */
export function alarms(design: AnyDesign, seeds: readonly string[]): string[] {
  return seeds.flatMap((seed) => {
    const plan = planFor(swarm, seed);
    const input = { scenario: swarm, design: designFor(swarm, design), seed, plan, edits: [] };
    const run = new Run(input);
    run.finish();
    const judge = new Judge(swarm.checks, checkContextOf(input, run.topology, run.trace.names));
    for (let index = 0; index < run.trace.length; index += 1) {
      judge.step(run.trace.readRecord(index));
    }
    const broken = judge.finish().filter(({ verdict }) => verdict === 'broken');
    return broken.map(({ id }) => `${seed}: ${id}`);
  });
}

export const seedsOf = (prefix: string, from: number, until: number): string[] =>
  Array.from({ length: until - from }, (_, at) => `${prefix}/${from + at}`);
