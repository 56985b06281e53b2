/** Cassandra: one node for a cluster, or a ring: rows by conversation and sequence, and an outbox. */
export { cassandra } from './component.ts';
export { blockFor } from './consistency.ts';
