/** The consuming side of the log: membership of groups, and the work on each record. */
import type { PacketOf, StoredMessage } from '../protocol/index.ts';
import { store } from './accept.ts';
import { goOffline } from './offline.ts';
import { openJob, settle } from './jobs.ts';
import { commit, fetch, fetchLater, kafkaOf, keyOf, partitionOf } from './partitions.ts';
import type { Server } from './requests.ts';
import { pushToUser } from './sockets.ts';
import type { Source } from './store.ts';

/** heartbeat.interval.ms of Kafka's consumer: 3000 by default (Kafka 4.0 documentation). */
const HEARTBEAT_MS = 3000;

export function joinGroups(server: Server): void {
  for (const [group, topic] of groupsOf(server)) {
    server.send(kafkaOf(server), { type: 'joinGroup', group, topics: [topic] });
  }
  if (groupsOf(server).length > 0) server.startTimer('groupHeartbeat', HEARTBEAT_MS);
}

/** The groups that the design makes this server a member of, each with its topic. */
function groupsOf(server: Server): readonly (readonly [group: string, topic: string])[] {
  if (server.knobs.log !== 'kafka' || server.knobs.hop === 'direct') return [];
  const delivery = ['delivery', 'messages'] as const;
  return server.knobs.hop === 'topic' ? [delivery, [server.name, server.name]] : [delivery];
}

export function leaveGroups(server: Server): void {
  const kafka = server.topology.ofKind('kafka')[0];
  if (kafka === undefined) return;
  for (const group of server.store.memory.generations.keys()) {
    server.send(kafka, { type: 'leaveGroup', group });
  }
  server.store.memory.consumed.clear();
  server.store.memory.generations.clear();
  server.stopTimer('groupHeartbeat');
}

/** A group that has not answered yet may never have heard of us. */
export function groupHeartbeat(server: Server): void {
  for (const [group, topic] of groupsOf(server)) {
    const generation = server.store.memory.generations.get(group);
    if (generation === undefined) {
      server.send(kafkaOf(server), { type: 'joinGroup', group, topics: [topic] });
    } else server.send(kafkaOf(server), { type: 'groupHeartbeat', group, generation });
  }
  server.startTimer('groupHeartbeat', HEARTBEAT_MS);
}

/** The coordinator has given this member its partitions; earlier ones of the group are revoked. */
export function assigned(server: Server, packet: PacketOf<'assignment'>): void {
  const { consumed, generations } = server.store.memory;
  generations.set(packet.group, packet.generation);
  for (const [key, each] of consumed) if (each.group === packet.group) consumed.delete(key);
  for (const { topic, partition, offset } of packet.partitions) {
    consumed.set(keyOf(topic, partition), { group: packet.group, topic, partition, offset });
    fetch(server, topic, partition);
  }
}

export function fetched(server: Server, packet: PacketOf<'fetchReply'>): void {
  const each = partitionOf(server, packet);
  if (each === undefined) return;
  server.stopTimer('refetch', keyOf(each.topic, each.partition));
  const record = packet.records.find(({ offset }) => offset === each.offset);
  if (record === undefined) {
    if (packet.error !== '') fetchLater(server, each);
    else fetch(server, each.topic, each.partition);
    return;
  }
  if (server.knobs.commit === 'before') commit(server, { ...each, offset: each.offset + 1 });
  const { group, topic, partition } = each;
  work(server, record.value, { group, topic, partition, offset: record.offset });
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
