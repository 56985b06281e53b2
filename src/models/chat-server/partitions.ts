/** The partitions that a server consumes: one record at a time each, and the commit. */
import { askLeaders, coordinatorOf, leaderOf, onlyBroker } from './log-cluster.ts';
import type { Server } from './requests.ts';
import type { ConsumedPartition, Source } from './store.ts';

/** How long a consumer waits before it takes up a record whose work failed. Our choice. */
const RETRY_MS = 500;

/** A long poll that is answered by nobody is asked again. Our choice; request.timeout.ms is 30 s. */
const FETCH_PATIENCE_MS = 5000;

interface Of {
  readonly topic: string;
  readonly partition: number;
}

/** Called when the work on a record is done. */
export function consumeNext(server: Server, source: Source): void {
  const each = partitionOf(server, source);
  if (each === undefined || each.offset !== source.offset) return;
  each.offset = source.offset + 1;
  if (server.knobs.commit === 'after') commit(server, each);
  fetch(server, source.topic, source.partition);
}

/** The work failed: the same record is taken up again after a while. */
export function consumeAgain(server: Server, source: Source): void {
  fetchLater(server, source);
}

export function refetch(server: Server, key: string): void {
  const each = server.store.memory.consumed.get(key);
  if (each === undefined) return;
  // A broker that says nothing may have nothing, or may be gone: somebody else would know.
  if (onlyBroker(server) < 0) askLeaders(server, each.topic);
  fetch(server, each.topic, each.partition);
}

/** News of who leads: what another broker was asked for is asked for anew. */
export function fetchMoved(server: Server, topic: string): void {
  for (const each of server.store.memory.consumed.values()) {
    if (each.topic !== topic || each.askedOf < 0) continue;
    if (leaderOf(server, topic, each.partition) !== each.askedOf) {
      fetch(server, topic, each.partition);
    }
  }
}

export function fetchLater(server: Server, { topic, partition }: Of): void {
  server.startTimer('refetch', RETRY_MS, keyOf(topic, partition));
}

export function fetch(server: Server, topic: string, partition: number): void {
  const each = server.store.memory.consumed.get(keyOf(topic, partition));
  if (each === undefined) return;
  const request = ++server.store.disk.requests;
  const { group, offset } = each;
  const leader = leaderOf(server, topic, partition);
  if (leader < 0) return fetchLater(server, each);
  each.askedOf = leader;
  server.send(leader, { type: 'fetch', group, topic, partition, offset, request });
  server.startTimer('refetch', FETCH_PATIENCE_MS, keyOf(topic, partition));
}

export function commit(
  server: Server,
  { group, topic, partition, offset }: ConsumedPartition,
): void {
  const generation = server.store.memory.generations.get(group) ?? 0;
  const coordinator = coordinatorOf(server, group);
  if (coordinator < 0) return;
  server.send(coordinator, {
    type: 'commitOffset',
    group,
    topic,
    partition,
    offset,
    generation,
  });
}

export function partitionOf(server: Server, of: Of) {
  return server.store.memory.consumed.get(keyOf(of.topic, of.partition));
}

export const keyOf = (topic: string, partition: number): string => `${topic}-${partition}`;
