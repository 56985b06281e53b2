/**
 * One lane for each user and provider (for each token, where phones register them): at most one
 * request is on its way, the rest wait. All of it is memory; a push is worth no disk.
 */
import { NodeStore, type NodeContext, type SealedCopy } from '../protocol/index.ts';
import type { NotificationServiceKnobs } from './knobs.ts';

/** What a user should hear of. */
export interface Notice {
  readonly name: string;
  readonly text: string;
  readonly sealed?: readonly SealedCopy[];
}

export interface Lane {
  readonly user: string;
  readonly provider: number;
  /** '' where a request goes to all of the user's devices. */
  readonly token: string;
  readonly waiting: Notice[];
  flight: Notice | null;
  /** How often the notice in flight was sent. */
  attempts: number;
}

interface ServiceDisk {
  /** By user, then by token, as phones have registered them. */
  readonly tokens: Map<string, Map<string, { provider: number; registeredAtUs: number }>>;
}

interface ServiceMemory {
  /** By user and provider, in the order of first use. */
  readonly lanes: Map<string, Lane>;
}

export type NotificationStore = NodeStore<ServiceDisk, ServiceMemory>;
export type NotificationService = NodeContext<NotificationStore, NotificationServiceKnobs>;

export const createNotificationStore = (): NotificationStore =>
  new NodeStore<ServiceDisk, ServiceMemory>({
    disk: () => ({ tokens: new Map() }),
    memory: () => ({ lanes: new Map() }),
  });

export const laneKey = ({ user, provider, token }: Pick<Lane, 'user' | 'provider' | 'token'>) =>
  token === '' ? `${user} ${provider}` : `${user} ${provider} ${token}`;

export function laneOf(
  { store }: NotificationService,
  user: string,
  { provider, token }: { readonly provider: number; readonly token: string },
): Lane {
  const { lanes } = store.memory;
  const key = laneKey({ user, provider, token });
  const known = lanes.get(key);
  if (known !== undefined) return known;
  const fresh: Lane = { user, provider, token, waiting: [], flight: null, attempts: 0 };
  lanes.set(key, fresh);
  return fresh;
}

export function isIdle({ store }: NotificationService): boolean {
  for (const { flight, waiting } of store.memory.lanes.values()) {
    if (flight !== null || waiting.length > 0) return false;
  }
  return true;
}

/** The providers that serve this user's phones, each once. One without a flavour serves all. */
export function providersOf({ topology }: NotificationService, user: string): readonly number[] {
  const providers = new Set<number>();
  for (const device of topology.devicesOf(user)) {
    const platform = topology.nodes[device]?.settings['platform'];
    const flavour = platform === 'android' ? 'fcm' : 'apns';
    for (const provider of topology.ofKind('push-provider')) {
      const served = topology.nodes[provider]?.settings['flavour'] ?? flavour;
      if (served === flavour) providers.add(provider);
    }
  }
  return [...providers];
}
