/** A follower asks its leader: what it has so far is noted, and it waits where there is nothing new. */
import type { PacketOf } from '../protocol/index.ts';
import { commitFurther } from './appending.ts';
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
  // What it says of one partition may commit a record of another: all is noted before any answer.
  const asked = isRunning(node) ? packet.partitions : [];
  for (const each of asked) {
    if (refusalOf(node, each) !== '' || partsAt(node, each) !== null) continue;
    if (noteFetch(node, each, from, each.offset)) commitFurther(node, each);
  }
  node.store.memory.heldReplicas.set(from, packet);
  const answer = answerTo(node, packet, from);
  if (hasNews(answer)) return reply(node, from, answer);
  node.startTimer(
    HELD_REPLICA,
    settingMs(node.spec, 'replicaFetchWaitMaxMs', FETCH_WAIT_MAX_MS),
    `${from}`,
  );
}
