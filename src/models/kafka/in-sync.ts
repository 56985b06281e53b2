/** The leader's side of replication: how far its followers are, who is in sync, what is committed. */
import type { PacketOf, PartitionState } from '../protocol/index.ts';
import { controllerOf, isAlive } from './cluster.ts';
import { partitionNamed, textOf, type TopicPartition } from './consumer-group.ts';
import { isRunning, type KafkaNode, logOf, nowMsOf, settingMs, stateOfPartition } from './node.ts';
import type { PartitionLog } from './partition-log.ts';
import type { Follower, Leading } from './store.ts';

export const ISR_EXPIRATION = 'isrExpiration';
export const ALTER_AGAIN = 'alterPartition';
/** replica.lag.time.max.ms of Kafka. */
const LAG_TIME_MAX_MS = 30_000;
/** Our choice; what is lost on the way TCP would send again. */
const ALTER_AGAIN_MS = 1000;

const lagTimeMaxMs = (node: KafkaNode): number =>
  settingMs(node.spec, 'replicaLagTimeMaxMs', LAG_TIME_MAX_MS);

/** min.insync.replicas, but never more than the partition has replicas (Partition.effectiveMinIsr). */
export const minIsrOf = (node: KafkaNode, { replicas }: PartitionState): number =>
  Math.min(node.knobs.minInSyncReplicas, replicas.length);

/** The replicas in sync, and those that the leader has asked the controller to count in. */
export function maximalIsr({ isr }: PartitionState, leading: Leading | undefined) {
  const asked = leading?.asked ?? isr;
  return asked.length > isr.length ? asked : isr;
}

const isCaughtUp = (follower: Follower, endOffset: number, nowMs: number, maxMs: number): boolean =>
  follower.endOffset === endOffset || nowMs - follower.caughtUpAtMs <= maxMs;

/**
 * The least log end offset among the replicas in sync, and those about to join them. Since Kafka 3.7
 * (KIP-966) it stands still while fewer than min.insync.replicas are in sync; with the setting
 * strictMinIsr 0, as before, it goes on. Answers whether it has moved.
 */
export function raiseHighWatermark(node: KafkaNode, of: TopicPartition): boolean {
  const state = stateOfPartition(node, of);
  const log = logOf(node, of);
  if (state === undefined || log === undefined) return false;
  const isStrict = node.spec.settings['strictMinIsr'] !== 0;
  if (isStrict && state.isr.length < minIsrOf(node, state)) return false;
  const committed = leastEndOffset(node, of, state, log);
  if (committed <= log.highWatermark) return false;
  log.highWatermark = committed;
  return true;
}

function leastEndOffset(
  node: KafkaNode,
  of: TopicPartition,
  state: PartitionState,
  log: PartitionLog,
): number {
  const leading = node.store.memory.leading.get(textOf(of));
  const waitsFor = maximalIsr(state, leading);
  let least = log.endOffset;
  for (const [broker, follower] of leading?.followers ?? []) {
    if (follower.endOffset >= least) continue;
    const isAboutToJoin =
      isAlive(node.store.disk.image, broker) &&
      isCaughtUp(follower, log.endOffset, nowMsOf(node), lagTimeMaxMs(node));
    if (waitsFor.includes(broker) || isAboutToJoin) least = follower.endOffset;
  }
  return least;
}

/** A follower has fetched from an offset: it has everything below. Answers whether that is new. */
export function noteFetch(
  node: KafkaNode,
  of: TopicPartition,
  broker: number,
  offset: number,
): boolean {
  const follower = node.store.memory.leading.get(textOf(of))?.followers.get(broker);
  const log = logOf(node, of);
  if (follower === undefined || log === undefined) return false;
  const nowMs = nowMsOf(node);
  const isNew = follower.endOffset !== offset;
  if (offset >= log.endOffset) follower.caughtUpAtMs = nowMs;
  else if (offset >= follower.leaderEndOffset) follower.caughtUpAtMs = follower.fetchedAtMs;
  follower.endOffset = offset;
  follower.fetchedAtMs = nowMs;
  follower.leaderEndOffset = log.endOffset;
  expand(node, of, broker, offset);
  return isNew;
}

/** A follower that has all that is committed, and the leader's whole epoch begun, is in sync. */
function expand(node: KafkaNode, of: TopicPartition, broker: number, offset: number): void {
  const state = stateOfPartition(node, of);
  const leading = node.store.memory.leading.get(textOf(of));
  const log = logOf(node, of);
  if (state === undefined || leading === undefined || log === undefined) return;
  if (leading.asked !== null || state.isr.includes(broker)) return;
  if (!isAlive(node.store.disk.image, broker)) return;
  if (offset < log.highWatermark || offset < leading.epochStart) return;
  const joined = state.replicas.filter((each) => each === broker || state.isr.includes(each));
  askFor(node, of, joined);
}

/** The leader never changes the ISR by itself: it asks the controller, and asks again. */
function askFor(node: KafkaNode, of: TopicPartition, isr: readonly number[]): void {
  const { topic, partition } = of;
  const state = stateOfPartition(node, of);
  const leading = node.store.memory.leading.get(textOf(of));
  if (state === undefined || leading === undefined) return;
  leading.asked = isr;
  const { leaderEpoch, partitionEpoch } = state;
  const wish = { topic, partition, leaderEpoch, partitionEpoch, isr };
  node.send(controllerOf(node.topology), { type: 'alterPartition', ...wish });
  node.startTimer(ALTER_AGAIN, ALTER_AGAIN_MS, textOf(of));
}

export function alterAgain(node: KafkaNode, key: string): void {
  const asked = node.store.memory.leading.get(key)?.asked ?? null;
  if (asked !== null) askFor(node, partitionNamed(key), asked);
}

/** The controller will not have it: what it has instead comes as news of the cluster. */
export function alterAnswered(node: KafkaNode, packet: PacketOf<'alterPartitionReply'>): void {
  const { topic, partition, error } = packet;
  const leading = node.store.memory.leading.get(textOf({ topic, partition }));
  if (error === '' || leading === undefined) return;
  leading.asked = null;
  node.stopTimer(ALTER_AGAIN, textOf({ topic, partition }));
}

/** Twice in replica.lag.time.max.ms: who has not caught up for so long is not in sync any more. */
export function expireIsr(node: KafkaNode): void {
  const maxMs = lagTimeMaxMs(node);
  node.startTimer(ISR_EXPIRATION, maxMs / 2);
  if (!isRunning(node)) return;
  const nowMs = nowMsOf(node);
  for (const [key, { followers, asked }] of node.store.memory.leading) {
    const of = partitionNamed(key);
    const state = stateOfPartition(node, of);
    const log = logOf(node, of);
    if (state === undefined || log === undefined || asked !== null) continue;
    const left = state.isr.filter((broker) => {
      const follower = followers.get(broker);
      return follower === undefined || isCaughtUp(follower, log.endOffset, nowMs, maxMs);
    });
    if (left.length < state.isr.length) askFor(node, of, left);
  }
}

export const startIsrExpiration = (node: KafkaNode): void =>
  node.startTimer(ISR_EXPIRATION, lagTimeMaxMs(node) / 2);
