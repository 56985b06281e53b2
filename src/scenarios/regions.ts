/** Two regions with an ocean between them: who talks with whom decides what crosses it. */
import type { NodeSpec } from '../models/index.ts';
import { USUAL_NETWORK } from './deployment.ts';
import type { LinkSpec, Scenario } from './scenario.ts';

/** One way over the Atlantic: about 40 ms of glass, and routers. Our choice. */
const OCEAN: LinkSpec = { floorMs: 40, jitterMs: 3, loss: 0 };

const EU = 'eu';
const US = 'us';

/** Two phones, a balancer, a server and a Redis in each; the table of messages is in Europe. */
function nodesOf(): NodeSpec[] {
  const node = (name: string, kind: NodeSpec['kind'], region: string): NodeSpec => ({
    name,
    kind,
    settings: { region },
  });
  const phone = (name: string, region: string): NodeSpec => ({
    name,
    kind: 'phone',
    settings: { user: name, platform: 'android', region },
  });
  return [
    phone('ana', EU),
    phone('ben', EU),
    phone('cleo', US),
    phone('dan', US),
    node('balancer-1', 'load-balancer', EU),
    node('balancer-2', 'load-balancer', US),
    node('server-1', 'chat-server', EU),
    node('server-2', 'chat-server', US),
    node('redis-1', 'redis', EU),
    node('redis-2', 'redis', US),
    node('cassandra', 'cassandra', EU),
  ];
}

/** Everybody says one thing: Ana to Ben in Europe, Cleo to Dan in America, Ana to Cleo across. */
export function regionsScenario(): Scenario {
  const says = (atMs: number, phone: string, conversation: string, text: string) => ({
    atMs,
    action: {
      do: 'operate' as const,
      phone,
      operation: { act: 'type' as const, conversation, text },
    },
  });
  return {
    id: 'regions',
    title: 'Two regions, and what crosses the ocean',
    nodes: nodesOf(),
    conversations: [
      { name: 'ana-ben', members: ['ana', 'ben'] },
      { name: 'cleo-dan', members: ['cleo', 'dan'] },
      { name: 'ana-cleo', members: ['ana', 'cleo'] },
    ],
    network: { ...USUAL_NETWORK, regions: OCEAN },
    script: [
      says(4000, 'ana', 'ana-ben', 'Lunch?'),
      says(6000, 'cleo', 'cleo-dan', 'Breakfast?'),
      says(8000, 'ana', 'ana-cleo', 'Good morning over there'),
    ],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 30_000,
    boundMs: 15_000,
    checks: ['no-acked-loss', 'shown-once', 'honest-ticks', 'ticks-forward', 'eventual-delivery'],
    design: { homing: 'users' },
  };
}
