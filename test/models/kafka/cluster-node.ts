/** One broker of a cluster of two, without a world: what it has heard, and what it is asked. */
import { kafka } from '../../../src/models/kafka/index.ts';
import type { ClusterImage, PartitionState } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

export const nodes = [
  { name: 'kafka-1', kind: 'kafka' as const },
  { name: 'kafka-2', kind: 'kafka' as const },
  { name: 'controller', kind: 'kafka' as const, settings: { role: 'controller' } },
  { name: 'server-1', kind: 'chat-server' as const },
];
export const [ONE, TWO, SERVER] = [0, 1, 3];
export const settings = { partitions: 1, offsetsPartitions: 1 };

export const stateOf = (state: Partial<PartitionState>): PartitionState => ({
  leader: ONE,
  leaderEpoch: 0,
  partitionEpoch: 0,
  replicas: [ONE, TWO],
  isr: [ONE, TWO],
  ...state,
});

const imageOf = (version: number, topics: Record<string, PartitionState[]>): ClusterImage => ({
  version,
  brokers: [ONE, TWO].map((node) => ({ node, life: 1, isFenced: false })),
  topics: new Map(Object.entries(topics)),
});

/** kafka-1, after it has heard of these topics. */
export function broker(topics: Record<string, PartitionState[]> = { messages: [stateOf({})] }) {
  const fake = fakeNode(kafka, {
    name: 'kafka-1',
    settings,
    topology: { nodes },
    knobs: { replicas: 2 },
  });
  fake.advanceMs(0);
  const hear = (version: number, heard: Record<string, PartitionState[]>) =>
    fake.deliver({ type: 'metadataUpdate', image: imageOf(version, heard) }, 'controller');
  hear(2, topics);
  fake.answers();
  return { fake, hear };
}
