/** A broker in its cluster: it reports to the controller, and does what the metadata says. */
import type { PacketOf, PartitionState } from '../protocol/index.ts';
import { commitFurther } from './appending.ts';
import { controllerOf } from './cluster.ts';
import { textOf, type TopicPartition } from './consumer-group.ts';
import { shareNewPartitions } from './coordinator.ts';
import { dismissFetches } from './fetching.ts';
import { fetchFromLeaders } from './follower.ts';
import { ALTER_AGAIN, startIsrExpiration } from './in-sync.ts';
import { noteEpoch } from './leader-epochs.ts';
import { type KafkaNode, nowMsOf, settingMs, startMs } from './node.ts';
import { resignGroups, takeOverGroups } from './group-moves.ts';
import { emptyLog, type PartitionLog } from './partition-log.ts';
import { settleProduces } from './held-produces.ts';
import { answerHeldReplicas } from './replica-answers.ts';
import { DRAWN_PARTITION } from './replica-machine.ts';

export const HEARTBEAT = 'brokerHeartbeat';
export const CHECKPOINT = 'checkpoint';
/** broker.heartbeat.interval.ms of Kafka. */
const HEARTBEAT_MS = 2000;
/** replica.high.watermark.checkpoint.interval.ms of Kafka. */
const CHECKPOINT_MS = 5000;

/** A broker of a cluster starts: at first all is well already, later it has to be let in again. */
export function joinCluster(node: KafkaNode): void {
  const { disk } = node.store;
  const isFirst = disk.starts === 1;
  for (const log of disk.logs.values()) log.highWatermark = log.checkpoint;
  node.step({ type: isFirst ? 'letIn' : 'registers' });
  node.startTimer(HEARTBEAT, isFirst ? heartbeatMs(node) : startMs(node.spec));
  node.startTimer(CHECKPOINT, CHECKPOINT_MS);
  startIsrExpiration(node);
}

const heartbeatMs = (node: KafkaNode): number =>
  settingMs(node.spec, 'brokerHeartbeatIntervalMs', HEARTBEAT_MS);

export function reportToController(node: KafkaNode): void {
  const { starts: life, image } = node.store.disk;
  const { version } = image;
  node.send(controllerOf(node.topology), { type: 'brokerHeartbeat', life, version });
  node.startTimer(HEARTBEAT, heartbeatMs(node));
}

/** The high watermarks are written down: a restart knows them as they were then. */
export function checkpointAll(node: KafkaNode): void {
  for (const log of node.store.disk.logs.values()) log.checkpoint = log.highWatermark;
  node.startTimer(CHECKPOINT, CHECKPOINT_MS);
}

/** The controller has news: this broker leads, follows, or waits, partition by partition. */
export function applyImage(node: KafkaNode, { image }: PacketOf<'metadataUpdate'>): void {
  const { disk } = node.store;
  if (image.version <= disk.image.version) return;
  const before = disk.image;
  disk.image = image;
  const own = image.brokers.find((broker) => broker.node === node.index);
  if (own?.life === disk.starts) noteOwn(node, own.isFenced);
  if (node.state('membership') === 'registering') return;
  for (const [topic, states] of image.topics) {
    states.forEach((state, partition) => {
      if (!state.replicas.includes(node.index)) return;
      const known = before.topics.get(topic)?.[partition];
      if (known?.partitionEpoch === state.partitionEpoch) return;
      become(node, { topic, partition }, state);
    });
  }
  fetchFromLeaders(node);
  shareNewPartitions(node);
}

/** Who has just been registered reports at once: it is let in when it knows the metadata. */
function noteOwn(node: KafkaNode, isFenced: boolean): void {
  if (node.state('membership') === 'registering') node.startTimer(HEARTBEAT, 0);
  node.step({ type: isFenced ? 'fencedOff' : 'letIn' });
}

function become(node: KafkaNode, of: TopicPartition, state: PartitionState): void {
  const { disk, memory } = node.store;
  const key = textOf(of);
  if (!disk.logs.has(key)) disk.logs.set(key, emptyLog());
  memory.delayedUntilMs.delete(key);
  if (key === DRAWN_PARTITION) node.step({ type: roleIn(state, node.index) });
  if (state.leader === node.index) lead(node, of, state);
  else resign(node, of);
  answerHeldReplicas(node, key);
}

function roleIn({ leader, isr }: PartitionState, node: number) {
  if (leader < 0) return 'leaderIsGone' as const;
  if (leader === node) return 'leads' as const;
  return isr.includes(node) ? ('isInSync' as const) : ('fallsBehind' as const);
}

/** In a new epoch all is begun anew; in the same one only who is in sync has changed. */
function lead(node: KafkaNode, of: TopicPartition, state: PartitionState): void {
  const { leading } = node.store.memory;
  const key = textOf(of);
  const log = node.store.disk.logs.get(key) as PartitionLog;
  const present = leading.get(key);
  if (present?.leaderEpoch === state.leaderEpoch) {
    present.asked = null;
    node.stopTimer(ALTER_AGAIN, key);
  } else {
    noteEpoch(log.epochs, state.leaderEpoch, log.endOffset);
    const others = state.replicas.filter((broker) => broker !== node.index);
    const nowMs = nowMsOf(node);
    leading.set(key, {
      leaderEpoch: state.leaderEpoch,
      epochStart: log.endOffset,
      followers: new Map(others.map((broker) => [broker, unheard(state, broker, nowMs)])),
      asked: null,
    });
    takeOverGroups(node, of);
  }
  commitFurther(node, of);
}

/** Who is in sync is taken to be caught up until it fetches, or fails to for too long. */
const unheard = ({ isr }: PartitionState, broker: number, nowMs: number) => ({
  endOffset: -1,
  caughtUpAtMs: isr.includes(broker) ? nowMs : -Infinity,
  fetchedAtMs: -1,
  leaderEndOffset: -1,
  toldHighWatermark: -1,
});

/** It leads the partition no more, if it did: those who wait for it are told. */
function resign(node: KafkaNode, of: TopicPartition): void {
  const key = textOf(of);
  if (!node.store.memory.leading.delete(key)) return;
  node.stopTimer(ALTER_AGAIN, key);
  settleProduces(node, of);
  dismissFetches(node, of);
  resignGroups(node, of);
}
