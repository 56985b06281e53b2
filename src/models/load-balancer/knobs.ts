/** The policy of the load balancer: which server gets a phone, and how many may come at once. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const loadBalancerKnobs = {
  balancing: {
    kind: 'choice',
    label: 'Which server',
    question: 'To which chat server does a new connection go?',
    options: {
      ring: 'To the next point on a hash ring: a user keeps their server, and few move when one joins.',
      jump: 'By jump hash of the user: as few move as can be, but only the last server may leave.',
      modulo: 'By the remainder of the user’s hash: nearly everybody moves when a server is added.',
      roundRobin: 'To each in turn.',
      leastConnections: 'To the one that holds the fewest.',
    },
    initial: 'ring',
  },
  ringPoints: {
    kind: 'number',
    label: 'Points on the ring',
    question: 'How many virtual nodes has each server on the hash ring?',
    unit: 'points',
    min: 1,
    max: 1000,
    initial: 100,
    source: 'Gryski: a hundred points keep a server within about 10 %',
  },
  loginsPerSecond: {
    kind: 'number',
    label: 'Logins a second',
    question: 'How many new connections can be set up in a second? 0 is any number.',
    unit: '1/s',
    min: 0,
    max: 1_000_000,
    initial: 0,
    source: 'our choice',
  },
  loginQueueLimit: {
    kind: 'number',
    label: 'Waiting logins at most',
    question: 'Beyond how many waiting logins are new ones refused?',
    unit: 'logins',
    min: 1,
    max: 1_000_000,
    initial: 10_000,
    source: 'our choice',
  },
  healthCheckMs: {
    kind: 'number',
    label: 'Health check every',
    question: 'How often is each chat server asked whether it is well?',
    unit: 'ms',
    min: 100,
    max: 600_000,
    initial: 5000,
    source: 'nginx and HAProxy: between 2 and 5 s',
  },
} as const satisfies KnobTable;

export type LoadBalancerKnobs = KnobValues<typeof loadBalancerKnobs>;
