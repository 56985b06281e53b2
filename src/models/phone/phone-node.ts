/** The phone as its parts see it, and how it uses its socket. */
import { isCompanionDevice, type NodeContext, type Packet } from '../protocol/index.ts';
import { noteCarried } from './data-meter.ts';
import type { PhoneKnobs } from './knobs.ts';
import { userOf, type PhoneStore } from './phone-store.ts';

export type PhoneNode = NodeContext<PhoneStore, PhoneKnobs>;

export const isConnected = ({ store }: PhoneNode): boolean => store.memory.server >= 0;

export const isAndroid = ({ spec }: PhoneNode): boolean => spec.settings['platform'] === 'android';

/** Whether each device is delivered to, and this one is beside its user's first. */
export const isLinkedTo = ({ knobs, topology }: PhoneNode, device: number): boolean =>
  knobs.deviceFanOut === 'device' && isCompanionDevice(topology, device);

/** Whether this phone itself is such a device. */
export const isCompanion = (node: PhoneNode): boolean => isLinkedTo(node, node.index);

/** The members of a conversation besides this phone's user. */
export function othersOf(node: PhoneNode, conversation: string): readonly string[] {
  const user = userOf(node.spec);
  return node.topology.membersOf(conversation).filter((member) => member !== user);
}

export function send(node: PhoneNode, to: number, packet: Packet, connection: number): void {
  noteTraffic(node);
  if (connection === node.store.memory.connection) noteCarried(node, 'up', packet);
  node.send(to, packet, connection);
}

/** Sends on the present connection; call it only when there is one. */
export function sendToServer(node: PhoneNode, packet: Packet): void {
  const { server, connection } = node.store.memory;
  send(node, server, packet, connection);
}

/** Every packet wakes the cellular radio; the one for Wi-Fi has no tail worth counting. */
export function noteTraffic(node: PhoneNode): void {
  if (node.state('network') === 'cellular') tellMachines(node, 'TRAFFIC');
}

/**
 * Tells all machines of an event from within an effect: a machine in the middle of a step takes
 * none, so the news waits for the next moment of the same instant.
 */
export function tellMachines(node: PhoneNode, event: string): void {
  node.startTimer('tell', 0, event);
}
