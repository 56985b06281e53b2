/** Who is a broker and who the controller, and what the deployment says of them. Pure. */
import {
  type ClusterImage,
  type NodeSpec,
  type PartitionState,
  type Topology,
} from '../protocol/index.ts';

/** The topic in which committed offsets and settled groups are kept. */
export const OFFSETS_TOPIC = '__consumer_offsets';
/** offsets.topic.num.partitions of Kafka. */
const OFFSETS_PARTITIONS = 50;
/** Kafka's default num.partitions is 1; six let three consumers share, and more than six idle. */
const PARTITIONS = 6;

/** process.roles=controller: it leads no partition, and says who does. */
export const isController = (spec: NodeSpec): boolean => spec.settings['role'] === 'controller';

const isControllerAt = (topology: Topology, node: number): boolean =>
  isController(topology.nodes[node] as NodeSpec);

export const brokersOf = (topology: Topology): readonly number[] =>
  topology.ofKind('kafka').filter((node) => !isControllerAt(topology, node));

/** -1 when there is none: then one broker is all, and decides for itself. */
export const controllerOf = (topology: Topology): number =>
  topology.ofKind('kafka').find((node) => isControllerAt(topology, node)) ?? -1;

/** A server's own topic has one partition, and so has every topic that `single` lists. */
export function partitionCount(spec: NodeSpec, topic: string): number {
  if (topic === OFFSETS_TOPIC) {
    return Number(spec.settings['offsetsPartitions'] ?? OFFSETS_PARTITIONS);
  }
  if (topic.startsWith('server-') || isListed(spec, 'single', topic)) return 1;
  return Number(spec.settings['partitions'] ?? PARTITIONS);
}

/** Whether a setting that lists topics, as in `receipts, presence`, names this one. */
export const isListed = (spec: NodeSpec, setting: string, topic: string): boolean =>
  String(spec.settings[setting] ?? '')
    .split(',')
    .some((name) => name.trim() === topic);

/** At the beginning of a run the cluster has long been up: all brokers are in, without a topic. */
export const firstImage = (topology: Topology): ClusterImage => ({
  version: 1,
  brokers: brokersOf(topology).map((node) => ({ node, life: 1, isFenced: false })),
  topics: new Map(),
});

export const isAlive = (image: ClusterImage, node: number): boolean =>
  image.brokers.some((broker) => broker.node === node && !broker.isFenced);

/** Java's String.hashCode: a signed 32-bit integer. */
export function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  }
  return hash;
}

/** GroupMetadataManager.partitionFor: Utils.abs of the hash, which makes 0 of the least integer. */
export const offsetsPartitionOf = (group: string, partitions: number): number => {
  const hash = javaHash(group);
  return (hash === -0x80000000 ? 0 : Math.abs(hash)) % partitions;
};

/**
 * Replicas of each partition of a new topic: neighbours in the order of the brokers, the first one
 * leads. Kafka begins anywhere; ours at the first broker, so that pictures agree. Fenced brokers
 * come last, and are not in sync.
 */
export function placeTopic(
  image: ClusterImage,
  { partitions, replicas }: { readonly partitions: number; readonly replicas: number },
): readonly PartitionState[] {
  const alive = image.brokers.filter(({ isFenced }) => !isFenced).map(({ node }) => node);
  const fenced = image.brokers.filter(({ isFenced }) => isFenced).map(({ node }) => node);
  return Array.from({ length: partitions }, (_, partition) => {
    const turned = alive.map((_broker, at) => alive[(partition + at) % alive.length]!);
    const chosen = [...turned, ...fenced].slice(0, replicas);
    const isr = chosen.filter((node) => alive.includes(node));
    return {
      leader: isr[0] ?? -1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      replicas: chosen,
      isr: isr.length > 0 ? isr : chosen,
    };
  });
}

/** Throws a sentence for a deployment that cannot work. */
export function refuseImpossible(spec: NodeSpec, topology: Topology): void {
  const refuse = (sentence: string): never => {
    throw new Error(`node "${spec.name}": ${sentence}`);
  };
  const role = spec.settings['role'] ?? 'broker';
  if (role !== 'broker' && role !== 'controller') {
    refuse(`role is "${role}"; use broker or controller, or leave it out`);
  }
  const controllers = topology.ofKind('kafka').length - brokersOf(topology).length;
  if (controllers > 1) refuse('there is more than one controller; this model has one');
  if (brokersOf(topology).length === 0) refuse('there is a controller, but no broker to control');
  if (brokersOf(topology).length > 1 && controllers === 0) {
    refuse('several brokers need a controller: give one more Kafka node the role controller');
  }
  const partitions = partitionCount(spec, 'messages');
  if (!(partitions >= 1 && Math.floor(partitions) === partitions)) {
    refuse(`partitions is ${partitions}; a topic has at least one`);
  }
}
