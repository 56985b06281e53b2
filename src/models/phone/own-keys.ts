/** The phone's own keys: made at installation, their public halves left with the key registry. */
import type { PacketOf, Sealer } from '../protocol/index.ts';
import { isConnected, send, type PhoneNode } from './phone-node.ts';

/** The registry is asked again when it is silent. Our choice. */
const REGISTER_AGAIN_MS = 3000;

export const isSealing = ({ knobs }: PhoneNode): boolean => knobs.encryption !== 'none';

/** Number of the key registry, -1 where there is none: then nobody ever has a key to seal to. */
export const registryOf = ({ topology }: PhoneNode): number =>
  topology.ofKind('key-registry')[0] ?? -1;

/** The identity key of this installation: its private half lies on this phone and nowhere else. */
export const ownKey = ({ name, store }: PhoneNode): string => `${name}/k${store.disk.keys.install}`;

/** This installation as it seals and opens. */
export const sealerOf = (node: PhoneNode): Sealer => ({
  luck: (purpose, ...key) => node.luck(purpose, ...key),
  key: ownKey(node),
  state: node.store.disk.sealing,
});

/** Whether contacts can find the present key; until then it is of no use to ask them for anything. */
export const isRegistered = ({ store }: PhoneNode): boolean => store.disk.keys.confirmed >= 0;

/** Leaves with the registry what it has not confirmed yet; on every connection, and when silent. */
export function registerKeys(node: PhoneNode): void {
  const { keys } = node.store.disk;
  const registry = registryOf(node);
  if (!isSealing(node) || registry < 0 || !isConnected(node)) return;
  if (!isRegistered(node)) keys.prekeys = Math.max(keys.prekeys, node.knobs.oneTimePrekeys);
  if (keys.confirmed === keys.prekeys) return;
  const key = ownKey(node);
  const { prekeys } = keys;
  send(node, registry, { type: 'registerKeys', key, signedPrekey: `${key}/s1`, prekeys }, 0);
  node.startTimer('register', REGISTER_AGAIN_MS);
}

export function keysRegistered(node: PhoneNode, packet: PacketOf<'keysRegistered'>): void {
  const { keys } = node.store.disk;
  if (packet.key !== ownKey(node) || packet.prekeys !== keys.prekeys) return;
  keys.confirmed = packet.prekeys;
  node.stopTimer('register');
}

/** Others have used up most of what lay at the registry. */
export function replenish(node: PhoneNode, { key }: PacketOf<'prekeysLow'>): void {
  const { keys } = node.store.disk;
  // While an earlier supply is on its way, this is old news.
  if (key !== ownKey(node) || keys.confirmed !== keys.prekeys) return;
  keys.prekeys += node.knobs.oneTimePrekeys;
  registerKeys(node);
}
