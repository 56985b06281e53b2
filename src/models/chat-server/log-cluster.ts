/** Finding the way in a cluster of brokers: who leads a partition, who coordinates a group. */
import type { NodeSpec, PacketOf, Topology } from '../protocol/index.ts';
import { noStore, type Server } from './requests.ts';

export const LEADERS = 'logLeaders';
export const COORDINATOR = 'logCoordinator';
/** retry.backoff.ms of Kafka's clients. */
const RETRY_BACKOFF_MS = 100;

export const hasLog = ({ topology }: Server): boolean => topology.ofKind('kafka').length > 0;

const isController = (topology: Topology, node: number): boolean =>
  (topology.nodes[node] as NodeSpec).settings['role'] === 'controller';

const brokersOf = ({ topology }: Server): readonly number[] =>
  topology.ofKind('kafka').filter((node) => !isController(topology, node));

/** The one broker there is; -1 when there are several, and one has to ask which. */
export function onlyBroker(server: Server): number {
  const [first, second] = server.topology.ofKind('kafka');
  if (first === undefined) return noStore(server, 'kafka');
  return second === undefined ? first : -1;
}

/** Any broker can be asked; they take turns, so that one that is down is not asked for ever. */
export function anyBroker(server: Server, question: string): number {
  const brokers = brokersOf(server);
  const { turns } = server.store.memory.cluster;
  const turn = (turns.get(question) ?? server.index) + 1;
  turns.set(question, turn);
  return brokers[turn % brokers.length] ?? noStore(server, 'kafka');
}

/** -1 when this server does not know, or there is none: then it has asked. */
export function leaderOf(server: Server, topic: string, partition: number): number {
  const only = onlyBroker(server);
  if (only >= 0) return only;
  const leader = server.store.memory.cluster.leaders.get(topic)?.[partition] ?? -1;
  if (leader < 0) askLeaders(server, topic);
  return leader;
}

/** One question at a time; it is put to the next broker when nobody answers. */
export function askLeaders(server: Server, topic: string): void {
  const { asking } = server.store.memory.cluster;
  const question = `${LEADERS} ${topic}`;
  if (asking.has(question)) return;
  asking.add(question);
  const request = ++server.store.disk.requests;
  server.send(anyBroker(server, question), { type: 'metadata', topic, request });
  server.startTimer(LEADERS, server.knobs.rpcTimeoutMs, topic);
}

/** Answers whether the leaders are known now; an error is asked about again in a moment. */
export function leadersTold(server: Server, packet: PacketOf<'metadataReply'>): boolean {
  const { topic, leaders, error } = packet;
  const { cluster } = server.store.memory;
  if (error !== '' || leaders.includes(-1)) {
    server.startTimer(LEADERS, RETRY_BACKOFF_MS, topic);
  } else {
    cluster.asking.delete(`${LEADERS} ${topic}`);
    server.stopTimer(LEADERS, topic);
  }
  if (error === '') cluster.leaders.set(topic, leaders);
  return error === '';
}

export function askLeadersAgain(server: Server, topic: string): void {
  server.store.memory.cluster.asking.delete(`${LEADERS} ${topic}`);
  if (isWanted(server, topic)) askLeaders(server, topic);
}

/** Somebody here waits to write to it or to read from it. */
function isWanted({ store }: Server, topic: string): boolean {
  const { consumed, cluster } = store.memory;
  const reads = [...consumed.values()].some((each) => each.topic === topic);
  return reads || [...cluster.produces.values()].some(({ record }) => record.topic === topic);
}

/** What is known of the leaders is not true any more. */
export function forgetLeaders(server: Server, topic: string): void {
  server.store.memory.cluster.leaders.delete(topic);
  askLeaders(server, topic);
}

/** -1 when this server does not know: then it has asked. */
export function coordinatorOf(server: Server, group: string): number {
  const only = onlyBroker(server);
  if (only >= 0) return only;
  const { coordinators } = server.store.memory.cluster;
  const coordinator = coordinators.get(group) ?? -1;
  if (coordinator < 0) askCoordinator(server, group);
  return coordinator;
}

export function askCoordinator(server: Server, group: string): void {
  const { cluster } = server.store.memory;
  cluster.coordinators.delete(group);
  const question = `${COORDINATOR} ${group}`;
  if (cluster.asking.has(question)) return;
  cluster.asking.add(question);
  const request = ++server.store.disk.requests;
  server.send(anyBroker(server, question), { type: 'findCoordinator', group, request });
  server.startTimer(COORDINATOR, server.knobs.rpcTimeoutMs, group);
}

/** Answers whether the coordinator is known now. */
export function coordinatorTold(server: Server, packet: PacketOf<'coordinatorReply'>): boolean {
  const { group, coordinator, error } = packet;
  const { cluster } = server.store.memory;
  if (error !== '') {
    server.startTimer(COORDINATOR, RETRY_BACKOFF_MS, group);
    return false;
  }
  cluster.asking.delete(`${COORDINATOR} ${group}`);
  server.stopTimer(COORDINATOR, group);
  cluster.coordinators.set(group, coordinator);
  return true;
}

export function askCoordinatorAgain(server: Server, group: string): void {
  server.store.memory.cluster.asking.delete(`${COORDINATOR} ${group}`);
  askCoordinator(server, group);
}
