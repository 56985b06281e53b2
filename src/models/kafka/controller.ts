/** The controller: it notices who is gone, elects leaders, and tells every broker. */
import type { ClusterImage, NewTopic, PacketOf, PartitionState } from '../protocol/index.ts';
import { isAlive, placeTopic } from './cluster.ts';
import { textOf, type TopicPartition } from './consumer-group.ts';
import { changed, elect, without } from './elections.ts';
import { type KafkaNode, settingMs } from './node.ts';
import { DRAWN_PARTITION } from './replica-machine.ts';

export const BROKER_SESSION = 'brokerSession';
/** broker.session.timeout.ms of Kafka. */
const SESSION_TIMEOUT_MS = 9000;

/** A controller that starts gives every broker a whole session to be heard of. */
export function startController(node: KafkaNode): void {
  node.step({ type: 'controls' });
  for (const { node: broker, isFenced } of node.store.disk.image.brokers) {
    if (!isFenced) expectHeartbeat(node, broker);
  }
  noteDrawn(node);
}

function expectHeartbeat(node: KafkaNode, broker: number): void {
  const delayMs = settingMs(node.spec, 'brokerSessionTimeoutMs', SESSION_TIMEOUT_MS);
  node.startTimer(BROKER_SESSION, delayMs, `${broker}`);
}

/**
 * A broker is there. A new process registers only when the session of its former life is over; it
 * is let in when it knows what the controller knew when it came.
 */
export function brokerHeard(
  node: KafkaNode,
  { life, version }: PacketOf<'brokerHeartbeat'>,
  from: number,
): void {
  const { image } = node.store.disk;
  const broker = image.brokers.find((each) => each.node === from);
  if (broker === undefined) return;
  if (broker.life !== life && !broker.isFenced) {
    const error = 'DUPLICATE_BROKER_REGISTRATION';
    return node.send(from, { type: 'brokerHeartbeatReply', error });
  }
  expectHeartbeat(node, from);
  if (broker.life !== life) {
    change(node, withBroker(image, { node: from, life, isFenced: true }));
  } else if (broker.isFenced && version >= image.version) {
    node.record('fenced', { broker: from, isFenced: false });
    electAll(node, withBroker(image, { node: from, life, isFenced: false }));
  } else if (version < image.version) {
    node.send(from, { type: 'metadataUpdate', image });
  }
  // A change of policy may let somebody lead who could not before.
  if (hasLeaderless(node.store.disk.image)) electAll(node, node.store.disk.image);
}

const hasLeaderless = ({ topics }: ClusterImage): boolean =>
  [...topics.values()].some((states) => states.some(({ leader }) => leader < 0));

/** No heartbeat for a whole session: the broker is fenced, and others lead in its place. */
export function brokerSilent(node: KafkaNode, broker: number): void {
  const { image } = node.store.disk;
  const known = image.brokers.find((each) => each.node === broker);
  if (known === undefined || known.isFenced) return;
  node.record('fenced', { broker, isFenced: true });
  const fenced = withBroker(image, { ...known, isFenced: true });
  electAll(
    node,
    eachPartition(fenced, (state) => without(state, broker)),
  );
}

const withBroker = (
  image: ClusterImage,
  broker: ClusterImage['brokers'][number],
): ClusterImage => ({
  ...image,
  brokers: image.brokers.map((each) => (each.node === broker.node ? broker : each)),
});

const eachPartition = (
  image: ClusterImage,
  alter: (state: PartitionState) => PartitionState,
): ClusterImage => ({
  ...image,
  topics: new Map([...image.topics].map(([topic, states]) => [topic, states.map(alter)])),
});

function electAll(node: KafkaNode, image: ClusterImage): void {
  const alive = image.brokers.filter(({ isFenced }) => !isFenced).map((each) => each.node);
  const isUncleanAllowed = node.knobs.uncleanElection === 'yes';
  change(
    node,
    eachPartition(image, (state) => elect(state, { alive, isUncleanAllowed })),
  );
}

/** The new truth is written down and told to every broker; a truth that is not new is not. */
function change(node: KafkaNode, image: ClusterImage): void {
  const { disk } = node.store;
  const before = disk.image;
  if (!isNew(before, image)) return;
  disk.image = { ...image, version: before.version + 1 };
  noteChanges(node, before, disk.image);
  noteDrawn(node);
  for (const broker of disk.image.brokers) {
    node.send(broker.node, { type: 'metadataUpdate', image: disk.image });
  }
}

