/** Bundles come in from their devices and go out to whoever wants to write to them. */
import type { MachineEvent } from '../../statechart/index.ts';
import { standInFor, type PacketOf } from '../protocol/index.ts';
import { prekeysLeft, type Bundle, type KeyRegistry } from './store.ts';

/** Fewer than this, and the device is asked for more. Our choice. */
const PREKEYS_LOW = 10;

/** A device gives its keys, or more one-time prekeys. A new identity key replaces the old bundle. */
export function register(
  registry: KeyRegistry,
  packet: PacketOf<'registerKeys'>,
  from: number,
): MachineEvent {
  const { key, signedPrekey, prekeys } = packet;
  const { bundles } = registry.store.disk;
  const device = nameOf(registry, from);
  const known = bundles.get(device);
  // A request that was sent again brings no prekey twice.
  if (known?.key === key) known.lastPrekey = Math.max(known.lastPrekey, prekeys);
  else bundles.set(device, { key, signedPrekey, nextPrekey: 1, lastPrekey: prekeys });
  const bundle = bundles.get(device) as Bundle;
  registry.record('registered', { device: from, key, prekeys: prekeysLeft(bundle) });
  registry.send(from, { type: 'keysRegistered', key, prekeys });
  return stockOf(registry);
}

/** A device was removed: nobody can seal to it any more. A newer installation's keys stay. */
export function unregister(
  registry: KeyRegistry,
  { key }: PacketOf<'unregisterKeys'>,
  from: number,
): MachineEvent {
  const { bundles } = registry.store.disk;
  const device = nameOf(registry, from);
  if (bundles.get(device)?.key === key) bundles.delete(device);
  return stockOf(registry);
}

/** Somebody wants to seal to a device. A one-time prekey is given away once and for all. */
export function handOut(
  registry: KeyRegistry,
  { device, known }: PacketOf<'fetchKeys'>,
  from: number,
): MachineEvent {
  const bundle = registry.store.disk.bundles.get(device);
  if (bundle === undefined) {
    const nothing = { key: '', signedPrekey: '', prekey: '' };
    registry.send(from, { type: 'keyBundle', device, ...nothing });
    return stockOf(registry);
  }
  if (registry.knobs.registry === 'swapsKeys') return swap(registry, bundle, device, from);
  const { key, signedPrekey } = bundle;
  const prekey = key === known ? '' : takePrekey(bundle);
  if (key !== known) registry.record('handedOut', { key, prekey, prekeys: prekeysLeft(bundle) });
  registry.send(from, { type: 'keyBundle', device, key, signedPrekey, prekey });
  if (key !== known && prekeysLeft(bundle) < PREKEYS_LOW) {
    registry.send(registry.topology.indexOf(device), { type: 'prekeysLow', key });
  }
  return stockOf(registry);
}

/** A key of the operator's in the device's place. The asker cannot tell it from the device's own. */
function swap(registry: KeyRegistry, bundle: Bundle, device: string, from: number): MachineEvent {
  const key = standInFor(bundle.key, registry.name);
  registry.record('handedOut', { key, prekey: '', prekeys: prekeysLeft(bundle) });
  registry.send(from, { type: 'keyBundle', device, key, signedPrekey: `${key}/s1`, prekey: '' });
  return stockOf(registry);
}

/** '' when none is left: the session then begins with the signed prekey alone. */
function takePrekey(bundle: Bundle): string {
  if (prekeysLeft(bundle) === 0) return '';
  bundle.nextPrekey += 1;
  return `${bundle.key}/o${bundle.nextPrekey - 1}`;
}

/** What the fewest that any device has left mean for the stock. */
export function stockOf({ store }: KeyRegistry): MachineEvent {
  const { bundles } = store.disk;
  if (bundles.size === 0) return { type: 'NOBODY' };
  let fewest = Infinity;
  for (const bundle of bundles.values()) fewest = Math.min(fewest, prekeysLeft(bundle));
  if (fewest === 0) return { type: 'NONE_LEFT' };
  return { type: fewest < PREKEYS_LOW ? 'LOW' : 'ENOUGH' };
}

const nameOf = (registry: KeyRegistry, node: number): string =>
  registry.topology.nodes[node]?.name ?? '';
