/** A scene: a server dies under thousands of phones, and all of them come back. */
import { deploy, USUAL_NETWORK, type Platform } from './deployment.ts';
import type { Scenario } from './scenario.ts';

/** The server is away for so long. */
const OUTAGE_MS = 15_000;

/** Ana and Ben are two of the phones; the others are numbered. */
function crowd(phones: number): Record<string, Platform> {
  const names: Record<string, Platform> = { ana: 'ios', ben: 'android' };
  for (let number = 3; number <= phones; number++) {
    names[`phone-${number}`] = number % 2 === 0 ? 'android' : 'ios';
  }
  return names;
}

/**
 * A reconnect storm of so many phones against a login capacity. They connect one by one at first,
 * a little slower than the capacity; then the server's process dies and all come back at once.
 * @param phones at least 2.
 */
export function stormScenario(phones = 2000, loginsPerSecond = 100): Scenario {
  const apartMs = 1200 / loginsPerSecond;
  const crashAtMs = Math.ceil(phones * apartMs) + 3000;
  const backAtMs = crashAtMs + OUTAGE_MS;
  const nodes = deploy({
    phones: crowd(phones),
    servers: ['server-1'],
    with: ['redis', 'cassandra'],
  });
  return {
    id: 'storm',
    title: 'A reconnect storm: everybody comes back at once',
    nodes: nodes.map((node, place) =>
      node.kind === 'phone'
        ? { ...node, settings: { ...node.settings, startsAtMs: Math.floor(place * apartMs) } }
        : node,
    ),
    conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    network: USUAL_NETWORK,
    script: [
      { atMs: crashAtMs, action: { do: 'crash', node: 'server-1', how: 'process' } },
      {
        atMs: crashAtMs + 3000,
        action: {
          do: 'operate',
          phone: 'ana',
          operation: { act: 'type', conversation: 'ana-ben', text: 'Are you there?' },
        },
      },
      { atMs: backAtMs, action: { do: 'restart', node: 'server-1' } },
    ],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: backAtMs + 150_000,
    boundMs: 140_000,
    checks: ['eventual-delivery', 'no-acked-loss'],
    design: {
      backoff: 'exponential',
      backoffBaseMs: 1000,
      backoffCapMs: 60_000,
      loginsPerSecond,
      loginQueueLimit: 2 * loginsPerSecond,
      heartbeatMs: 600_000,
      idleTimeoutMs: 1_800_000,
      mapTtlMs: 600_000,
      relayMs: 600_000,
    },
  };
}
