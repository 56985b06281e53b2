/** A scene: one message to a group, and the receipts that come back. */
import { deploy, USUAL_NETWORK, type Platform } from './deployment.ts';
import type { Scenario } from './scenario.ts';

/** @param members of the group, the sender included: 2 to 1,000. */
export function fanOutScenario(members = 50): Scenario {
  const phones: Record<string, Platform> = { ana: 'ios', ben: 'android' };
  for (let number = 3; number <= members; number++) {
    phones[`friend-${number}`] = number % 2 === 0 ? 'android' : 'ios';
  }
  return {
    id: 'fan-out',
    title: 'A group message: one goes out, many come back',
    nodes: deploy({
      phones,
      servers: ['server-1', 'server-2', 'server-7'],
      with: ['redis', 'cassandra'],
    }),
    conversations: [{ name: 'reunion', members: Object.keys(phones) }],
    network: USUAL_NETWORK,
    script: [
      {
        atMs: 4000,
        action: {
          do: 'operate',
          phone: 'ana',
          operation: { act: 'type', conversation: 'reunion', text: 'Ten years! Who is in?' },
        },
      },
      ...Object.keys(phones)
        .slice(1)
        .map((phone, place) => ({
          atMs: 7000 + place * 40,
          action: {
            do: 'operate' as const,
            phone,
            operation: { act: 'open' as const, conversation: 'reunion' },
          },
        })),
    ],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 14_000,
    boundMs: 8000,
    checks: ['no-acked-loss', 'shown-once', 'honest-ticks', 'ticks-forward', 'eventual-delivery'],
    design: {},
  };
}
