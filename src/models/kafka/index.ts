/** Kafka, one broker: partitions, offsets and consumer groups. */
export { kafka } from './component.ts';
export { kafkaKnobs } from './knobs.ts';
export type { KafkaNode } from './node.ts';
export { KafkaStore } from './store.ts';
