/** What a provider keeps for one device, and the documented limits of keeping. */
import { NodeStore, type NodeContext, type SealedCopy } from '../protocol/index.ts';

export interface Notification {
  readonly name: string;
  readonly text: string;
  /** The copy for this device, where the push is sealed. */
  readonly sealed?: readonly SealedCopy[];
  /** A later notification of the same id replaces this one; '' is never replaced. */
  readonly collapseId: string;
  readonly acceptedAtUs: number;
  /** It is on its way; not so once the device has been silent. */
  sent: boolean;
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
}

interface ProviderDisk {
  readonly mailboxes: Map<number, Mailbox>;
}

export type ProviderStore = NodeStore<ProviderDisk, object>;
export type Provider = NodeContext<ProviderStore>;

export const createProviderStore = (): ProviderStore =>
  new NodeStore<ProviderDisk, object>({
    disk: () => ({ mailboxes: new Map() }),
    memory: () => ({}),
  });

export function mailboxOf({ store }: Provider, device: number): Mailbox {
  const { mailboxes } = store.disk;
  const known = mailboxes.get(device);
  if (known !== undefined) return known;
  const fresh: Mailbox = { kept: [], answers: true, attempts: 0, discard: 'none' };
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

const DAY_US = 86_400_000_000;
const APNS_DAYS = 30;
const FCM_DAYS = 28;
const FCM_STORED_MAX = 100;
const FCM_COLLAPSE_KEYS_MAX = 4;

/**
 * What of a mailbox stays for a device that does not answer. Order is kept; an empty list with
 * `discarded` is FCM's way when there are too many.
 */
export function whatStays(
  notifications: readonly Notification[],
  flavour: Flavour,
  nowUs: number,
): { readonly kept: readonly Notification[]; readonly discarded: boolean } {
  const lifeUs = (flavour === 'fcm' ? FCM_DAYS : APNS_DAYS) * DAY_US;
  const alive = notifications.filter(({ acceptedAtUs }) => nowUs - acceptedAtUs <= lifeUs);
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
