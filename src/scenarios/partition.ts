/** A scene: server 7 is cut off from everything but its phones. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { Scenario } from './scenario.ts';

const CUT_AT_MS = 6000;
const HEALED_AT_MS = 26_000;

/** The far side of the tear keeps its phones; the near side keeps the stores. */
const nearSide = ['server-1', 'redis', 'cassandra', 'notifier'];

export const partitionScenario: Scenario = {
  id: 'partition',
  title: 'A partition: two sides, two beliefs',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android', cleo: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'notification-service', 'push-provider'],
  }),
  conversations: [
    { name: 'ana-ben', members: ['ana', 'ben'] },
    { name: 'ben-cleo', members: ['ben', 'cleo'] },
  ],
  network: USUAL_NETWORK,
  script: [
    { atMs: 3000, action: type('ana', 'ana-ben', 'Train is late') },
    ...nearSide.map((peer) => ({
      atMs: CUT_AT_MS,
      action: { do: 'cut' as const, node: 'server-7', peer },
    })),
    { atMs: 9000, action: type('ana', 'ana-ben', 'Platform 4 now') },
    { atMs: 12_000, action: type('ben', 'ana-ben', 'Where are you?') },
    { atMs: 18_000, action: type('ana', 'ana-ben', 'Can you see this?') },
    ...nearSide.map((peer) => ({
      atMs: HEALED_AT_MS,
      action: { do: 'heal' as const, node: 'server-7', peer },
    })),
  ],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [1, 5],
      fromMs: 2000,
      untilMs: 25_000,
    },
  ],
  faults: {
    most: 2,
    fromMs: 2000,
    untilMs: 26_000,
    kinds: [
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [1000, 8000] },
      { fault: 'crash', nodes: ['server-7'], holdMs: [1000, 6000] },
    ],
  },
  durationMs: 90_000,
  boundMs: 40_000,
  checks: [
    'no-acked-loss',
    'shown-once',
    'honest-ticks',
    'ticks-forward',
    'eventual-delivery',
    'no-ghosts',
  ],
  design: { mapTtlMs: 15_000, heartbeatMs: 5000, pongTimeoutMs: 2000, idleTimeoutMs: 15_000 },
};

function type(phone: string, conversation: string, text: string) {
  const operation = { act: 'type', conversation, text } as const;
  return { do: 'operate', phone, operation } as const;
}
