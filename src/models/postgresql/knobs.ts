/** The policy of PostgreSQL that a candidate argues about: what a commit waits for. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const postgresqlKnobs = {
  synchronousCommit: {
    kind: 'choice',
    label: 'synchronous_commit',
    question: 'What does COMMIT wait for?',
    options: {
      on: 'Until its log (WAL) is on disk: what is answered survives a crash.',
      off: 'Nothing: a crash loses what was answered in the last moments, but tears nothing apart.',
    },
    initial: 'on',
  },
} as const satisfies KnobTable;

export type PostgresqlKnobs = KnobValues<typeof postgresqlKnobs>;
