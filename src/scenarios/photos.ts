/** Photos: a video that goes up in parts, a group that looks at it, and text that goes on meanwhile. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { Scenario } from './scenario.ts';

/** By definition. */
const MIB = 1_048_576;

export const photosScenario: Scenario = {
  id: 'photos',
  title: 'Photos beside the chat path',
  nodes: [
    ...deploy({
      phones: { ana: 'ios', ben: 'android', cleo: 'android' },
      servers: ['server-1', 'server-7'],
      with: ['redis', 'cassandra', 'object-store', 'cdn'],
      service: {
        workers: 1,
        serviceMs: 1,
        distribution: 'fixed',
        queueLimit: 10_000,
        msPerMiB: 40,
      },
      settings: { 'chat-server': { nicMbps: 20 }, cdn: { tier: 'edge', parent: 'shield' } },
    }),
    { name: 'shield', kind: 'cdn', settings: { tier: 'shield' } },
  ],
  conversations: [
    { name: 'beach', members: ['ana', 'ben', 'cleo'] },
    { name: 'ben-cleo', members: ['ben', 'cleo'] },
  ],
  network: { ...USUAL_NETWORK, mobile: { ...USUAL_NETWORK.mobile, mbps: 8 } },
  script: [
    { atMs: 2000, action: attach('ana', 'Look at these waves', 12 * MIB) },
    { atMs: 6000, action: type('cleo', 'ben-cleo', 'Did she send it yet?') },
    { atMs: 30_000, action: attach('ben', 'And the dog', 1.5 * MIB) },
  ],
  chatter: [
    {
      conversation: 'ben-cleo',
      phones: ['ben', 'cleo'],
      messages: [3, 8],
      fromMs: 2000,
      untilMs: 40_000,
    },
  ],
  faults: {
    most: 3,
    fromMs: 3000,
    untilMs: 40_000,
    kinds: [
      { fault: 'airplane', phones: ['ana', 'ben', 'cleo'], holdMs: [1000, 10_000] },
      { fault: 'crash', nodes: ['server-1', 'server-7', 'bucket', 'edge'], holdMs: [500, 6000] },
      { fault: 'drop', packets: ['mediaPiece', 'mediaStored', 'mediaCompleted'], nth: [1, 9] },
    ],
  },
  durationMs: 240_000,
  boundMs: 120_000,
  checks: [
    'no-acked-loss',
    'shown-once',
    'sender-order',
    'honest-ticks',
    'ticks-forward',
    'eventual-delivery',
    'no-ghosts',
  ],
  design: { heartbeatMs: 10_000, pongTimeoutMs: 5000 },
};

function attach(phone: string, text: string, bytes: number) {
  const operation = { act: 'attach', conversation: 'beach', text, bytes } as const;
  return { do: 'operate', phone, operation } as const;
}

function type(phone: string, conversation: string, text: string) {
  const operation = { act: 'type', conversation, text } as const;
  return { do: 'operate', phone, operation } as const;
}
