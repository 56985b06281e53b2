/** Disputes about presence: how long "online" may outlive a heartbeat, and where last seen lies. */
import type { Scenario } from '../scenario.ts';
import { betweenTwo, type Dispute } from './dispute.ts';

const watches = (phone: string, user: string) =>
  ({ do: 'operate', phone, operation: { act: 'watch', user } }) as const;

const watched: Partial<Scenario> = {
  script: [
    { atMs: 1500, action: watches('ana', 'ben') },
    { atMs: 1500, action: watches('ben', 'ana') },
  ],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [0, 2],
      fromMs: 2000,
      untilMs: 18_000,
    },
  ],
  faults: {
    most: 2,
    fromMs: 4000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: ['ben'], holdMs: [4000, 9000] },
      { fault: 'airplane', phones: ['ben'], holdMs: [4000, 9000] },
    ],
  },
  durationMs: 90_000,
  checks: ['honest-ticks', 'eventual-delivery', 'presence-converges', 'presence-fresh'],
};

/** Heartbeats of 5 s instead of 30, so that a run of a minute and a half has enough of them. */
const heartbeats = { presence: 'heartbeat', heartbeatMs: 5000, presencePollMs: 500 } as const;

export const ttlOfOneHeartbeat: Dispute = {
  number: 7,
  claim: 'A key that lives as long as one heartbeat, and that each heartbeat renews.',
  scenario: betweenTwo({
    ...watched,
    id: 'ttl-of-one-heartbeat',
    title: 'Online, offline, online',
    design: heartbeats,
  }),
  flaw: { presenceTtlMs: 5000 },
  repair: { presenceTtlMs: 15_000 },
  breaks: ['presence-fresh'],
};

export const lastSeenInKey: Dispute = {
  number: 57,
  claim: 'Last seen is the value of the key that expires.',
  scenario: betweenTwo({
    ...watched,
    id: 'last-seen-in-key',
    title: 'Last seen: unknown',
    design: { ...heartbeats, presenceTtlMs: 8000 },
  }),
  flaw: { lastSeen: 'inKey' },
  repair: { lastSeen: 'beside' },
  breaks: ['presence-fresh'],
};
