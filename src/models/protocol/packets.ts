/** Every packet that crosses the network in this design. Plain immutable data; text stays on endpoints and stores. */
import type { KafkaPacket } from './kafka-packets.ts';
import type { CassandraPacket } from './cassandra-packets.ts';
import type { PushPacket } from './push-packets.ts';
import type { MediaPacket, MediaPointer } from './media-packets.ts';
import type { RedisPacket } from './redis-packets.ts';
import type { Evidence, Refusal, Status } from './enums.ts';
import type { SealedCopy } from './sealing.ts';
import type { MembershipPacket, SqlPacket } from './sql-packets.ts';

/** A chat message as it travels. `name` is given by origin: phone/m1, phone/m2, ... */
export interface ChatMessage {
  readonly name: string;
  readonly conversation: string;
  readonly sender: string;
  readonly text: string;
  /** The sender's own clock when it was typed, in microseconds; may be skewed. */
  readonly typedAtUs: number;
  /** End-to-end: `text` is empty, and each device has a copy that only it can open. */
  readonly sealed?: readonly SealedCopy[];
  /** A photo or video that lies elsewhere: the message only points to it. */
  readonly media?: MediaPointer;
  /** What the sender's phone lets the servers read after all, for a push that says it. */
  readonly preview?: string;
}

/** A message with its place in the conversation. 0 means that no number was given. */
export interface StoredMessage extends ChatMessage {
  readonly sequence: number;
}

interface Request {
  /** Unique at the asking node; the answer repeats it. */
  readonly request: number;
}

/** On a phone's socket. `connection` numbers the socket; the world checks that it is still alive. */
export type SocketPacket =
  | { readonly type: 'open'; readonly user: string; readonly connection: number }
  | { readonly type: 'opened'; readonly server: number }
  | { readonly type: 'openRefused'; readonly reason: Refusal }
  | { readonly type: 'close' }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  /** Without a socket: is there news? The answer is followed by what there is. */
  | { readonly type: 'poll' }
  | { readonly type: 'pollReply' }
  | { readonly type: 'pollEmpty' }
  | { readonly type: 'publish'; readonly message: ChatMessage; readonly attempt: number }
  | {
      readonly type: 'publishAck';
      readonly name: string;
      readonly evidence: Evidence;
      readonly sequence: number;
    }
  | { readonly type: 'deliver'; readonly message: StoredMessage }
  | { readonly type: 'deliverAck'; readonly name: string; readonly sender: string }
  | { readonly type: 'readReceipt'; readonly name: string; readonly sender: string }
  | {
      readonly type: 'receipt';
      readonly name: string;
      readonly status: Status;
      readonly evidence: Evidence;
      /** The device or user whose doing it reports. */
      readonly by: string;
    }
  | { readonly type: 'sync'; readonly conversation: string; readonly after: number }
  | {
      readonly type: 'syncPage';
      readonly conversation: string;
      readonly messages: readonly StoredMessage[];
      readonly last: boolean;
    };

/** Who is online, as far as the servers know. */
export type PresencePacket =
  /** A phone shows this user's state in the header of a chat and wants to be told of changes. */
  | { readonly type: 'watch'; readonly user: string }
  /** lastSeenMs by the clock of the server that wrote it; -1 when nobody knows. */
  | {
      readonly type: 'presence';
      readonly user: string;
      readonly online: boolean;
      readonly lastSeenMs: number;
    };

/** Between chat servers. */
export type ServerPacket =
  | ({ readonly type: 'forward'; readonly user: string; readonly message: StoredMessage } & Request)
  | ({
      readonly type: 'forwardReply';
      readonly taken: boolean;
      readonly why: Refusal | '';
    } & Request)
  | {
      readonly type: 'forwardReceipt';
      readonly user: string;
      readonly name: string;
      readonly status: Status;
      readonly evidence: Evidence;
      readonly by: string;
      /** No receipt but a device's request for a copy sealed to this key. */
      readonly again?: string;
    };

/** The load balancer places a socket: phone -> balancer -> server. */
export type PlacementPacket =
  | {
      readonly type: 'place';
      readonly phone: number;
      readonly user: string;
      readonly connection: number;
    }
  | { readonly type: 'placed'; readonly phone: number; readonly connection: number }
  | {
      readonly type: 'placeRefused';
      readonly phone: number;
      readonly connection: number;
      readonly reason: Refusal;
    }
  | { readonly type: 'healthCheck' }
  | { readonly type: 'healthReply' };

/** Between phones and the key registry, and (the last two) between phones by way of servers. */
export type KeyPacket =
  /** One-time prekeys are numbered under their identity key; prekeys: how many were made so far. */
  | {
      readonly type: 'registerKeys';
      readonly key: string;
      readonly signedPrekey: string;
      readonly prekeys: number;
    }
  | { readonly type: 'keysRegistered'; readonly key: string; readonly prekeys: number }
  /** `known` is the identity key that the asker has already: then no prekey is spent. */
  | { readonly type: 'fetchKeys'; readonly device: string; readonly known: string }
  /** key is '' for a device that never registered, prekey when there is none left or none needed. */
  | {
      readonly type: 'keyBundle';
      readonly device: string;
      readonly key: string;
      readonly signedPrekey: string;
      readonly prekey: string;
    }
  | { readonly type: 'prekeysLow'; readonly key: string }
  /** The device is removed from its user's account. */
  | { readonly type: 'unregisterKeys'; readonly key: string }
  /** A device cannot open its copy and asks the sender for one to its present key. */
  | {
      readonly type: 'askAgain';
      readonly name: string;
      readonly sender: string;
      readonly device: string;
      readonly key: string;
    }
  | { readonly type: 'reseal'; readonly message: ChatMessage; readonly device: string };

export type Packet =
  | SocketPacket
  | ServerPacket
  | RedisPacket
  | KafkaPacket
  | CassandraPacket
  | PushPacket
  | PlacementPacket
  | PresencePacket
  | KeyPacket
  | MediaPacket
  | SqlPacket
  | MembershipPacket;

export type PacketType = Packet['type'];
export type PacketOf<Type extends PacketType> = Extract<Packet, { readonly type: Type }>;

/** The message that a packet carries or speaks of, '' when none. */
export function messageOf(packet: Packet): string {
  if ('message' in packet) return packet.message.name;
  if ('name' in packet) return packet.name ?? '';
  return '';
}

/** How many bytes of a photo a packet carries: what it takes a line and a processor to pass it on. */
export const bytesCarried = (packet: Packet): number =>
  packet.type === 'mediaPiece' ? packet.bytes : 0;
