/** Who is there: phones, balancer, servers, stores and push of a scenario block, as nodes in drawing order. */
import type { ComponentKind, NodeSpec } from '../../models/index.ts';
import type { WrittenNode, WrittenScenario } from '../written/scenario-schema.ts';
import type { Origins } from './origins.ts';
import type { Spot } from './spot.ts';
import { msOf } from './units.ts';

export const NODE_FIELDS = ['phones', 'balancer', 'servers', 'stores', 'push'] as const;
export type NodeField = (typeof NODE_FIELDS)[number];

/** What stands there when a scenario does not say. Phones and servers must be said. */
const UNSAID: Readonly<Partial<Record<NodeField, readonly string[]>>> = {
  balancer: ['balancer'],
  stores: ['redis', 'kafka', 'cassandra'],
  push: ['notifier', 'push'],
};

/** Stores and push services tell their kind by how their name begins. */
const KIND_BY_NAME: Readonly<Record<'stores' | 'push', Readonly<Record<string, ComponentKind>>>> = {
  stores: {
    redis: 'redis',
    kafka: 'kafka',
    cassandra: 'cassandra',
    keys: 'key-registry',
    postgres: 'postgresql',
    bucket: 'object-store',
    edge: 'cdn',
    shield: 'cdn',
  },
  push: {
    notif: 'notification-service',
    push: 'push-provider',
    apns: 'push-provider',
    fcm: 'push-provider',
  },
};

type Written = NonNullable<WrittenScenario[NodeField]>;

/** The nodes of one field; `written` is undefined when no scenario of the lesson says it. */
export function compileNodes(
  field: NodeField,
  written: Written | undefined,
  { spot, origins, before }: { spot: Spot; origins: Origins; before: number },
): NodeSpec[] {
  const entries = entriesOf(written ?? UNSAID[field] ?? []);
  if (entries.length === 0 && written === undefined) {
    spot.complain('E-FIELD', `missing field "${field}": name at least one`);
  }
  const nodes: NodeSpec[] = [];
  for (const [name, details, step] of entries) {
    const at = written === undefined ? spot : spot.in(step);
    const kind = kindOf(field, name, at);
    if (kind === undefined) continue;
    if (typeof details === 'string' && kind !== 'phone') {
      at.complain('E-TYPE', `only a phone has a platform; leave "${details}" out`);
    }
    origins.set(['nodes', before + nodes.length], at);
    nodes.push(nodeOf(name, kind, details));
  }
  return nodes;
}

type Entry = readonly [name: string, details: WrittenNode, step: PropertyKey];

function entriesOf(written: Written | readonly string[]): Entry[] {
  if (Array.isArray(written)) {
    return (written as readonly string[]).map((name, place) => [name, null, place]);
  }
  return Object.entries(written as Record<string, WrittenNode>).map(([name, details]) => [
    name,
    details,
    name,
  ]);
}

function kindOf(field: NodeField, name: string, spot: Spot): ComponentKind | undefined {
  if (field === 'phones') return 'phone';
  if (field === 'balancer') return 'load-balancer';
  if (field === 'servers') return 'chat-server';
  const kinds = KIND_BY_NAME[field];
  const beginning = Object.keys(kinds).find((each) => name.startsWith(each));
  if (beginning !== undefined) return kinds[beginning];
  const known = Object.keys(kinds).join(', ');
  spot.complain('E-REF', `"${name}" does not tell its kind: begin its name with one of ${known}`);
  return undefined;
}

function nodeOf(name: string, kind: ComponentKind, written: WrittenNode): NodeSpec {
  const details = typeof written === 'string' ? { settings: { platform: written } } : written;
  const phone = kind === 'phone' ? { user: name, platform: 'android' } : {};
  const settings = { ...phone, ...details?.settings };
  const service = details !== null && 'service' in details ? details.service : undefined;
  if (service === undefined) return { name, kind, settings };
  const { scv, order, 'per-MiB': perMiB } = service;
  return {
    name,
    kind,
    settings,
    service: {
      workers: service.workers,
      serviceMs: msOf(service.time),
      distribution: service.distribution ?? 'fixed',
      queueLimit: service.limit,
      ...(perMiB === undefined ? {} : { msPerMiB: msOf(perMiB) }),
      ...(scv === undefined ? {} : { scv }),
      ...(order === undefined ? {} : { order }),
    },
  };
}
