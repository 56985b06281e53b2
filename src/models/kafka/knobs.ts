/** The policies of the log that a candidate argues about, with Kafka's own names and defaults. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const kafkaKnobs = {
  sessionTimeoutMs: {
    kind: 'number',
    label: 'session.timeout.ms',
    question: 'How long may a consumer be silent before its partitions go to others?',
    unit: 'ms',
    min: 1000,
    max: 1_800_000,
    initial: 45_000,
    source: 'Kafka 4.0: session.timeout.ms 45000',
  },
  replicas: {
    kind: 'number',
    label: 'replication.factor',
    question: 'On how many brokers does each partition of a new topic lie?',
    unit: 'brokers',
    min: 1,
    max: 9,
    initial: 1,
    source: 'Kafka 4.0: default.replication.factor 1',
  },
  minInSyncReplicas: {
    kind: 'number',
    label: 'min.insync.replicas',
    question: 'With acks=all, how many replicas must be in sync for a record to be taken?',
    unit: 'brokers',
    min: 1,
    max: 9,
    initial: 1,
    source: 'Kafka 4.0: min.insync.replicas 1',
  },
  uncleanElection: {
    kind: 'choice',
    label: 'unclean.leader.election.enable',
    question: 'When every replica in sync is gone, may one that is behind lead?',
    options: {
      no: 'No: the partition is offline until one that was in sync is back.',
      yes: 'Yes: it can be written to again, and what the new leader lacks is lost.',
    },
    initial: 'no',
  },
} as const satisfies KnobTable;

export type KafkaKnobs = KnobValues<typeof kafkaKnobs>;
