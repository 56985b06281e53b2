/** What a candidate argues about with Cassandra: how many copies, who repairs them, how long. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const cassandraKnobs = {
  storeReplicas: {
    kind: 'number',
    label: 'Replication factor',
    question: 'How many nodes of the ring keep a copy of each row?',
    unit: 'copies',
    min: 1,
    max: 7,
    initial: 1,
    source: 'our choice: one node stands for the whole cluster unless a scenario deploys more',
  },
  hintedHandoff: {
    kind: 'choice',
    label: 'Hinted handoff',
    question: 'What does a coordinator do with a write for a replica that is down?',
    options: {
      on: 'It keeps the write as a hint, and hands it over when the replica is back.',
      off: 'Nothing: the replica lacks the write until a repair.',
    },
    initial: 'on',
  },
  hintWindowMs: {
    kind: 'number',
    label: 'max_hint_window',
    question: 'For how long are hints kept for a replica that is down?',
    unit: 'ms',
    min: 0,
    max: 30 * 86_400_000,
    initial: 10_800_000,
    source: 'cassandra.yaml: max_hint_window 3h',
  },
  readRepair: {
    kind: 'choice',
    label: 'Read repair',
    question: 'What happens when a read finds that its replicas differ?',
    options: {
      BLOCKING: 'The newer cells are written to those that lack them, before the answer.',
      NONE: 'The newer cells are answered, and the replicas stay as they are.',
    },
    initial: 'BLOCKING',
  },
  gcGraceMs: {
    kind: 'number',
    label: 'gc_grace_seconds',
    question: 'How long does a tombstone stay before compaction may drop it?',
    unit: 'ms',
    min: 0,
    max: 365 * 86_400_000,
    initial: 864_000_000,
    source: 'TableParams.java: gc_grace_seconds 864000 (10 days)',
  },
  repairEveryMs: {
    kind: 'number',
    label: 'Anti-entropy repair',
    question: 'How often does a node compare its copies with the other replicas? 0 is never.',
    unit: 'ms',
    min: 0,
    max: 365 * 86_400_000,
    initial: 604_800_000,
    source: 'our choice: a week, well within the ten days of gc_grace_seconds',
  },
} as const satisfies KnobTable;

export type CassandraKnobs = KnobValues<typeof cassandraKnobs>;
