/**
 * What is delivered to: users, or each of their devices. A user's first device goes by the user's
 * name, the others by their own; so with one device each there is no difference.
 */
import { isCompanionDevice, type StoredMessage } from '../protocol/index.ts';
import type { Server } from './requests.ts';

/** The user behind an address or a phone's name. */
export function userOf(server: Server, address: string): string {
  const spec = server.topology.nodes[server.topology.indexOf(address)];
  return String(spec?.settings['user'] ?? address);
}

/** Under which name a phone's socket stands in the map. */
export function addressOf(server: Server, phone: number): string {
  const name = server.topology.nodes[phone]?.name ?? '';
  return isCompanion(server, phone) ? name : userOf(server, name);
}

/** Whether it is a device beside its user's first, and each is delivered to. */
export const isCompanion = (server: Server, phone: number): boolean =>
  isEach(server) && isCompanionDevice(server.topology, phone);

/** Where a report for a user goes. */
export function addressesOf(server: Server, user: string): readonly string[] {
  if (!isEach(server)) return [user];
  const devices = server.topology.devicesOf(user).map((phone) => addressOf(server, phone));
  return devices.length === 0 ? [user] : devices;
}

/** Where a message goes: to its recipients, and to the sender's other devices. */
export function audienceOf(
  server: Server,
  { name, sender }: StoredMessage,
  recipients: readonly string[],
): readonly string[] {
  if (!isEach(server)) return recipients;
  // Names are given by origin: a message says on which device it was typed.
  const typing = server.topology.indexOf(name.slice(0, name.lastIndexOf('/m')));
  const own = server.topology
    .devicesOf(userOf(server, sender))
    .filter((phone) => phone !== typing)
    .map((phone) => addressOf(server, phone));
  return [...recipients.flatMap((user) => addressesOf(server, user)), ...own];
}

export const isEach = ({ knobs }: Server): boolean => knobs.deviceFanOut === 'device';
