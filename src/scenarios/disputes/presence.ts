/** Disputes about presence: how long "online" may outlive a heartbeat, and where last seen lies. */
import { betweenTwo, type Dispute } from './dispute.ts';

const watches = (phone: string, user: string) =>
  ({ do: 'operate', phone, operation: { act: 'watch', user } }) as const;

/**
 * Ana and Ben watch each other until Ben's battery dies. Heartbeats come every 5 s instead of 30,
 * so that a run of a minute and a half has enough of them.
 */
const watched = betweenTwo({
  id: 'watched',
  title: 'Online, offline, last seen',
  script: [
    { atMs: 1500, action: watches('ana', 'ben') },
    { atMs: 1500, action: watches('ben', 'ana') },
    { atMs: 50_000, action: { do: 'crash', node: 'ben' } },
  ],
  chatter: [],
  faults: {
    most: 2,
    fromMs: 4000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: ['ben'], holdMs: [2000, 9000] },
      { fault: 'airplane', phones: ['ben'], holdMs: [2000, 9000] },
    ],
  },
  durationMs: 80_000,
  checks: ['presence-converges', 'presence-fresh', 'conservation'],
  design: { presence: 'heartbeat', heartbeatMs: 5000, presencePollMs: 800, presenceTtlMs: 15_000 },
});

export const ttlOfOneHeartbeat: Dispute = {
  number: 7,
  claim: 'A key that lives as long as one heartbeat, and that each heartbeat renews.',
  scenario: watched,
  flaw: { presenceTtlMs: 5000 },
  repair: { presenceTtlMs: 15_000 },
  breaks: ['presence-fresh'],
};

export const lastSeenInKey: Dispute = {
  number: 57,
  claim: 'Last seen is the value of the key that expires.',
  scenario: watched,
  flaw: { lastSeen: 'inKey' },
  repair: { lastSeen: 'beside' },
  breaks: ['presence-fresh'],
};
