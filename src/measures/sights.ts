/** What each packet shows to the node that it reaches, beside or without the body of a message. */
import { PLACES, type PacketType, type Place } from '../models/index.ts';

/** What there is to read of a message. */
export type Seen = 'content' | 'sender' | 'recipient' | 'time' | 'size';

const packets = (...types: readonly PacketType[]): ReadonlySet<string> => new Set(types);

/** They bring the message itself. */
export const BODY = packets('publish', 'forward', 'deliver', 'reseal', 'produce', 'query');

/** A push provider's queue holds pushes, and what those say is another matter. */
const WITH_WORDS: readonly Place[] = ['buffer', 'log', 'table', 'tableOutbox', 'offlineList'];
export const KEPT_WORDS: ReadonlySet<number> = new Set(
  WITH_WORDS.map((place) => PLACES.indexOf(place)),
);

/** Receipts and requests that name a message and both of its ends. */
const ABOUT = packets(
  'deliverAck',
  'readReceipt',
  'receipt',
  'forwardReceipt',
  'askAgain',
  'publishAck',
);

/** Without a body. The policies in force, and whether a phone has sent it. */
export function sightOf(
  packet: string,
  {
    pushPayload,
    encryption,
    isFromPhone,
  }: Readonly<Record<'pushPayload' | 'encryption', string>> & {
    readonly isFromPhone: boolean;
  },
): readonly Seen[] {
  if (ABOUT.has(packet)) return ['sender', 'recipient', 'time'];
  switch (packet) {
    // A command names a user or a conversation in its key.
    case 'redisCommand':
      return ['recipient', 'time'];
    case 'notify':
      return ['content', 'recipient', 'time', 'size'];
    case 'pushRequest':
      if (pushPayload === 'clear') return ['content', 'sender', 'recipient', 'time', 'size'];
      return pushPayload === 'sealed' ? ['recipient', 'time', 'size'] : ['recipient', 'time'];
    // The photo that a message points to; with sealing on, the records tell where it lies open.
    case 'mediaPut':
    case 'mediaHead':
      return encryption === 'none' ? ['content', 'time', 'size'] : ['time', 'size'];
    // Who asks for it is told by the address they ask from.
    case 'mediaGet':
      return isFromPhone ? ['recipient', 'time'] : ['time'];
    default:
      return [];
  }
}
