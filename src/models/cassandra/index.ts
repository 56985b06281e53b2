/** Cassandra, one node for a cluster: rows by conversation and sequence, and an outbox. */
export { cassandra } from './component.ts';
