/** What a crowd stands for, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'each member runs the connection machine of a drawn phone, with its own attempts, waits and timers',
    'members and drawn phones stand in one line at the load balancer',
    'half-open sockets, heartbeats and the reset of sockets when a server process dies',
  ],
  leavesOut: [
    'members write no messages, move through no app states and use no radio',
    'a member’s login costs the balancer its time, but no lookup in Redis',
    'the trace holds counts for each stretch of time; a single member’s records when it is watched',
  ],
  assumes: 'our phone, as many times as the crowd has members',
  sources: ['our choice'],
};
