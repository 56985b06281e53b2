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

/** In the order in which a message meets them. */
export const fidelityPage: readonly FidelityEntry[] = [
  { title: 'Phone', ...phone.fidelity },
  { title: 'Crowd', ...crowd.fidelity },
  { title: 'Transport', ...transportFidelity },
  { title: 'Load balancer', ...loadBalancer.fidelity },
  { title: 'Chat server', ...chatServer.fidelity },
  { title: 'Service queues', ...queueFidelity },
  { title: 'Redis', ...redis.fidelity },
  { title: 'Kafka', ...kafka.fidelity },
  { title: 'Cassandra', ...cassandra.fidelity },
  { title: 'PostgreSQL', ...postgresql.fidelity },
  { title: 'Key registry', ...keyRegistry.fidelity },
  { title: 'Sealing by real cryptography', ...cryptographyFidelity },
  { title: 'Object store', ...objectStore.fidelity },
  { title: 'CDN', ...cdn.fidelity },
  { title: 'Notification service', ...notificationService.fidelity },
  { title: 'Push providers', ...pushProvider.fidelity },
];
