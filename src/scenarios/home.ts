/** The first minute: two phones, two servers, and ticks that rest on a push. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { Scenario } from './scenario.ts';

export const homeScenario: Scenario = {
  id: 'home',
  title: 'These two ticks are a lie',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra'],
  }),
  conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
  network: USUAL_NETWORK,
  script: [],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [2, 6],
      fromMs: 2000,
      untilMs: 20_000,
    },
  ],
  faults: {
    most: 3,
    fromMs: 2000,
    untilMs: 22_000,
    kinds: [
      { fault: 'cut', nodes: ['ben', 'ana'], holdMs: [1000, 12_000] },
      { fault: 'airplane', phones: ['ben'], holdMs: [1000, 8000] },
      { fault: 'crash', nodes: ['server-7', 'server-1'], holdMs: [1000, 6000] },
    ],
  },
  durationMs: 75_000,
  boundMs: 30_000,
  checks: ['no-acked-loss', 'shown-once', 'honest-ticks', 'ticks-forward', 'eventual-delivery'],
  // What an interview answer often says: mark delivered when pushed, and a list for who is away.
  design: {
    receiptEvidence: 'push',
    redelivery: 'none',
    dedup: 'insertOnly',
    enqueue: 'checkThenAct',
    offlineQueue: 'fifo',
    routing: 'map',
    heartbeatMs: 5000,
    pongTimeoutMs: 2000,
    idleTimeoutMs: 15_000,
  },
};
