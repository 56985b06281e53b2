/** The scenarios in which bugs are planted; the reference design holds in each. */
import type { Action, Scenario } from '../../../src/scenarios/index.ts';
import { betweenTwo, deploy, designFor, disputes } from '../../../src/scenarios/index.ts';
import type { Operation } from '../../../src/models/index.ts';
import { logged } from './logged.ts';

export const operate = (phone: string, operation: Operation): Action => ({
  do: 'operate',
  phone,
  operation,
});

const opens = (phone: string, conversation: string): Action =>
  operate(phone, { act: 'open', conversation });

const trio = ['ana', 'ben', 'cleo'] as const;

/** The scenario of a dispute under the design that we would build. */
function settled(number: number): Scenario {
  const { scenario, repair } = disputes.find((dispute) => dispute.number === number)!;
  return { ...scenario, design: designFor(scenario, repair) };
}

const base = betweenTwo({ id: 'base', title: 'Two phones' });

/** Three people, one group, one chat of two, and everything that can go wrong. */
export const group: Scenario = {
  ...base,
  id: 'group',
  title: 'Three people in a group',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android', cleo: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra'],
  }),
  conversations: [
    { name: 'trio', members: trio },
    { name: 'ana-ben', members: ['ana', 'ben'] },
  ],
  script: [
    { atMs: 1500, action: opens('ben', 'trio') },
    { atMs: 1500, action: opens('cleo', 'trio') },
    { atMs: 1500, action: opens('ana', 'ana-ben') },
  ],
  chatter: [
    { conversation: 'trio', phones: trio, messages: [2, 5], fromMs: 2000, untilMs: 18_000 },
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [0, 2],
      fromMs: 2000,
      untilMs: 18_000,
    },
  ],
  faults: {
    most: 4,
    fromMs: 2000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: trio, holdMs: [500, 8000] },
      { fault: 'airplane', phones: trio, holdMs: [1000, 8000] },
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [1000, 6000] },
      { fault: 'drop', packets: ['publish', 'publishAck', 'deliver', 'deliverAck'], nth: [1, 6] },
      { fault: 'slow', nodes: trio, addMs: [100, 1500], holdMs: [1000, 6000] },
    ],
  },
  checks: [
    'no-acked-loss',
    'shown-once',
    'no-invention',
    'accepted-once',
    'same-order',
    'sender-order',
    'no-hidden-gaps',
    'honest-ticks',
    'ticks-forward',
    'eventual-delivery',
    'conservation',
    'bounded-backlog',
    'no-retry-storm',
  ],
};

/** The same with Redis dying now and then, which the counter of numbers does not survive. */
export const forgetfulRedis: Scenario = {
  ...group,
  id: 'forgetful-redis',
  title: 'The counter lies in a store that forgets',
  faults: {
    ...group.faults,
    kinds: [
      { fault: 'crash', nodes: ['redis'], holdMs: [500, 3000] },
      { fault: 'cut', nodes: trio, holdMs: [500, 4000] },
    ],
  },
};

/** A list for who is away, and no numbers: what was read stays where it is. */
export const stableList: Scenario = {
  ...base,
  id: 'stable-list',
  title: 'Nothing moves above what was read',
  script: [
    { atMs: 1500, action: opens('ana', 'ana-ben') },
    { atMs: 1500, action: opens('ben', 'ana-ben') },
  ],
  chatter: [{ ...base.chatter[0]!, messages: [4, 8] }],
  faults: {
    // More in a row would take all attempts at one delivery, and a list waits for a reconnect.
    most: 2,
    fromMs: 2000,
    untilMs: 18_000,
    kinds: [
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [300, 1500] },
      { fault: 'drop', packets: ['deliver'], nth: [1, 6] },
    ],
  },
  checks: ['no-acked-loss', 'stable-view', 'eventual-delivery'],
  design: { ...base.design, ordering: 'arrival', offlineQueue: 'fifo', dedup: 'insertOnly' },
};

export const watching = settled(7);
export const storm = settled(8);
/** The table dies now and then, and so do the servers. */
export const storeAway = settled(6);

