/** Whose words a packet lets its bearer read: the ground truth of the check `sealed`. */
import type { Packet } from './packets.ts';
import type { TableRow } from './cassandra-packets.ts';
import { DOORBELL_TEXT, isStandIn, type SealedCopy } from './sealing.ts';

/** The names of the messages whose text lies open in the packet, wherever in it. */
export function readableIn(packet: Packet): readonly string[] {
  switch (packet.type) {
    case 'publish':
    case 'deliver':
    case 'forward':
    case 'reseal':
      return inValue(packet.message);
    case 'syncPage':
      return packet.messages.flatMap(inValue);
    case 'produce':
      return inValue(packet.value);
    case 'fetchReply':
      return packet.records.flatMap(({ value }) => inValue(value));
    case 'replicaFetchReply':
      return packet.partitions.flatMap(({ records }) =>
        records.flatMap(({ value }) => inValue(value)),
      );
    case 'redisCommand':
      return packet.words.flatMap(inText);
    case 'redisReply':
    case 'redisPush':
      return inReply(packet.reply);
    case 'fullResync':
    case 'replicated':
      return packet.commands.flatMap((words) => words.flatMap(inText));
    case 'query':
      return 'row' in packet.statement ? inValue(packet.statement.row) : [];
    case 'rows':
      return packet.rows.flatMap(inValue);
    case 'mutate':
      return packet.update.rows.flatMap(inTableRow);
    case 'replicaRead':
      return packet.rows.flatMap(inTableRow);
    case 'paxosPropose':
      return packet.proposal.update.rows.flatMap(inTableRow);
    case 'paxosPromise':
      return [packet.accepted, packet.committed].flatMap(
        (proposal) => proposal?.update.rows.flatMap(inTableRow) ?? [],
      );
    case 'notify':
    case 'pushRequest':
    case 'push':
      return packet.text === '' || packet.text === DOORBELL_TEXT ? [] : [packet.name];
    case 'mediaPut':
    case 'mediaHead':
      return packet.isSealed || packet.bytes === 0 ? [] : [packet.name];
    default:
      return [];
  }
}

/** A message, or what a consumer is given: a message with the user it is for. */
function inValue(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { name, text, preview, sealed, message } = value as Readonly<Record<string, unknown>>;
  if (message !== undefined) return inValue(message);
  const isOpen = (words: unknown) => typeof words === 'string' && words !== '';
  // A copy to a key that is not the device's own is sealed to those in the middle.
  const copies = Array.isArray(sealed) ? (sealed as readonly SealedCopy[]) : [];
  const isReadable = isOpen(text) || isOpen(preview) || copies.some(isStandIn);
  return typeof name === 'string' && isReadable ? [name] : [];
}

function inTableRow({ name, cells }: TableRow): readonly string[] {
  const sealed = cells['sealed'] === undefined ? undefined : JSON.parse(cells['sealed'].value);
  return inValue({ name, text: cells['text']?.value, sealed });
}

function inReply(reply: unknown): readonly string[] {
  if (typeof reply === 'string') return inText(reply);
  return Array.isArray(reply) ? reply.flatMap(inReply) : [];
}

/** Stores of text keep messages as JSON. */
function inText(text: string): readonly string[] {
  if (!text.startsWith('{')) return [];
  try {
    return inValue(JSON.parse(text));
  } catch {
    return [];
  }
}
