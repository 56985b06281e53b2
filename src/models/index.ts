/** The components of the chat system, one folder each, and the protocol they share. */
import { cassandra } from './cassandra/index.ts';
import { cdn } from './cdn/index.ts';
import { chatServer } from './chat-server/index.ts';
import { crowd } from './crowd/index.ts';
import { kafka } from './kafka/index.ts';
import { keyRegistry } from './key-registry/index.ts';
import { loadBalancer } from './load-balancer/index.ts';
import { notificationService } from './notification-service/index.ts';
import { objectStore } from './object-store/index.ts';
import { phone } from './phone/index.ts';
import { postgresql } from './postgresql/index.ts';
import type { AnyComponent, ComponentKind } from './protocol/index.ts';
import { pushProvider } from './push-provider/index.ts';
import { redis } from './redis/index.ts';

export { blockFor } from './cassandra/index.ts';
export { fidelityPage, type FidelityEntry } from './fidelity.ts';
export { crowdPhones, CROWD_PHONES_MAX, startsOverMs, stretchMs } from './crowd/index.ts';
export { compileCrowdMachine, memberDelayMs } from './phone/index.ts';
export * from './protocol/index.ts';
export * as transport from './transport/index.ts';

/** Every kind of component that a scenario can deploy. */
export const components: Readonly<Record<ComponentKind, AnyComponent>> = {
  phone,
  'load-balancer': loadBalancer,
  'chat-server': chatServer,
  redis,
  kafka,
  cassandra,
  'notification-service': notificationService,
  'push-provider': pushProvider,
  'key-registry': keyRegistry,
  'object-store': objectStore,
  cdn,
  crowd,
  postgresql,
};
