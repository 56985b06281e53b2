/** The key registry: who asks for a device's public keys gets them here. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { handOut, register, stockOf, unregister } from './bundles.ts';
import { fidelity } from './fidelity.ts';
import { keyRegistryKnobs } from './knobs.ts';
import { registryMachine, stockMachine } from './machines.ts';
import { createRegistryStore, prekeysLeft, type KeyRegistry } from './store.ts';

/** Our choice: long enough to be seen. */
const STARTUP_MS = 300;

export const keyRegistry: Component<KeyRegistry> = {
  kind: 'key-registry',
  regions: [
    { name: 'registry', machine: registryMachine },
    { name: 'prekeys', machine: stockMachine },
  ],
  knobs: keyRegistryKnobs,
  fidelity,
  createStore: createRegistryStore,
  boot(registry) {
    registry.store.disk.starts += 1;
    if (registry.store.disk.bundles.size > 0) registry.step(stockOf(registry));
  },
  receive,
  actions: {},
  delays: { startup: ({ store }) => (store.disk.starts === 0 ? 0 : STARTUP_MS) },
  inspect,
};

function receive(
  registry: KeyRegistry,
  packet: Packet,
  { from }: Arrival,
): MachineEvent | undefined {
  if (registry.state('registry') === 'starting') {
    registry.record('refused', { reason: 'unavailable', from });
    return undefined;
  }
  switch (packet.type) {
    case 'registerKeys':
      return register(registry, packet, from);
    case 'unregisterKeys':
      return unregister(registry, packet, from);
    case 'fetchKeys':
      return handOut(registry, packet, from);
    default:
      registry.record('refused', { reason: 'badRequest', from });
      return undefined;
  }
}

function inspect({ store }: KeyRegistry): Inspection {
  const bundles = [...store.disk.bundles];
  return {
    tables: [
      {
        title: 'Public keys',
        columns: ['device', 'identity key', 'signed prekey', 'one-time prekeys left'],
        rows: bundles.map(([device, bundle]) => [
          device,
          bundle.key,
          bundle.signedPrekey,
          prekeysLeft(bundle),
        ]),
      },
    ],
    vital: { label: 'devices', value: bundles.length },
  };
}
