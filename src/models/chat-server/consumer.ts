/** The consuming side of the log: membership of groups, and the work on each record. */
import type { PacketOf, StoredMessage } from '../protocol/index.ts';
import { store } from './accept.ts';
import { goOffline } from './offline.ts';
import { openJob, settle } from './jobs.ts';
import {
  askCoordinator,
  coordinatorOf,
  coordinatorTold,
  forgetLeaders,
  hasLog,
  onlyBroker,
} from './log-cluster.ts';
import { commit, fetch, fetchLater, keyOf, partitionOf } from './partitions.ts';
import type { Server } from './requests.ts';
import { pushToUser } from './sockets.ts';
import type { ConsumedPartition, Source } from './store.ts';

/** heartbeat.interval.ms of Kafka's consumer: 3000 by default (Kafka 4.0 documentation). */
const HEARTBEAT_MS = 3000;

export function joinGroups(server: Server): void {
  for (const [group, topic] of groupsOf(server)) join(server, group, topic);
  if (groupsOf(server).length > 0) server.startTimer('groupHeartbeat', HEARTBEAT_MS);
}

function join(server: Server, group: string, topic: string): void {
  const coordinator = coordinatorOf(server, group);
  if (coordinator >= 0) server.send(coordinator, { type: 'joinGroup', group, topics: [topic] });
}

/** The groups that the design makes this server a member of, each with its topic. */
function groupsOf(server: Server): readonly (readonly [group: string, topic: string])[] {
  if (server.knobs.log !== 'kafka' || server.knobs.hop === 'direct') return [];
  const delivery = ['delivery', 'messages'] as const;
  return server.knobs.hop === 'topic' ? [delivery, [server.name, server.name]] : [delivery];
}

export function leaveGroups(server: Server): void {
  if (!hasLog(server)) return;
  for (const group of server.store.memory.generations.keys()) {
    const coordinator = coordinatorOf(server, group);
    if (coordinator >= 0) server.send(coordinator, { type: 'leaveGroup', group });
  }
  server.store.memory.consumed.clear();
  server.store.memory.generations.clear();
  server.stopTimer('groupHeartbeat');
}

/** A group that has not answered yet may never have heard of us. */
export function groupHeartbeat(server: Server): void {
  for (const [group, topic] of groupsOf(server)) {
    // In a cluster heartbeats are answered: silence means that somebody else coordinates by now.
    if (server.store.memory.cluster.silentGroups.delete(group)) askCoordinator(server, group);
    beat(server, group, topic);
  }
  server.startTimer('groupHeartbeat', HEARTBEAT_MS);
}

function beat(server: Server, group: string, topic: string): void {
  const generation = server.store.memory.generations.get(group);
  if (generation === undefined) return join(server, group, topic);
  const coordinator = coordinatorOf(server, group);
  if (coordinator < 0) return;
  server.send(coordinator, { type: 'groupHeartbeat', group, generation });
  if (onlyBroker(server) < 0) server.store.memory.cluster.silentGroups.add(group);
}

/** The coordinator is known now: it is told that this member is there. */
export function coordinatorFound(server: Server, packet: PacketOf<'coordinatorReply'>): void {
  if (!coordinatorTold(server, packet)) return;
  for (const [group, topic] of groupsOf(server)) {
    if (group === packet.group) beat(server, group, topic);
  }
}

export function heartbeatAnswered(server: Server, packet: PacketOf<'groupHeartbeatReply'>): void {
  server.store.memory.cluster.silentGroups.delete(packet.group);
  if (packet.error !== '') askCoordinator(server, packet.group);
}

/** The coordinator has given this member its partitions; earlier ones of the group are revoked. */
export function assigned(server: Server, packet: PacketOf<'assignment'>): void {
  const { consumed, generations } = server.store.memory;
  generations.set(packet.group, packet.generation);
  for (const [key, each] of consumed) if (each.group === packet.group) consumed.delete(key);
  for (const { topic, partition, offset } of packet.partitions) {
    const { group } = packet;
    const each = { group, topic, partition, offset, askedOf: -1 };
    consumed.set(keyOf(topic, partition), each);
    fetch(server, topic, partition);
  }
}

export function fetched(server: Server, packet: PacketOf<'fetchReply'>): void {
  const each = partitionOf(server, packet);
  if (each === undefined) return;
  server.stopTimer('refetch', keyOf(each.topic, each.partition));
  // Compaction leaves holes: the next record may lie further on.
  const record = packet.records.find(({ offset }) => offset >= each.offset);
  if (record === undefined) return fetchAgain(server, each, packet);
  each.offset = record.offset;
  if (server.knobs.commit === 'before') commit(server, { ...each, offset: each.offset + 1 });
  const { group, topic, partition } = each;
  work(server, record.value, { group, topic, partition, offset: record.offset });
}

/** There was no record: for now, or because the log is elsewhere, or begins elsewhere. */
function fetchAgain(
  server: Server,
  each: ConsumedPartition,
  { error, resetTo }: PacketOf<'fetchReply'>,
): void {
  if (resetTo !== undefined) each.offset = resetTo;
  if (error === 'NOT_LEADER_OR_FOLLOWER' && onlyBroker(server) < 0) {
    forgetLeaders(server, each.topic);
  }
  if (error === '' || resetTo !== undefined) fetch(server, each.topic, each.partition);
  else fetchLater(server, each);
}

function work(server: Server, value: unknown, source: Source): void {
  const from = { phone: -1, connection: 0, source };
  if (source.topic === 'messages') {
    return store(server, openJob(server, { ...from, message: value as StoredMessage }));
  }
  const { user, message } = value as { user: string; message: StoredMessage };
  const id = openJob(server, { ...from, message });
  if (pushToUser(server, user, message) > 0) settle(server, id);
  else goOffline(server, id, user);
}
