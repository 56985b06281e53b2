/** What of a sealed message goes to which device: nobody is sent a copy that is not for them. */
import { EVERYBODY, type SealedCopy, type StoredMessage } from '../protocol/index.ts';
import type { Server } from './requests.ts';

/** The message as it is sent to one phone. */
export function forPhone(server: Server, phone: number, message: StoredMessage): StoredMessage {
  const { sealed, preview: _, ...outside } = message;
  if (sealed === undefined) return message;
  return { ...outside, sealed: copiesFor(server, [phone], sealed) };
}

/** The copies for some devices, in their order, and the one for everybody. */
export function copiesFor(
  server: Server,
  phones: readonly number[],
  sealed: readonly SealedCopy[],
): readonly SealedCopy[] {
  const names = phones.map((phone) => server.topology.nodes[phone]?.name ?? '');
  return sealed.filter(({ device }) => device === EVERYBODY || names.includes(device));
}
