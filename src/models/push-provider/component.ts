/** A push provider: APNs or FCM by the setting `flavour` (apns, fcm), both when there is none. */
import type { MachineEvent } from '../../statechart/index.ts';
import type { Arrival, Component, Inspection, Packet } from '../protocol/index.ts';
import { deviceIsSilent, receiveAck, receiveRequest, tryAgain, windowOpens } from './delivery.ts';
import { fidelity } from './fidelity.ts';
import { pushProviderKnobs } from './knobs.ts';
import { createProviderStore, type Provider } from './mailbox.ts';
import { storageMachine } from './storage-machine.ts';
import { giveToken } from './tokens.ts';

export const pushProvider: Component<Provider> = {
  kind: 'push-provider',
  regions: [{ name: 'storage', machine: storageMachine }],
  knobs: pushProviderKnobs,
  fidelity,
  createStore: createProviderStore,
  boot,
  receive,
  timer,
  actions: {},
  delays: {},
  inspect,
};

/** After a crash nobody knows whose acknowledgement is on its way: every device is tried again. */
function boot(provider: Provider): void {
  for (const device of provider.store.disk.mailboxes.keys()) {
    provider.step(tryAgain(provider, device));
  }
}

function receive(provider: Provider, packet: Packet, { from }: Arrival): MachineEvent | undefined {
  switch (packet.type) {
    case 'pushRequest':
      return receiveRequest(provider, packet, from);
    case 'askToken':
      giveToken(provider, packet, from);
      return undefined;
    case 'pushAck':
      return receiveAck(provider, packet.name, from);
    default:
      provider.record('refused', { reason: 'badRequest', from });
      return undefined;
  }
}

function timer(provider: Provider, name: string, key: string): MachineEvent {
  const device = Number(key);
  if (name === 'ack') return deviceIsSilent(provider, device);
  return name === 'window' ? windowOpens(provider, device) : tryAgain(provider, device);
}

function inspect(provider: Provider): Inspection {
  const boxes = [...provider.store.disk.mailboxes];
  return {
    tables: [
      {
        title: 'Kept for devices',
        columns: ['device', 'answers', 'message', 'text', 'collapse id'],
        rows: boxes.flatMap(([device, { kept, answers }]) =>
          kept.map(({ name, text, collapseId, sealed }) => [
            provider.topology.nodes[device]?.name ?? '',
            answers,
            name,
            sealed?.map(({ key, length }) => `${length} bytes sealed to ${key}`).join() ?? text,
            collapseId,
          ]),
        ),
      },
    ],
    vital: { label: 'stored', value: boxes.reduce((sum, [, { kept }]) => sum + kept.length, 0) },
  };
}
