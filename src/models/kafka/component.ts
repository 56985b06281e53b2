/** Kafka: one broker that leads every partition and coordinates every group. See fidelity.ts. */
import type { Arrival, Component, Packet } from '../protocol/index.ts';
import { brokerMachine } from './broker-machine.ts';
import { commitOffset, fetch, produce } from './broker.ts';
import { groupHeartbeat, joinGroup, leaveGroup, sessionExpired } from './coordinator.ts';
import { kafkaFidelity } from './fidelity.ts';
import { groupMachine } from './group-machine.ts';
import { inspectKafka } from './inspect.ts';
import { kafkaKnobs } from './knobs.ts';
import { type KafkaNode, settingMs } from './node.ts';
import { firstRebalanceDue, loadGroups, offsetsExpired, synced } from './rebalance.ts';
import { KafkaStore } from './store.ts';

/** Opening the logs again after a crash. Our choice; a broker of many partitions takes longer. */
const START_MS = 500;

function serve(node: KafkaNode, packet: Packet, arrival: Arrival): void {
  switch (packet.type) {
    case 'produce':
      return produce(node, packet, arrival);
    case 'fetch':
      return fetch(node, packet, arrival);
    case 'commitOffset':
      return commitOffset(node, packet, arrival.from);
    case 'joinGroup':
      return joinGroup(node, packet, arrival.from);
    case 'groupHeartbeat':
      return groupHeartbeat(node, packet, arrival.from);
    case 'leaveGroup':
      return leaveGroup(node, packet, arrival.from);
    default:
  }
}

function takeUpJoins(node: KafkaNode): void {
  const { memory } = node.store;
  for (const { packet, from } of memory.waiting.splice(0)) joinGroup(node, packet, from);
}

const TIMERS: Readonly<Record<string, (node: KafkaNode, key: string) => void>> = {
  takeUp: takeUpJoins,
  firstRebalance: firstRebalanceDue,
  sync: synced,
  session: sessionExpired,
  retention: offsetsExpired,
};

export const kafka: Component<KafkaNode> = {
  kind: 'kafka',
  regions: [
    { name: 'broker', machine: brokerMachine },
    { name: 'group', machine: groupMachine },
  ],
  knobs: kafkaKnobs,
  fidelity: kafkaFidelity,
  createStore: () => new KafkaStore(),
  boot(node) {
    node.store.disk.starts += 1;
    loadGroups(node);
  },
  receive(node, packet, arrival) {
    serve(node, packet, arrival);
    return undefined;
  },
  timer(node, name, key) {
    TIMERS[name]?.(node, key);
    return undefined;
  },
  actions: {
    // Joins step the group's machine, which must wait until this step of the broker's is over.
    takeUp(node) {
      if (node.store.memory.waiting.length > 0) node.startTimer('takeUp', 0);
    },
  },
  delays: {
    startMs: (node) =>
      node.store.disk.starts === 0 ? 0 : settingMs(node.spec, 'startMs', START_MS),
  },
  inspect: inspectKafka,
};
