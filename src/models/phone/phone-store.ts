/** What a phone keeps on disk, and what dies with the app. */
import { NodeStore, type ChatMessage, type NodeSpec, type Topology } from '../protocol/index.ts';
import { emptyConversation, type ConversationRows } from './conversation-rows.ts';

export interface OutboxEntry {
  readonly message: ChatMessage;
  /** How often it was sent. */
  attempts: number;
}

interface PhoneDisk {
  /** Messages typed here: names are never given twice. */
  typed: number;
  /** Connections asked for: a number is never used twice. */
  connections: number;
  /** Connections that succeeded. */
  sessions: number;
  /** In the order of typing. */
  readonly outbox: Map<string, OutboxEntry>;
  readonly conversations: Map<string, ConversationRows>;
  /** Users whose presence is shown in a header. */
  readonly watched: Set<string>;
  /** The notifications that the operating system has shown. */
  readonly banners: Set<string>;
}

interface PhoneMemory {
  /** The number of the present connection, 0 when there is none, not even an attempt. */
  connection: number;
  /** The server at its other end, -1 until it has answered. */
  server: number;
  /** The conversation on screen, '' for the list of chats. */
  open: string;
  /** Outbox entries that were sent on this connection. */
  readonly inFlight: Set<string>;
  /** The highest number up to which gaps were asked for, by conversation. */
  readonly asked: Map<string, number>;
}

export type PhoneStore = NodeStore<PhoneDisk, PhoneMemory>;

/** The user who holds this phone: the setting `user`, else the phone's own name. */
export const userOf = (spec: NodeSpec): string => String(spec.settings['user'] ?? spec.name);

export function createPhoneStore(spec: NodeSpec, topology: Topology): PhoneStore {
  const user = userOf(spec);
  const own = topology.conversations.filter(({ members }) => members.includes(user));
  return new NodeStore<PhoneDisk, PhoneMemory>({
    disk: () => ({
      typed: 0,
      connections: 0,
      sessions: 0,
      outbox: new Map(),
      conversations: new Map(own.map(({ name }) => [name, emptyConversation()])),
      watched: new Set(),
      banners: new Set(),
    }),
    memory: () => ({
      connection: 0,
      server: -1,
      open: '',
      inFlight: new Set(),
      asked: new Map(),
    }),
  });
}
