/** The capstone: two people, every kind of fault at once, and all the promises of a chat. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { AnyDesign } from '../models/index.ts';
import type { Scenario } from './scenario.ts';

export const capstoneScenario: Scenario = {
  id: 'capstone',
  title: 'Capstone: does your design hold?',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'notification-service', 'push-provider', 'key-registry'],
  }),
  conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
  network: USUAL_NETWORK,
  script: [],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [3, 8],
      fromMs: 2000,
      untilMs: 18_000,
    },
  ],
  faults: {
    most: 5,
    fromMs: 2000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 8000] },
      { fault: 'airplane', phones: ['ana', 'ben'], holdMs: [1000, 8000] },
      { fault: 'background', phones: ['ben'], holdMs: [1000, 8000] },
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [500, 6000] },
      { fault: 'pause', nodes: ['cassandra'], holdMs: [1000, 6000] },
      { fault: 'drop', packets: ['publishAck', 'deliverAck', 'deliver'], nth: [1, 4] },
      { fault: 'skew', nodes: ['server-1', 'server-7'], skewMs: [-2000, 2000] },
    ],
  },
  durationMs: 60_000,
  boundMs: 28_000,
  checks: [
    'sealed',
    'no-acked-loss',
    'shown-once',
    'no-invention',
    'same-order',
    'sender-order',
    'honest-ticks',
    'ticks-forward',
    'eventual-delivery',
  ],
  design: {
    encryption: 'pairwise',
    heartbeatMs: 5000,
    pongTimeoutMs: 2000,
    idleTimeoutMs: 15_000,
    mapTtlMs: 15_000,
    retryMs: 3000,
    relayMs: 4000,
    healthCheckMs: 5000,
  },
};

/** What an interview answer often is: the learner begins here. */
export const capstoneStart: AnyDesign = {
  receiptEvidence: 'push',
  dedup: 'insertOnly',
  clientDedup: 'none',
  enqueue: 'checkThenAct',
  offlineQueue: 'lifo',
  redelivery: 'none',
  ordering: 'arrival',
  fallback: 'buffer',
  pushPayload: 'clear',
};
