/** Cassandra, one node for a cluster: rows by conversation and sequence, and an outbox. */
export { cassandra } from './component.ts';
export type { CassandraNode } from './component.ts';
export { cassandraKnobs } from './knobs.ts';
export { CassandraStore } from './store.ts';
