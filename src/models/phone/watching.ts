/** The header of a chat: what this phone believes of another user's presence. */
import type { PacketOf } from '../protocol/index.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';

/** The person looks at somebody's state; from then on the server tells of changes. */
export function watch(node: PhoneNode, user: string): void {
  node.store.disk.watched.add(user);
  if (isConnected(node)) sendToServer(node, { type: 'watch', user });
}

/** A new connection may lead to another server, which knows nothing of what this phone watches. */
export function watchAgain(node: PhoneNode): void {
  for (const user of node.store.disk.watched) sendToServer(node, { type: 'watch', user });
}

export function receivePresence(node: PhoneNode, packet: PacketOf<'presence'>): void {
  const { user, online, lastSeenMs } = packet;
  node.record('belief', { user, online: online ? 1 : 0, lastSeenMs });
}
