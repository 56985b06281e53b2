/** Whether a deployment holds what its design uses: a design with a map needs the store of the map. */
import type { AnyDesign, ComponentKind } from '../models/index.ts';
import {
  impossibleAtBrokers,
  impossibleAtRedis,
  impossibleOnRing,
  type Scenario,
} from '../scenarios/index.ts';

interface Need {
  readonly kind: ComponentKind;
  readonly because: string;
  readonly isFor: (design: AnyDesign) => boolean;
}

const NEEDS: readonly Need[] = [
  { kind: 'load-balancer', because: 'phones connect through it', isFor: () => true },
  { kind: 'chat-server', because: 'phones connect to it', isFor: () => true },
  { kind: 'cassandra', because: 'messages are stored in it', isFor: () => true },
  {
    kind: 'redis',
    because: 'routing uses its map',
    isFor: ({ routing }) => routing === 'map' || routing === 'lease',
  },
  {
    kind: 'redis',
    because: 'offlineQueue uses its lists',
    isFor: ({ offlineQueue }) => offlineQueue !== 'replay',
  },
  {
    kind: 'redis',
    because: 'ordering uses its counter',
    isFor: ({ ordering }) => ordering === 'counter',
  },
  {
    kind: 'key-registry',
    because: 'encryption asks it for keys',
    isFor: ({ encryption = 'none' }) => encryption !== 'none',
  },
  {
    kind: 'postgresql',
    because: 'membersFrom reads its table of members',
    isFor: ({ membersFrom }) => membersFrom === 'postgresql',
  },
  { kind: 'kafka', because: 'log uses its partitions', isFor: ({ log }) => log === 'kafka' },
];

/** What the scenario lacks for this whole design, as one sentence; '' when it lacks nothing. */
export function missingNodes(scenario: Scenario, design: AnyDesign): string {
  const kinds = new Set(scenario.nodes.map(({ kind }) => kind));
  const lacking = NEEDS.filter(({ kind, isFor }) => isFor(design) && !kinds.has(kind));
  if (lacking.length === 0) {
    const [impossible] = [
      ...impossibleOnRing(scenario, design),
      ...impossibleAtBrokers(scenario, design),
      ...impossibleAtRedis(scenario, design),
    ];
    return impossible?.message ?? '';
  }
  const list = lacking.map(({ kind, because }) => `${kind} (${because})`).join(', ');
  return `this design needs nodes that ${scenario.id} does not have: ${list}`;
}