/** Ana writes faster than acknowledgements come, and some of those are lost. */
export const hasty: Scenario = {
  ...base,
  id: 'hasty',
  title: 'Many messages in a few seconds',
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ana', 'ben'],
      messages: [5, 9],
      fromMs: 2000,
      untilMs: 7000,
    },
  ],
  faults: {
    most: 4,
    fromMs: 2000,
    untilMs: 7000,
    kinds: [
      { fault: 'drop', packets: ['publish', 'publishAck'], nth: [1, 6] },
      { fault: 'drop', packets: ['deliver', 'deliverAck'], nth: [1, 6] },
      { fault: 'slow', nodes: ['ana', 'ben'], addMs: [100, 2500], holdMs: [500, 4000] },
    ],
  },
  durationMs: 40_000,
  checks: [
    'no-acked-loss',
    'shown-once',
    'accepted-once',
    'sender-order',
    'no-hidden-gaps',
    'ticks-forward',
    'eventual-delivery',
    'conservation',
  ],
  design: { ...base.design, retryMs: 1000 },
};

/** Ben deletes his app and installs it again. */
export const newPhone: Scenario = {
  ...settled(9),
  id: 'new-phone',
  title: 'A new phone, new keys',
  script: [{ atMs: 10_000, action: operate('ben', { act: 'reinstall' }) }],
  chatter: [{ ...base.chatter[0]!, messages: [4, 8] }],
  checks: ['sealed', 'key-change-visible', 'no-acked-loss', 'eventual-delivery', 'conservation'],
};

/** Ben is out of reach when his server dies, so that nothing corrects the map. */
export const ghosts: Scenario = {
  ...base,
  id: 'ghosts',
  title: 'A dead server in the map',
  script: [
    { atMs: 18_500, action: operate('ben', { act: 'airplane', on: true }) },
    { atMs: 19_000, action: { do: 'crash', node: 'server-7' } },
    { atMs: 19_000, action: { do: 'crash', node: 'server-1' } },
    { atMs: 20_000, action: { do: 'restart', node: 'server-1' } },
    { atMs: 55_000, action: { do: 'restart', node: 'server-7' } },
    { atMs: 56_000, action: operate('ben', { act: 'airplane', on: false }) },
  ],
  chatter: [
    { ...base.chatter[0]!, phones: ['ana'], messages: [2, 4], fromMs: 2000, untilMs: 50_000 },
  ],
  faults: {
    most: 2,
    fromMs: 2000,
    untilMs: 15_000,
    kinds: [{ fault: 'cut', nodes: ['ana'], holdMs: [500, 2000] }],
  },
  durationMs: 85_000,
  boundMs: 20_000,
  checks: ['no-acked-loss', 'no-ghosts', 'eventual-delivery'],
};

/** Capacities are declared, and half of them is used. */
export const busy: Scenario = {
  ...group,
  id: 'busy',
  title: 'Servers and stores with a capacity',
  nodes: group.nodes.map((node) => {
    const serviceMs = { 'chat-server': 8, cassandra: 40 }[String(node.kind)];
    if (serviceMs === undefined) return node;
    const service = { workers: 1, serviceMs, distribution: 'exponential', queueLimit: 200 };
    return { ...node, service } as (typeof group.nodes)[number];
  }),
  script: [],
  chatter: [
    { conversation: 'trio', phones: trio, messages: [3, 8], fromMs: 2000, untilMs: 20_000 },
  ],
  faults: {
    most: 2,
    fromMs: 2000,
    untilMs: 20_000,
    kinds: [{ fault: 'cut', nodes: trio, holdMs: [500, 3000] }],
  },
  durationMs: 50_000,
  checks: ['no-acked-loss', 'eventual-delivery', 'conservation', 'load', 'sane-numbers'],
  // A look at the outbox makes more packets than any chat, and none of them is a message.
  design: { ...group.design, relayMs: 400 },
};

/** Twenty minutes in a cellular network, with heartbeats that a battery can bear. */
export const pocket: Scenario = {
  ...base,
  id: 'pocket',
  title: 'A phone in a pocket',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1'],
    with: ['redis', 'cassandra'],
    settings: { phone: { network: 'cellular' } },
  }),
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [2, 6],
      fromMs: 2000,
      untilMs: 60_000,
    },
  ],
  faults: {
    most: 2,
    fromMs: 2000,
    untilMs: 60_000,
    kinds: [{ fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 8000] }],
  },
  durationMs: 1_200_000,
  boundMs: 500_000,
  checks: ['no-acked-loss', 'eventual-delivery', 'budgets', 'conservation'],
  design: {
    ...base.design,
    heartbeatMs: 180_000,
    pongTimeoutMs: 10_000,
    idleTimeoutMs: 600_000,
    mapTtlMs: 600_000,
    relayMs: 30_000,
    healthCheckMs: 60_000,
  },
};

/** Those of the disputes are proved with the disputes. */
export const references: readonly Scenario[] = [
  group,
  forgetfulRedis,
  stableList,
  hasty,
  newPhone,
  ghosts,
  busy,
  pocket,
  logged,
];
