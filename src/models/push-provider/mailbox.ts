/** What a provider keeps for one device, and the documented limits of keeping. */
import { NodeStore, type NodeContext, type SealedCopy } from '../protocol/index.ts';
import {
  APNS_LIFE_S,
  FCM_COLLAPSE_KEYS_MAX,
  FCM_LIFE_S,
  FCM_STORED_MAX,
  SECOND_US,
} from './limits.ts';

export interface Notification {
  readonly name: string;
  readonly text: string;
  /** The copy for this device, where the push is sealed. */
  readonly sealed?: readonly SealedCopy[];
  /** A later notification of the same id replaces this one; '' is never replaced. */
  readonly collapseId: string;
  readonly acceptedAtUs: number;
  /** For how long it may be kept; 0 is now or never. */
  readonly ttlS: number;
  /** It does not leave before: it waits for a burst or for the device's maintenance window. */
  readonly leavesAtUs: number;
  /** It is on its way; not so once the device has been silent. */
  sent: boolean;
}

/** How many there were in one minute, hour or day. */
export interface Count {
  period: number;
  used: number;
}

export interface Mailbox {
  /** In the order of acceptance; each until the device has acknowledged it. */
  kept: Notification[];
  /** The device counts as on: nothing was left unacknowledged for too long. */
  answers: boolean;
  /** Attempts since it last answered. */
  attempts: number;
  /** FCM has discarded what it kept: the app is to be told, was told, or has nothing to hear. */
  discard: 'none' | 'untold' | 'told';
  /** Pushes in this minute, background pushes in this hour, urgent ones on this day. */
  readonly pushes: Count;
  readonly background: Count;
  readonly high: Count;
  /** Since when urgent pushes have shown nothing; -1 when the last one did. */
  unseenSinceUs: number;
}

interface ProviderDisk {
  /** Requests in this minute. */
  readonly requests: Count;
  readonly mailboxes: Map<number, Mailbox>;
  /** By token. endedAtUs is -1 while it is active. */
  readonly tokens: Map<
    string,
    { readonly device: number; readonly install: number; endedAtUs: number }
  >;
}

export type ProviderStore = NodeStore<ProviderDisk, object>;
export type Provider = NodeContext<ProviderStore>;

const freshCount = (): Count => ({ period: 0, used: 0 });

export const createProviderStore = (): ProviderStore =>
  new NodeStore<ProviderDisk, object>({
    disk: () => ({ requests: freshCount(), mailboxes: new Map(), tokens: new Map() }),
    memory: () => ({}),
  });

export function mailboxOf({ store }: Provider, device: number): Mailbox {
  const { mailboxes } = store.disk;
  const known = mailboxes.get(device);
  if (known !== undefined) return known;
  const fresh: Mailbox = {
    kept: [],
    answers: true,
    attempts: 0,
    discard: 'none',
    pushes: freshCount(),
    background: freshCount(),
    high: freshCount(),
    unseenSinceUs: -1,
  };
  mailboxes.set(device, fresh);
  return fresh;
}

export type Flavour = 'apns' | 'fcm';

const ownFlavour = ({ spec }: Provider): Flavour | '' => {
  const flavour = spec.settings['flavour'];
  return flavour === 'fcm' || flavour === 'apns' ? flavour : '';
};

/** Whose rules hold for this device. A provider without a flavour stands for both platforms. */
export function flavourFor(provider: Provider, device: number): Flavour {
  const own = ownFlavour(provider);
  if (own !== '') return own;
  const platform = provider.topology.nodes[device]?.settings['platform'];
  return platform === 'android' ? 'fcm' : 'apns';
}

/** The phones of a user that this provider serves. */
export function devicesOf(provider: Provider, user: string): readonly number[] {
  const { topology } = provider;
  const own = ownFlavour(provider);
  if (own === '') return topology.devicesOf(user);
  const platform = own === 'fcm' ? 'android' : 'ios';
  return topology
    .devicesOf(user)
    .filter((device) => (topology.nodes[device]?.settings['platform'] ?? 'ios') === platform);
}

/** For how long a push is kept at most, in seconds: what was asked for, and never more than this. */
export const lifeS = (flavour: Flavour, ttlS: number | undefined): number => {
  const most = flavour === 'fcm' ? FCM_LIFE_S : APNS_LIFE_S;
  return Math.min(most, ttlS ?? most);
};

/** Whether it may still be kept. */
export const isAlive = ({ acceptedAtUs, ttlS }: Notification, nowUs: number): boolean =>
  ttlS > 0 && nowUs - acceptedAtUs <= ttlS * SECOND_US;

/**
 * What of a mailbox stays for a device that does not answer. Order is kept; an empty list with
 * `discarded` is FCM's way when there are too many.
 */
export function whatStays(
  notifications: readonly Notification[],
  flavour: Flavour,
  nowUs: number,
): { readonly kept: readonly Notification[]; readonly discarded: boolean } {
  const alive = notifications.filter((each) => isAlive(each, nowUs));
  if (flavour === 'apns') return { kept: alive.slice(-1), discarded: false };
  const single = latestOfEachKey(alive);
  const plain = single.filter(({ collapseId }) => collapseId === '').length;
  if (plain > FCM_STORED_MAX) return { kept: [], discarded: true };
  return { kept: single, discarded: false };
}

function latestOfEachKey(notifications: readonly Notification[]): readonly Notification[] {
  const keys = new Set<string>();
  const latestFirst: Notification[] = [];
  for (const notification of [...notifications].reverse()) {
    const { collapseId } = notification;
    if (collapseId !== '') {
      if (keys.has(collapseId) || keys.size === FCM_COLLAPSE_KEYS_MAX) continue;
      keys.add(collapseId);
    }
    latestFirst.push(notification);
  }
  return latestFirst.reverse();
}
