/** Runs that take every machine through every state it can name, each as short as its story allows. */
import type { AnyDesign, ComponentKind, NodeSpec, Operation } from '../../../src/models/index.ts';
import {
  designFor,
  homeScenario,
  membershipScenario,
  partitionScenario,
  planFor,
  scriptedPlan,
  stormScenario,
  type Action,
  type Scenario,
} from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { play as playBrokers } from '../../models/kafka/deployment.ts';
import { play as playRing } from '../../models/cassandra/ring-play.ts';
import { play } from '../../models/redis/deployment.ts';
import { chatScenario, says, type Chat } from '../chat.ts';
import { runMedia, sendsPhoto } from '../media/media-chat.ts';

const DAY_MS = 86_400_000;

const does = (phone: string, operation: Operation): Action => ({ do: 'operate', phone, operation });
const airplane = (phone: string, on: boolean) => does(phone, { act: 'airplane', on });
const hello = says('ana', 'Hello');

/** Under the faults of one seed, in the scenario's own design. */
const seeded = (scenario: Scenario, seed = 'states') =>
  new Run({
    scenario,
    design: designFor(scenario),
    seed,
    plan: planFor(scenario, seed),
    edits: [],
  });

type Settings = NodeSpec['settings'];

/** The small deployment of the stories, with settings for some nodes by name or kind. */
function story(chat: Chat, settings: Readonly<Record<string, Settings>> = {}): Run {
  const plain = chatScenario(chat);
  const nodes = plain.nodes.map((node) => ({
    ...node,
    settings: { ...node.settings, ...settings[node.kind], ...settings[node.name] },
  }));
  const scenario = { ...plain, nodes };
  const plan = scriptedPlan(scenario);
  return new Run({ scenario, design: designFor(scenario), seed: 'states', plan, edits: [] });
}

const PUSH: readonly Exclude<ComponentKind, 'phone' | 'chat-server' | 'load-balancer'>[] = [
  'redis',
  'cassandra',
  'notification-service',
  'push-provider',
];

const byLog: AnyDesign = { log: 'kafka', hop: 'consumer', ackAt: 'log' };

