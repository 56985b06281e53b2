/** A follower asks its leader: what it has so far is noted, and it waits where there is nothing new. */
import type { AskedPartition, PacketOf } from '../protocol/index.ts';
import { commitFurther } from './appending.ts';
import { textOf } from './consumer-group.ts';
import { noteFetch } from './in-sync.ts';
import { isRunning, type KafkaNode, settingMs } from './node.ts';
import { answerTo, hasNews, HELD_REPLICA, partsAt, refusalOf, reply } from './replica-answers.ts';

/** replica.fetch.wait.max.ms of Kafka. */
const FETCH_WAIT_MAX_MS = 500;

export function replicaFetch(
  node: KafkaNode,
  packet: PacketOf<'replicaFetch'>,
  from: number,
): void {
  const { sessions, heldReplicas } = node.store.memory;
  const session = packet.isFull ? new Map<string, AskedPartition>() : sessions.get(from);
  if (!isRunning(node)) return refuseFetch(node, packet, from, 'NOT_LEADER_OR_FOLLOWER');
  if (session === undefined) return refuseFetch(node, packet, from, 'FETCH_SESSION_ID_NOT_FOUND');
  sessions.set(from, session);
  for (const each of packet.partitions) session.set(textOf(each), each);
  // What it says of one partition may commit a record of another: all is noted before any answer.
  for (const each of session.values()) {
    if (refusalOf(node, each) !== '' || partsAt(node, each) !== null) continue;
    if (noteFetch(node, each, from, each.offset)) commitFurther(node, each);
  }
  heldReplicas.set(from, packet.request);
  const answer = answerTo(node, from);
  if (hasNews(answer)) return reply(node, from, answer);
  node.startTimer(
    HELD_REPLICA,
    settingMs(node.spec, 'replicaFetchWaitMaxMs', FETCH_WAIT_MAX_MS),
    `${from}`,
  );
}

function refuseFetch(
  node: KafkaNode,
  { request }: PacketOf<'replicaFetch'>,
  from: number,
  error: string,
): void {
  node.send(from, { type: 'replicaFetchReply', error, partitions: [], request });
}
