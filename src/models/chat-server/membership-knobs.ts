/** The policies about who is in a group: where it is known, and how two adds at once are kept apart. */
import type { KnobTable } from '../protocol/index.ts';

export const membershipKnobs = {
  membersFrom: {
    kind: 'choice',
    label: 'Members of a group',
    question: 'Where does a server read who is in a conversation?',
    options: {
      deployment: 'In its configuration: membership never changes.',
      postgresql: 'In the table of members, for every message: whoever was let in is sent it.',
    },
    initial: 'deployment',
  },
  membershipIsolation: {
    kind: 'choice',
    label: 'Isolation of an add',
    question: 'At which level does the transaction run that lets somebody into a group?',
    options: {
      readCommitted: 'READ COMMITTED: each statement sees what was committed before it.',
      repeatableRead: 'REPEATABLE READ: all statements see what was committed before the first.',
      serializable: 'SERIALIZABLE: as if one came after the other, or an error and another try.',
    },
    initial: 'serializable',
  },
  capCheck: {
    kind: 'choice',
    label: 'The cap of a group',
    question: 'How does an add make sure that the group is not full?',
    options: {
      countThenInsert: 'It counts the members, then inserts one: two steps, and a race between.',
      lockGroupRow: 'The same, with the row of the group locked first (FOR UPDATE).',
      counterRow: 'It raises a counter in the row of the group where that is below the cap.',
    },
    initial: 'countThenInsert',
  },
  memberCap: {
    kind: 'number',
    label: 'Members at most',
    question: 'How many members may a group have?',
    unit: 'members',
    min: 2,
    max: 1024,
    initial: 1024,
    source: 'the limit of WhatsApp’s groups since November 2022, by the press',
  },
  membershipRetries: {
    kind: 'number',
    label: 'Tries again after 40001',
    question: 'How often is an add tried again that the database could not serialize?',
    unit: 'tries',
    min: 0,
    max: 10,
    initial: 3,
    source: 'our choice: PostgreSQL only says that applications must be prepared to retry',
  },
} as const satisfies KnobTable;
