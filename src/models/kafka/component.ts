/** Kafka: a broker, alone or in a cluster, or the cluster's controller. See fidelity.ts. */
import type { Arrival, Component, Packet } from '../protocol/index.ts';
import { brokerMachine } from './broker-machine.ts';
import { CLEAN, cleanDue, watchAll } from './cleaning.ts';
import { isController, refuseImpossible } from './cluster.ts';
import { commitOffset } from './committing.ts';
import {
  alterPartition,
  BROKER_SESSION,
  brokerHeard,
  brokerSilent,
  createTopic,
  startController,
} from './controller.ts';
import { groupHeartbeat, joinGroup, leaveGroup, sessionExpired } from './coordinator.ts';
import { tellCoordinator, tellLeaders, tellProducerId, topicRefused } from './discovery.ts';
import { fetch } from './fetching.ts';
import { kafkaFidelity } from './fidelity.ts';
import { fetchFrom, REPLICA_FETCH, replicaFetched } from './follower.ts';
import { groupMachine } from './group-machine.ts';
import { ALTER_AGAIN, alterAgain, alterAnswered, expireIsr, ISR_EXPIRATION } from './in-sync.ts';
import { inspectKafka } from './inspect.ts';
import { kafkaKnobs } from './knobs.ts';
import { applyImage, CHECKPOINT, checkpointAll, HEARTBEAT } from './membership.ts';
import { joinCluster, reportToController } from './membership.ts';
import { membershipMachine } from './membership-machine.ts';
import { isAlone, type KafkaNode, startMs } from './node.ts';
import { PRODUCE_TIMEOUT, produceTimedOut } from './held-produces.ts';
import { produce } from './producing.ts';
import { firstRebalanceDue, loadGroup, offsetsExpired, synced } from './rebalance.ts';
import { partitionMachine, replicaMachine } from './replica-machine.ts';
import { HELD_REPLICA, heldReplicaDue } from './replica-answers.ts';
import { replicaFetch } from './replica-server.ts';
import { KafkaStore } from './store.ts';

function serveClient(node: KafkaNode, packet: Packet, arrival: Arrival): void {
  const { from } = arrival;
  switch (packet.type) {
    case 'produce':
      return produce(node, packet, arrival);
    case 'fetch':
      return fetch(node, packet, arrival);
    case 'commitOffset':
      return commitOffset(node, packet, from);
    case 'joinGroup':
      return joinGroup(node, packet, from);
    case 'groupHeartbeat':
      return groupHeartbeat(node, packet, from);
    case 'leaveGroup':
      return leaveGroup(node, packet, from);
    case 'metadata':
      return tellLeaders(node, packet, from);
    case 'findCoordinator':
      return tellCoordinator(node, packet, from);
    case 'initProducerId':
      return tellProducerId(node, packet, from);
    default:
      return serveCluster(node, packet, from);
  }
}

/** What brokers say to one another, and what the controller says to them. */
function serveCluster(node: KafkaNode, packet: Packet, from: number): void {
  switch (packet.type) {
    case 'replicaFetch':
      return replicaFetch(node, packet, from);
    case 'replicaFetchReply':
      return replicaFetched(node, packet, from);
    case 'metadataUpdate':
      return applyImage(node, packet);
    case 'alterPartitionReply':
      return alterAnswered(node, packet);
    case 'createTopicReply':
      return topicRefused(node, packet);
    default:
  }
}

function control(node: KafkaNode, packet: Packet, from: number): void {
  if (packet.type === 'brokerHeartbeat') brokerHeard(node, packet, from);
  else if (packet.type === 'createTopic') createTopic(node, packet, from);
  else if (packet.type === 'alterPartition') alterPartition(node, packet, from);
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
  [CLEAN]: cleanDue,
  [PRODUCE_TIMEOUT]: (node, key) => produceTimedOut(node, Number(key)),
  [HELD_REPLICA]: (node, key) => heldReplicaDue(node, Number(key)),
  [REPLICA_FETCH]: (node, key) => fetchFrom(node, Number(key)),
  [BROKER_SESSION]: (node, key) => brokerSilent(node, Number(key)),
  [HEARTBEAT]: reportToController,
  [CHECKPOINT]: checkpointAll,
  [ISR_EXPIRATION]: expireIsr,
  [ALTER_AGAIN]: alterAgain,
};

export const kafka: Component<KafkaNode> = {
  kind: 'kafka',
  regions: [
    { name: 'broker', machine: brokerMachine },
    { name: 'group', machine: groupMachine },
    { name: 'membership', machine: membershipMachine },
    { name: 'replica', machine: replicaMachine },
    { name: 'partition', machine: partitionMachine },
  ],
  knobs: kafkaKnobs,
  fidelity: kafkaFidelity,
  createStore(spec, topology) {
    refuseImpossible(spec, topology);
    return new KafkaStore(topology);
  },
  boot(node) {
    node.store.disk.starts += 1;
    if (isController(node.spec)) return startController(node);
    watchAll(node);
    if (!isAlone(node)) return joinCluster(node);
    for (const group of node.store.disk.groups.values()) loadGroup(node, group);
  },
  receive(node, packet, arrival) {
    if (isController(node.spec)) control(node, packet, arrival.from);
    else serveClient(node, packet, arrival);
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
    startMs: (node) => (node.store.disk.starts === 0 ? 0 : startMs(node.spec)),
  },
  inspect: inspectKafka,
};
