/** A person lets somebody into a group, and is told what came of it. */
import type { PacketOf } from '../protocol/index.ts';
import { isConnected, sendToServer, type PhoneNode } from './phone-node.ts';

/** Asked once: without a connection, or when the answer is lost, the person has to try again. */
export function askToAdd(node: PhoneNode, conversation: string, user: string): void {
  if (!isConnected(node)) {
    node.record('refused', { reason: 'notConnected', from: node.index });
    return;
  }
  sendToServer(node, { type: 'addMember', conversation, user });
}

export function receiveMemberAnswer(node: PhoneNode, packet: PacketOf<'memberAnswer'>): void {
  const { conversation, user, outcome } = packet;
  node.record('membership', { conversation, user, outcome });
}
