/** Deployments by a few words: phones, servers and stores in the order in which the stage draws them. */
import type { ComponentKind, NodeSpec, ServiceSpec } from '../models/index.ts';
import type { LinkClass, LinkSpec } from './scenario.ts';

export type Platform = 'ios' | 'android';

export interface Deployment {
  /** Phones by name; the name is also the user's. */
  readonly phones: Readonly<Record<string, Platform>>;
  readonly servers: readonly string[];
  /** Stores and push; a balancer is always there. */
  readonly with: readonly Exclude<ComponentKind, 'phone' | 'chat-server' | 'load-balancer'>[];
  /** A service station for each chat server; none means that work takes no time. */
  readonly service?: ServiceSpec;
  /** Of the log, when `with` has it. Several have a controller beside them. One when left out. */
  readonly brokers?: number;
  /** Nodes of the table, when `with` has it: two or more are a ring. One when left out. */
  readonly ring?: number;
  readonly settings?: Readonly<Partial<Record<ComponentKind, NodeSpec['settings']>>>;
}

/** Names that the stage and the lessons use for the nodes of which there is one. */
const SINGLE_NAMES: Partial<Record<ComponentKind, string>> = {
  'load-balancer': 'balancer',
  redis: 'redis',
  kafka: 'kafka',
  cassandra: 'cassandra',
  'notification-service': 'notifier',
  'push-provider': 'push',
  'key-registry': 'keys',
  'object-store': 'bucket',
  cdn: 'edge',
  crowd: 'crowd',
  postgresql: 'postgres',
};

export function deploy(deployment: Deployment): readonly NodeSpec[] {
  const settings = (kind: ComponentKind) => deployment.settings?.[kind] ?? {};
  const single = (kind: ComponentKind): NodeSpec => ({
    name: SINGLE_NAMES[kind] ?? kind,
    kind,
    settings: settings(kind),
  });
  return [
    ...Object.entries(deployment.phones).map(([name, platform]) => ({
      name,
      kind: 'phone' as const,
      settings: { ...settings('phone'), user: name, platform },
    })),
    single('load-balancer'),
    ...deployment.servers.map((name) => ({
      name,
      kind: 'chat-server' as const,
      settings: settings('chat-server'),
      ...(deployment.service === undefined ? {} : { service: deployment.service }),
    })),
    ...deployment.with.flatMap((kind) => {
      if (kind === 'kafka') return brokersLike(single(kind), deployment.brokers ?? 1);
      if (kind === 'cassandra') return ringLike(single(kind), deployment.ring ?? 1);
      return [single(kind)];
    }),
  ];
}

/** kafka-1, kafka-2, ... and kafka-controller; one broker is kafka, and decides for itself. */
function brokersLike(one: NodeSpec, count: number): readonly NodeSpec[] {
  if (count <= 1) return [one];
  const { name, settings } = one;
  return [
    ...Array.from({ length: count }, (_, at) => ({ ...one, name: `${name}-${at + 1}` })),
    { ...one, name: `${name}-controller`, settings: { ...settings, role: 'controller' } },
  ];
}

/** cassandra-1, cassandra-2, ...; one node is cassandra, and stands for a whole cluster. */
function ringLike(one: NodeSpec, count: number): readonly NodeSpec[] {
  if (count <= 1) return [one];
  return Array.from({ length: count }, (_, at) => ({ ...one, name: `${one.name}-${at + 1}` }));
}

/** One country, one data centre. Our choice, of the order that operators publish for 4G and LANs. */
export const USUAL_NETWORK: Readonly<Record<LinkClass, LinkSpec>> = {
  mobile: { floorMs: 30, jitterMs: 20, loss: 0 },
  datacentre: { floorMs: 0.3, jitterMs: 0.4, loss: 0 },
  push: { floorMs: 80, jitterMs: 120, loss: 0 },
};
