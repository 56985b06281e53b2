/** A scene: a server dies under thousands of phones, and all of them come back. */
import { deploy, USUAL_NETWORK, type Platform } from './deployment.ts';
import type { Scenario } from './scenario.ts';

const CRASH_AT_MS = 5000;
const BACK_AT_MS = 20_000;

/** Ana and Ben are two of the phones; the others are numbered. */
function crowd(phones: number): Record<string, Platform> {
  const names: Record<string, Platform> = { ana: 'ios', ben: 'android' };
  for (let number = 3; number <= phones; number++) {
    names[`phone-${number}`] = number % 2 === 0 ? 'android' : 'ios';
  }
  return names;
}

/**
 * A reconnect storm of so many phones against a login capacity.
 * @param phones at least 2.
 */
export function stormScenario(phones = 2000, loginsPerSecond = 100): Scenario {
  return {
    id: 'storm',
    title: 'A reconnect storm: everybody comes back at once',
    nodes: deploy({ phones: crowd(phones), servers: ['server-1'], with: ['redis', 'cassandra'] }),
    conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    network: USUAL_NETWORK,
    script: [
      { atMs: CRASH_AT_MS, action: { do: 'crash', node: 'server-1', how: 'process' } },
      {
        atMs: CRASH_AT_MS + 3000,
        action: {
          do: 'operate',
          phone: 'ana',
          operation: { act: 'type', conversation: 'ana-ben', text: 'Are you there?' },
        },
      },
      { atMs: BACK_AT_MS, action: { do: 'restart', node: 'server-1' } },
    ],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 120_000,
    boundMs: 90_000,
    checks: ['eventual-delivery', 'no-acked-loss'],
    design: {
      backoff: 'exponential',
      backoffBaseMs: 1000,
      backoffCapMs: 60_000,
      loginsPerSecond,
      loginQueueLimit: 200,
      heartbeatMs: 300_000,
      idleTimeoutMs: 900_000,
      mapTtlMs: 600_000,
      relayMs: 600_000,
    },
  };
}
