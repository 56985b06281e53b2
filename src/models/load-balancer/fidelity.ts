/** What the load balancer models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'a hash ring with virtual nodes over user names, jump hash, the remainder of a hash',
    'round robin and least connections',
    'a login queue with a fixed service rate, and shedding while it is over its limit',
    'active health checks: two unanswered ones in a row, and a server gets no new sockets',
    'the next server when one refuses or does not answer in time',
  ],
  leavesOut: [
    'TLS: its cost is in the login rate',
    'closed connections are noticed only when the phone comes back or its server is given up',
    'passive health: a slow answer to a phone does not count against a server',
    'several balancers behind one address',
  ],
  assumes: '100 points on the ring for each server. Timeouts are our choice.',
  sources: [
    'Lamping and Veach, A Fast, Minimal Memory, Consistent Hash Algorithm, arXiv:1406.2294',
    'Gryski, Consistent Hashing: Algorithmic Tradeoffs: 100 points give a deviation of about 10 %',
  ],
};
