/** What this model is and is not, for the fidelity page. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'sockets with a ping and an idle limit, kept in the memory of one process',
    'accept, number, log, store, acknowledge: in the order the design asks for',
    'three ways to hop to the server that holds the recipient’s socket',
    'an in-flight buffer of deliveries, resent until the device acknowledges',
    'an offline list, a replay of the stored conversation, receipts that wait for the sender',
    'several devices of one user: the user is delivered to, or each device with receipts of its own',
    'a client of Redis that looks for a promoted master by ROLE, follows MOVED and ASK, and gives up after so many tries; WAIT before a number is used',
    'who is let into a group, in a transaction with PostgreSQL that is tried again after 40001',
    'sealed messages: to each device its own copy, and the sender asked for another on request',
    'signed URLs for photos; in the wrong design also their bytes, in line with text on sockets, ' +
      'network card and processor',
  ],
  leavesOut: [
    'moving sockets away: a server that drains takes no new ones and keeps those it has',
    'TLS, framing and flow control of the socket',
    'the cost of a thread or a process for each socket',
    'authentication: a phone is who it says it is',
  ],
  assumes: 'a design of our own, after the pattern that interview texts describe',
  sources: [
    'RFC 6455 for the socket’s ping and close',
    'Apache Kafka 4.0 documentation for heartbeat.interval.ms',
  ],
};
