/** The policies of a chat server as a client of Redis. */
import type { KnobTable } from '../protocol/index.ts';

export const redisClientKnobs = {
  counterReplicas: {
    kind: 'number',
    label: 'Replicas that must have the number',
    question: 'How many replicas must have a number before a message bears it (WAIT)?',
    unit: 'replicas',
    min: 0,
    max: 5,
    initial: 0,
    source: 'our choice: Redis itself waits for none',
  },
  redisRetries: {
    kind: 'number',
    label: 'Redis is tried again',
    question:
      'How often does a server follow a redirection or look for the master, for one command?',
    unit: 'tries',
    min: 0,
    max: 20,
    initial: 8,
    source: 'our choice: with half a second between them, long enough for a failover of 4 s',
  },
  redisRetryMs: {
    kind: 'number',
    label: 'Wait before Redis is tried again',
    question: 'How long does a server wait while no node is master?',
    unit: 'ms',
    min: 10,
    max: 10_000,
    initial: 500,
    source: 'our choice',
  },
  homing: {
    kind: 'choice',
    label: 'Regions: where an entry lives',
    question: 'In which region’s Redis are map, presence, lists and counters?',
    options: {
      one: 'All in the first one’s: every other region asks across the ocean.',
      users:
        'A user’s in the home of the user, a conversation’s where its first member is at home.',
    },
    initial: 'one',
  },
} as const satisfies KnobTable;
