/** How a chat server writes to the log: the policies of a Kafka producer. */
import type { KnobTable } from '../protocol/index.ts';

export const logKnobs = {
  produceRetries: {
    kind: 'number',
    label: 'retries',
    question: 'How often does the producer itself send a record again that was not acknowledged?',
    unit: 'times',
    min: 0,
    max: 2_147_483_647,
    initial: 0,
    source: 'our choice: never, the phone tries again; Kafka 4.0: 2147483647',
  },
  idempotence: {
    kind: 'choice',
    label: 'enable.idempotence',
    question: 'Does the leader know a record that the producer sends a second time?',
    options: {
      off: 'No: a retry whose first attempt was written is written twice.',
      on: 'Yes: each record has a number, and a known one is acknowledged without being written.',
    },
    initial: 'off',
  },
} as const satisfies KnobTable;
