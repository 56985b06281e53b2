/** Cassandra: one node that stands for a cluster with replication. See fidelity.ts for its limits. */
import type { Arrival, Component, NodeContext, PacketOf } from '../protocol/index.ts';
import { cassandraFidelity } from './fidelity.ts';
import { inspectCassandra } from './inspect.ts';
import { type CassandraKnobs, cassandraKnobs } from './knobs.ts';
import { coordinatorMachine, nodeMachine } from './machine.ts';
import { CassandraStore } from './store.ts';
import { type Change, execute, isConditional, type Outcome } from './table.ts';

export type CassandraNode = NodeContext<CassandraStore, CassandraKnobs>;

/** Four round trips in the data centre for a lightweight transaction. Our choice. */
const LWT_MS = 4;
/** Replaying the commit log after a crash. Our choice. */
const START_MS = 500;

function serve(node: CassandraNode, packet: PacketOf<'query'>, arrival: Arrival): void {
  if (node.state('node') === 'starting') {
    const nothing = { applied: false, rows: [], changes: [] };
    return answer(node, arrival, answerTo(packet, nothing, 'IS_BOOTSTRAPPING'));
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
  ],
  knobs: cassandraKnobs,
  fidelity: cassandraFidelity,
  createStore: () => new CassandraStore(),
  boot(node) {
    node.store.disk.starts += 1;
  },
  receive(node, packet, arrival) {
    if (packet.type === 'query') serve(node, packet, arrival);
    return undefined;
  },
  timer(node, name, key) {
    if (name === 'paxos') settle(node, key);
    return undefined;
  },
  actions: {},
  delays: {
    startMs: (node) =>
      node.store.disk.starts === 0 ? 0 : Number(node.spec.settings['startMs'] ?? START_MS),
  },
  inspect: inspectCassandra,
};
