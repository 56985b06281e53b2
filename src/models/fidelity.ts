/** The fidelity page’s data: what each model models, what it leaves out, and whose figures it uses. */
import { cassandra } from './cassandra/index.ts';
import { cdn } from './cdn/index.ts';
import { chatServer } from './chat-server/index.ts';
// Not by its door: the page lists it without loading any cryptography.
import { fidelity as cryptographyFidelity } from './cryptography/fidelity.ts';
import { crowd } from './crowd/index.ts';
import { kafka } from './kafka/index.ts';
import { keyRegistry } from './key-registry/index.ts';
import { loadBalancer } from './load-balancer/index.ts';
import { notificationService } from './notification-service/index.ts';
import { objectStore } from './object-store/index.ts';
import { phone } from './phone/index.ts';
import { postgresql } from './postgresql/index.ts';
import type { Fidelity } from './protocol/index.ts';
import { pushProvider } from './push-provider/index.ts';
import { redis } from './redis/index.ts';
import { transportFidelity } from './transport/index.ts';

export interface FidelityEntry extends Fidelity {
  readonly title: string;
}

/** Service stations are the world's, but what they claim belongs on the same page. */
const queueFidelity: Fidelity = {
  models: [
    'c workers behind one queue with a limit; first come first served, or messages first',
    'fixed, exponential, Erlang and hyperexponential service times',
  ],
  leavesOut: ['interruption of work that has begun', 'time limits on waiting, and giving up'],
  assumes: 'A job’s service time is its own luck: it does not depend on who else is in the queue.',
  sources: [
    'closed forms: Erlang (1917), Pollaczek (1930), Burke (1956), Cobham (1954), Little (1961)',
  ],
};

/** Presence is the doing of phones, chat servers and Redis together. */
const presenceFidelity: Fidelity = {
  models: [
    'a heartbeat of each phone, by which its server sets a key in Redis that expires (SET ... PX)',
    'lost and late heartbeats: a key that runs out while its user is there, and comes back with the next',
    'last seen in the key that expires, or beside it; watchers who are told of changes by a server that looks again and again',
  ],
  leavesOut: [
    'keyspace notifications: nobody is told by Redis that a key has run out',
    'privacy: who may see whom, and times that are blurred on purpose',
    'one state for several devices of a user: whichever was heard last counts',
  ],
  assumes:
    'A design of our own: heartbeat 30 s, TTL 90 s. At 1 % loss a TTL of 30 s says offline of somebody who is there about 60 times an hour, 60 s 0.6 times, 90 s 0.006 times, by closed form and in runs.',
  sources: [
    'redis-doc: EXPIRE, SET',
    'arithmetic: a key survives k losses when TTL > (k+1) T + jitter',
  ],
};

/** Regions are a matter of the network and of where things are kept. */
const regionFidelity: Fidelity = {
  models: [
    'regions with a latency between them, on top of that within each; links between them that can be cut',
    'balancers and servers that serve the phones of their own region',
    'a home for each user and conversation: map, presence, lists and counters are in the Redis of that region, or all in one',
    'what crosses, counted by kind of packet',
  ],
  leavesOut: [
    'a region that takes over for another one, and names (DNS) that lead phones elsewhere',
    'moving a user’s home; replication of Redis between regions',
    'bandwidth and price of the long way',
  ],
  assumes: 'An ocean of 40 ms one way (our choice: some 6,000 km of glass and routers).',
  sources: ['light in glass travels about 200 km in a millisecond'],
};

/** In the order in which a message meets them. */
export const fidelityPage: readonly FidelityEntry[] = [
  { title: 'Phone', ...phone.fidelity },
  { title: 'Crowd', ...crowd.fidelity },
  { title: 'Transport', ...transportFidelity },
  { title: 'Load balancer', ...loadBalancer.fidelity },
  { title: 'Chat server', ...chatServer.fidelity },
  { title: 'Service queues', ...queueFidelity },
  { title: 'Redis', ...redis.fidelity },
  { title: 'Presence', ...presenceFidelity },
  { title: 'Kafka', ...kafka.fidelity },
  { title: 'Cassandra', ...cassandra.fidelity },
  { title: 'PostgreSQL', ...postgresql.fidelity },
  { title: 'Key registry', ...keyRegistry.fidelity },
  { title: 'Sealing by real cryptography', ...cryptographyFidelity },
  { title: 'Object store', ...objectStore.fidelity },
  { title: 'CDN', ...cdn.fidelity },
  { title: 'Notification service', ...notificationService.fidelity },
  { title: 'Push providers', ...pushProvider.fidelity },
  { title: 'Regions', ...regionFidelity },
];
