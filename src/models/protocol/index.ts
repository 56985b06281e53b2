/** What every component may share: packets, records, knobs, stores, and the shape of a component. */
export * from './cassandra-packets.ts';
export * from './component.ts';
export * from './enums.ts';
export * from './kafka-packets.ts';
export * from './knobs.ts';
export * from './members.ts';
export * from './media-packets.ts';
export { murmur2, partitionOf } from './murmur2.ts';
export * from './packets.ts';
export * from './push-packets.ts';
export * from './readable.ts';
export * from './records.ts';
export * from './redis-packets.ts';
export * from './sealer.ts';
export * from './sealing.ts';
export * from './signed-url.ts';
export * from './store.ts';
export * from './topology.ts';
