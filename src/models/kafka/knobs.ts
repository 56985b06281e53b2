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
} as const satisfies KnobTable;

export type KafkaKnobs = KnobValues<typeof kafkaKnobs>;
