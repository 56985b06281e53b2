/** The scenario of the log: consumers, commits and a broker that can crash. */
import { betweenTwo, deploy, type Scenario } from '../../../src/scenarios/index.ts';

const base = betweenTwo({ id: 'base', title: 'Two phones' });

/** Messages go through a log first, and its consumers deliver them. */
export const logged: Scenario = {
  ...base,
  id: 'logged',
  title: 'A log before the table',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'kafka'],
    settings: { kafka: { rebalanceDelayMs: 100 } },
  }),
  faults: {
    most: 3,
    fromMs: 2000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 6000] },
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [1000, 6000] },
      { fault: 'drop', packets: ['publishAck', 'produceReply'], nth: [1, 4] },
      { fault: 'crash', nodes: ['kafka'], holdMs: [1000, 6000] },
    ],
  },
  checks: [
    'no-acked-loss',
    'shown-once',
    'accepted-once',
    'honest-ticks',
    'eventual-delivery',
    'conservation',
  ],
  design: { ...base.design, log: 'kafka', hop: 'consumer', ackAt: 'log', sessionTimeoutMs: 6000 },
};