/** Name of the run -> makes it. */
export const STATE_RUNS: Readonly<Record<string, () => Run>> = {
  'the first minute, under faults': () => seeded(homeScenario),
  'a partition, under faults': () => seeded(partitionScenario),
  'a storm that is larger than the login queue': () => seeded(stormScenario(400, 40)),
  'a phone that is put away, killed and taken out again': () =>
    story({
      script: [
        [2000, does('ana', { act: 'background' })],
        [45_000, does('ana', { act: 'foreground' })],
        [50_000, does('ana', { act: 'kill' })],
        [55_000, does('ana', { act: 'launch' })],
      ],
      durationMs: 60_000,
    }),
  'a phone on cellular that loses its network': () =>
    story(
      {
        script: [
          [3000, hello],
          [40_000, airplane('ana', true)],
          [50_000, airplane('ana', false)],
        ],
        durationMs: 70_000,
        design: { heartbeatMs: 30_000, pongTimeoutMs: 5000 },
      },
      { ana: { network: 'cellular' } },
    ),
  'a push to a phone that is off': () =>
    story({
      script: [
        [2000, does('ben', { act: 'suspend' })],
        [2500, airplane('ben', true)],
        [4000, hello],
        [40_000, airplane('ben', false)],
      ],
      with: PUSH,
      durationMs: 60_000,
    }),
  'a push provider that does not answer': () =>
    story({
      script: [
        [2000, does('ben', { act: 'suspend' })],
        [3000, { do: 'crash', node: 'push' }],
        [4000, hello],
        [20_000, { do: 'restart', node: 'push' }],
      ],
      with: PUSH,
      durationMs: 60_000,
    }),
  'a server that drains for a deployment and comes back': () =>
    story(
      { script: [[5000, hello]], durationMs: 20_000 },
      { 'server-7': { drainsAtMs: 3000, servesAgainAtMs: 10_000 } },
    ),
  'a Redis that writes its file once a second, and is restarted': () =>
    story(
      {
        script: [
          [3000, hello],
          [10_000, { do: 'crash', node: 'redis' }],
          [12_000, { do: 'restart', node: 'redis' }],
        ],
      },
      { redis: { appendfsync: 'everysec' } },
    ),
  'a Redis replica that takes a copy, and is promoted when its master dies': () =>
    play({
      nodes: {
        'redis-1': {},
        'redis-2': { role: 'replica', of: 'redis-1', 'down-after-milliseconds': 3000 },
      },
      script: [
        [100, 'redis-1: SET k v'],
        [2000, { do: 'crash', node: 'redis-1' }],
      ],
      durationMs: 15_000,
    }).run,
  'a Redis cluster that loses a shard': () =>
    play({
      nodes: { 'redis-1': { slots: '0-8191' }, 'redis-2': { slots: '8192-16383' } },
      script: [[1000, { do: 'crash', node: 'redis-2' }]],
      durationMs: 30_000,
    }).run,
  'a consumer group that loses a member, then all, then a week': () =>
    story({
      script: [
        [3000, hello],
        [20_000, { do: 'crash', node: 'server-7' }],
        [90_000, airplane('ana', true)],
        [91_000, airplane('ben', true)],
        [92_000, { do: 'crash', node: 'server-1' }],
        [93_000, { do: 'crash', node: 'balancer' }],
      ],
      with: ['redis', 'kafka', 'cassandra'],
      design: byLog,
      durationMs: 8 * DAY_MS,
    }),
  'two adds to a group that wait for one row, and a database that crashes': () =>
    admissions({ capCheck: 'lockGroupRow', synchronousCommit: 'off' }),
  'a log whose replicas go down one after the other, and come back': () =>
    playBrokers({
      brokers: 2,
      design: { replicas: 2 },
      script: [
        [10, 'kafka-1 leaders messages'],
        [1000, { do: 'crash', node: 'kafka-2' }],
        [15_000, { do: 'crash', node: 'kafka-1' }],
        [30_000, { do: 'restart', node: 'kafka-2' }],
        [40_000, { do: 'restart', node: 'kafka-1' }],
      ],
      durationMs: 50_000,
    }).run,
  'a Cassandra ring that misses a node, hands its hints over and is repaired': () =>
    playRing({
      design: { repairEveryMs: 20_000 },
      script: [
        [100, { do: 'crash', node: 'c-3' }],
        [9000, 'c-1 QUORUM unique pair ana/m1'],
        [15_000, { do: 'restart', node: 'c-3' }],
      ],
      durationMs: 35_000,
    }).run,
  'keys with plenty of one-time prekeys': () => sealed(100),
  'keys with few one-time prekeys': () => sealed(9),
  'keys without one-time prekeys': () => sealed(0),
  'a photo that goes up in parts, past a busy bucket, a silent server and a dead shield': () =>
    runMedia({
      script: [
        [1000, { do: 'drop', packet: 'askUpload', nth: 1 }],
        [2000, sendsPhoto('ana', 6)],
        [12_000, { do: 'drop', packet: 'downloadUrl', nth: 1 }],
        [19_000, { do: 'crash', node: 'shield' }],
        [60_000, sendsPhoto('ana', 1)],
        [60_000, sendsPhoto('ben', 1)],
        [150_000, { do: 'restart', node: 'shield' }],
        [160_000, sendsPhoto('ben', 1)],
      ],
      settings: { bucket: { putsPerSecond: 1 } },
      durationMs: 200_000,
    }),
};

const sealed = (oneTimePrekeys: number) =>
  story({
    script: [[4000, hello]],
    with: ['redis', 'cassandra', 'key-registry'],
    design: { encryption: 'pairwise', oneTimePrekeys },
    durationMs: 15_000,
  });

function admissions(design: AnyDesign): Run {
  const plain = membershipScenario(3);
  const steady = (floorMs: number) => ({ floorMs, jitterMs: 0, loss: 0 });
  const scenario: Scenario = {
    ...plain,
    // Both requests take the same time, and meet at the row.
    network: { mobile: steady(30), datacentre: steady(1), push: steady(100) },
    script: [
      ...plain.script,
      { atMs: 6000, action: { do: 'crash', node: 'postgres' } },
      { atMs: 7000, action: { do: 'restart', node: 'postgres' } },
    ],
  };
  const plan = scriptedPlan(scenario);
  return new Run({
    scenario,
    design: designFor(scenario, design),
    seed: 'states',
    plan,
    edits: [],
  });
}