const epochsOf = (states: readonly PartitionState[]): string =>
  states.map(({ partitionEpoch }) => partitionEpoch).join(' ');

function isNew(before: ClusterImage, after: ClusterImage): boolean {
  const haveBrokersChanged = after.brokers.some((broker, at) => {
    const known = before.brokers[at];
    return known?.life !== broker.life || known.isFenced !== broker.isFenced;
  });
  if (haveBrokersChanged) return true;
  return [...after.topics].some(
    ([topic, states]) => epochsOf(before.topics.get(topic) ?? []) !== epochsOf(states),
  );
}

function noteChanges(node: KafkaNode, before: ClusterImage, after: ClusterImage): void {
  for (const [topic, states] of after.topics) {
    // What Kafka keeps for itself carries no message.
    if (topic.startsWith('__')) continue;
    states.forEach((state, at) => {
      const known = before.topics.get(topic)?.[at];
      if (known?.partitionEpoch === state.partitionEpoch) return;
      noteChange(node, { topic, partition: at }, state, known);
    });
  }
}

function noteChange(
  node: KafkaNode,
  of: TopicPartition,
  { leader, leaderEpoch: epoch, isr }: PartitionState,
  known: PartitionState | undefined,
): void {
  const partition = textOf(of);
  if (known?.leaderEpoch !== epoch) node.record('elected', { partition, leader, epoch });
  if (known !== undefined && known.isr.join() === isr.join()) return;
  const names = isr.map((broker) => node.topology.nodes[broker]?.name ?? '');
  node.record('inSync', { partition, replicas: names.join(' '), epoch });
}

function noteDrawn(node: KafkaNode): void {
  for (const [topic, states] of node.store.disk.image.topics) {
    states.forEach(({ leader }, partition) => {
      if (textOf({ topic, partition }) !== DRAWN_PARTITION) return;
      node.step({ type: leader < 0 ? 'hasNoLeader' : 'hasLeader' });
    });
  }
}

/** auto.create.topics.enable: a broker was asked for a topic that does not exist. */
export function createTopic(
  node: KafkaNode,
  { topic, partitions, replicas }: NewTopic,
  from: number,
): void {
  const { image } = node.store.disk;
  if (image.topics.has(topic)) return node.send(from, { type: 'metadataUpdate', image });
  const error = refusalOf(image, { partitions, replicas });
  if (error !== '') return node.send(from, { type: 'createTopicReply', topic, error });
  const placed = placeTopic(image, { partitions, replicas });
  change(node, { ...image, topics: new Map([...image.topics, [topic, placed] as const]) });
}

function refusalOf(
  { brokers }: ClusterImage,
  { partitions, replicas }: Omit<NewTopic, 'topic'>,
): string {
  if (!(partitions >= 1)) return 'INVALID_PARTITIONS';
  return replicas >= 1 && replicas <= brokers.length ? '' : 'INVALID_REPLICATION_FACTOR';
}

/** A leader asks to have somebody counted in sync, or no more. */
export function alterPartition(
  node: KafkaNode,
  packet: PacketOf<'alterPartition'>,
  from: number,
): void {
  const { topic, partition, isr } = packet;
  const { image } = node.store.disk;
  const state = image.topics.get(topic)?.[partition];
  const error = alterRefusal(image, state, packet, from);
  node.send(from, { type: 'alterPartitionReply', topic, partition, error });
  if (error !== '' || state === undefined) return;
  const altered = changed({ ...state, isr }, state.leaderEpoch);
  const states = [...(image.topics.get(topic) ?? [])];
  states[partition] = altered;
  change(node, { ...image, topics: new Map([...image.topics, [topic, states] as const]) });
}

function alterRefusal(
  image: ClusterImage,
  state: PartitionState | undefined,
  { leaderEpoch, partitionEpoch, isr }: PacketOf<'alterPartition'>,
  from: number,
): string {
  if (state === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION';
  if (leaderEpoch < state.leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (state.leader !== from || !isr.includes(from)) return 'INVALID_REQUEST';
  if (partitionEpoch !== state.partitionEpoch) return 'INVALID_UPDATE_VERSION';
  return isr.every((broker) => isAlive(image, broker)) ? '' : 'INELIGIBLE_REPLICA';
}
