/** Ana and Ben on two chat servers: the small scenario that the tests of plans and checks share. */
import type { NodeSpec } from '../../src/models/index.ts';
import type { Scenario } from '../../src/scenarios/index.ts';

const node = (name: string, kind: NodeSpec['kind']): NodeSpec => ({ name, kind, settings: {} });

export const TWO_USERS: Scenario = {
  id: 'two-users',
  title: 'Ana writes to Ben',
  nodes: [
    node('ana', 'phone'),
    node('ben', 'phone'),
    node('balancer', 'load-balancer'),
    node('server-1', 'chat-server'),
    node('server-7', 'chat-server'),
    node('redis', 'redis'),
    node('kafka', 'kafka'),
    node('cassandra', 'cassandra'),
    node('notifier', 'notification-service'),
    node('apns', 'push-provider'),
  ],
  conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
  network: {
    mobile: { floorMs: 40, jitterMs: 20, loss: 0 },
    datacentre: { floorMs: 0.5, jitterMs: 0.2, loss: 0 },
    push: { floorMs: 100, jitterMs: 50, loss: 0 },
  },
  script: [
    {
      atMs: 1000,
      action: {
        do: 'operate',
        phone: 'ana',
        operation: { act: 'type', conversation: 'ana-ben', text: 'Meet at six?' },
      },
    },
  ],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben'],
      messages: [2, 5],
      fromMs: 1000,
      untilMs: 8000,
    },
  ],
  faults: {
    most: 4,
    fromMs: 500,
    untilMs: 9000,
    kinds: [
      { fault: 'crash', nodes: ['server-1', 'server-7'], holdMs: [100, 3000] },
      { fault: 'cut', nodes: ['ana', 'ben'], holdMs: [200, 2000] },
      { fault: 'pause', nodes: ['server-1'], holdMs: [50, 1000] },
      { fault: 'airplane', phones: ['ben'], holdMs: [500, 4000] },
      { fault: 'drop', packets: ['publishAck', 'deliver'], nth: [1, 3] },
      { fault: 'skew', nodes: ['ana'], skewMs: [-500, 500] },
    ],
  },
  durationMs: 30_000,
  boundMs: 10_000,
  checks: ['no-acked-loss', 'shown-once', 'honest-ticks', 'eventual-delivery'],
  design: {},
};
