/** How a packet is drawn: what carries words, what answers for a message, and all the rest. */
import type { PacketType } from '../../models/index.ts';

export type PacketLook = 'letter' | 'receipt' | 'control';

const LETTERS: ReadonlySet<string> = new Set<PacketType>([
  'publish',
  'deliver',
  'syncPage',
  'forward',
  'produce',
  'fetchReply',
  'replicaFetchReply',
  'query',
  'notify',
  'pushRequest',
  'push',
  'mediaPiece',
  'mutate',
  'paxosPropose',
]);

const RECEIPTS: ReadonlySet<string> = new Set<PacketType>([
  'publishAck',
  'deliverAck',
  'readReceipt',
  'receipt',
  'forwardReceipt',
  'forwardReply',
  'produceReply',
  'rows',
  'pushResponse',
  'pushAck',
  'mediaReceived',
  'mediaStored',
  'mediaCompleted',
  'mutated',
]);

/** @param about whether the packet speaks of a message at all. */
export function packetLook(type: string, about: boolean): PacketLook {
  if (!about) return 'control';
  if (LETTERS.has(type)) return 'letter';
  return RECEIPTS.has(type) ? 'receipt' : 'control';
}
