/** Kafka, one broker: partitions, offsets and consumer groups. */
export { kafka } from './component.ts';
