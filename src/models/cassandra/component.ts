/** Cassandra: alone it stands for a whole cluster; two or more nodes are a ring, packet by packet. */
import type { Arrival, Component, Packet, PacketOf } from '../protocol/index.ts';
import { blockFor } from './consistency.ts';
import { coordinate } from './coordinator.ts';
import { unavailable } from './failures.ts';
import { cassandraFidelity } from './fidelity.ts';
import { GOSSIP, gossip, gossiped, joinRing } from './gossip.ts';
import { HANDOVER, handoverFailed, rememberHints, tendHints } from './hints.ts';
import { inspectCassandra } from './inspect.ts';
import { inspectRingNode } from './inspect-ring.ts';
import { cassandraKnobs } from './knobs.ts';
import {
  coordinatorMachine,
  hintsMachine,
  nodeMachine,
  peersMachine,
  repairMachine,
} from './machine.ts';
import { isRing, levelOf, type CassandraNode } from './node.ts';
import { placeOf } from './partitions.ts';
import { refuseImpossible } from './refusals.ts';
import { endRepair, REPAIR_OVER, stream, tendRepair } from './repair.ts';
import { enqueue, finishStage, STAGE } from './replica.ts';
import { onTimeout, receiveReply } from './replies.ts';
import { CassandraStore } from './store.ts';
import { type Change, execute, isConditional, type Outcome } from './table.ts';

/** Four round trips in the data centre for a lightweight transaction. Our choice. */
const LWT_MS = 4;
/** Replaying the commit log after a crash. Our choice. */
const START_MS = 500;

const NOTHING: Outcome = { applied: false, rows: [], changes: [] };

/** One node that stands for a whole cluster: replication is inside, and takes no time but of Paxos. */
function serve(node: CassandraNode, packet: PacketOf<'query'>, arrival: Arrival): void {
  if (node.state('node') === 'starting') {
    return answer(node, arrival, answerTo(packet, NOTHING, 'IS_BOOTSTRAPPING'));
  }
  const consistency = levelOf(packet.consistency);
  const required = blockFor(consistency, node.knobs.storeReplicas);
  if (required > 1) {
    const failed = unavailable({ consistency, received: 1, required });
    node.record('refused', { reason: 'unavailable', from: arrival.from });
    return answer(node, arrival, { ...answerTo(packet, NOTHING, ''), ...failed });
  }
  const outcome = execute(node.store.disk.tables, packet.statement, node.localTimeUs());
  for (const change of outcome.changes) note(node, change);
  const reply = answerTo(packet, outcome, '');
  if (isConditional(packet.statement)) propose(node, arrival, reply);
  else answer(node, arrival, reply);
}

function note(node: CassandraNode, { change, place, message, position }: Change): void {
  if (change === 'stored') node.record('stored', { message, place, durable: true, position });
  else node.record(change, { message, place });
}

const answerTo = (
  { request, name }: PacketOf<'query'>,
  { applied, rows }: Outcome,
  error: string,
): PacketOf<'rows'> => ({
  type: 'rows',
  request,
  applied,
  rows,
  error,
  ...(name === undefined ? {} : { name }),
});

const answer = (node: CassandraNode, arrival: Arrival, packet: PacketOf<'rows'>): void =>
  node.send(arrival.from, packet, arrival.connection);

/** The write is decided; its answer comes after the rounds of Paxos. */
function propose(
  node: CassandraNode,
  { from, connection }: Arrival,
  packet: PacketOf<'rows'>,
): void {
  const { memory } = node.store;
  const delayMs = Number(node.spec.settings['lwtMs'] ?? LWT_MS);
  memory.proposals += 1;
  const proposal = `${memory.proposals}`;
  memory.waiting.set(proposal, { to: from, connection, packet });
  node.startTimer('paxos', delayMs, proposal);
  if (memory.waiting.size === 1) node.step({ type: 'proposed' });
}

function settle(node: CassandraNode, proposal: string): void {
  const { waiting } = node.store.memory;
  const reply = waiting.get(proposal);
  if (reply === undefined) return;
  waiting.delete(proposal);
  if (waiting.size === 0) node.step({ type: 'settled' });
  node.send(reply.to, reply.packet, reply.connection);
}

export const cassandra: Component<CassandraNode> = {
  kind: 'cassandra',
  regions: [
    { name: 'node', machine: nodeMachine },
    { name: 'coordinator', machine: coordinatorMachine },
    { name: 'peers', machine: peersMachine },
    { name: 'hints', machine: hintsMachine },
    { name: 'repair', machine: repairMachine },
  ],
  knobs: cassandraKnobs,
  fidelity: cassandraFidelity,
  createStore(spec, topology) {
    refuseImpossible(spec, topology);
    return new CassandraStore();
  },
  boot(node) {
    node.store.disk.starts += 1;
    if (!isRing(node)) return;
    joinRing(node);
    rememberHints(node);
  },
  receive,
  timer,
  actions: {},
  delays: {
    startMs: (node) =>
      node.store.disk.starts === 0 ? 0 : Number(node.spec.settings['startMs'] ?? START_MS),
  },
  inspect: (node) => (isRing(node) ? inspectRingNode(node) : inspectCassandra(node)),
};

function receive(node: CassandraNode, packet: Packet, arrival: Arrival): undefined {
  if (packet.type === 'query') return void query(node, packet, arrival);
  // Its sockets open when the commit log is replayed.
  if (!isRing(node) || node.state('node') === 'starting') return undefined;
  switch (packet.type) {
    case 'mutate':
    case 'readReplica':
    case 'paxosPrepare':
    case 'paxosPropose':
    case 'validate':
      return void enqueue(node, packet, arrival.from);
    case 'fetchPartition': {
      const rows = node.store.disk.partitions.get(placeOf(packet))?.rows ?? [];
      return void stream(node, arrival.from, { table: packet.table, key: packet.key, rows });
    }
    case 'gossip':
      return void gossiped(node, packet, arrival.from);
    default:
      return void receiveReply(node, packet, arrival.from);
  }
}

function query(node: CassandraNode, packet: PacketOf<'query'>, arrival: Arrival): void {
  const isStarting = node.state('node') === 'starting';
  if (!isStarting && isRing(node)) coordinate(node, packet, arrival);
  else serve(node, packet, arrival);
}

function timer(node: CassandraNode, name: string, key: string): undefined {
  if (name === 'paxos') settle(node, key);
  else if (name === STAGE) finish(node);
  else if (name === GOSSIP) tend(node);
  else if (name === HANDOVER) handoverFailed(node, Number(key));
  else if (name === REPAIR_OVER) endRepair(node);
  else onTimeout(node, name, Number(key));
}

function finish(node: CassandraNode): void {
  const own = finishStage(node);
  if (own !== null) receiveReply(node, own, node.index);
}

/** Everything that a node does by itself goes with its rounds of gossip. */
function tend(node: CassandraNode): void {
  gossip(node);
  tendHints(node);
  tendRepair(node);
}
