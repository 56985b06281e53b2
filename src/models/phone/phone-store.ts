/** What a phone keeps on disk, and what dies with the app. */
import {
  NodeStore,
  type ChatMessage,
  type NodeSpec,
  type SealedCopy,
  type SealingState,
  type Topology,
} from '../protocol/index.ts';
import { freshMediaDisk, type MediaDisk, type MediaMemory } from './media/store.ts';
import { emptyConversation, type ConversationRows } from './conversation-rows.ts';

export interface OutboxEntry {
  readonly message: ChatMessage;
  /** How often it was sent. */
  attempts: number;
  /** What it points to is not stored yet. */
  awaitsUpload?: true;
  /** As it was last sent, where messages are sealed. */
  sealed?: readonly SealedCopy[];
}

interface OwnKeys {
  /** The how-manieth installation of the app this is: each makes an identity key of its own. */
  readonly install: number;
  /** One-time prekeys made so far. */
  prekeys: number;
  /** How many of them the registry has confirmed; -1 when it does not know this installation. */
  confirmed: number;
}

/** What a phone knows of the key of one device of a contact. */
export interface ContactKey {
  /** Messages are sealed to it. */
  key: string;
  /** The one-time prekey with which the session began, '' for none. */
  prekey: string;
  /** A newer key that was met since and is not in use yet, '' for none. */
  offered: string;
  /** When the registry was last heard, by this phone's clock. */
  checkedAtUs: number;
  /** The registry knows no such device: it is not linked yet, or not any more. */
  isAbsent?: boolean;
}

/** The key with which this device seals once for a whole group. */
export interface OwnSenderKey {
  /** The how-manieth for this conversation: a new one whenever a holder has left. */
  generation: number;
  /** The number of the next message under it. */
  next: number;
  /** By device: the identity key to which it was given. */
  readonly holders: Map<string, string>;
}

/** A message that is sealed to a key that this phone does not have. */
interface Unopened {
  readonly conversation: string;
  readonly sender: string;
  /** '' when there is no copy for this phone at all. */
  readonly key: string;
  /** How often the sender was asked for another copy. */
  asked: number;
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
  /** Of a linked device: conversations whose history is behind it. */
  readonly begun: Set<string>;
  /** Users whose presence is shown in a header. */
  readonly watched: Set<string>;
  /** The notifications that the operating system has shown. */
  readonly banners: Set<string>;
  readonly keys: OwnKeys;
  /** By the device's name. */
  readonly contacts: Map<string, ContactKey>;
  /** Own sender keys, by conversation. */
  readonly senderKeys: Map<string, OwnSenderKey>;
  /** What sealing must remember: sessions and chains, where it is done by real cryptography. */
  readonly sealing: SealingState;
  /** By the message's name. */
  readonly unopened: Map<string, Unopened>;
  /** Own messages that other devices have asked for again, by message and device. */
  readonly resends: Map<string, { readonly name: string; readonly device: string }>;
  readonly media: MediaDisk;
  /** Of this installation, '' while it has none. */
  pushToken: string;
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
  /** Devices whose keys the registry was asked for. */
  readonly asking: Set<string>;
  readonly media: MediaMemory;
  /** A question for news is under way, where there is no socket. */
  isAsking: boolean;
}

export type PhoneStore = NodeStore<PhoneDisk, PhoneMemory>;

/** The user who holds this phone: the setting `user`, else the phone's own name. */
export const userOf = (spec: NodeSpec): string => String(spec.settings['user'] ?? spec.name);

/** The app goes with all it kept, and comes back empty. Only the counters of names go on. */
export function reinstallStore(store: PhoneStore): void {
  const { typed, connections, sessions, keys } = store.disk;
  store.wipe();
  const fresh = store.disk.keys;
  const counters = { typed, connections, sessions };
  Object.assign(store.disk, counters, { keys: { ...fresh, install: keys.install + 1 } });
}

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
      begun: new Set(),
      watched: new Set(),
      banners: new Set(),
      keys: { install: 1, prekeys: 0, confirmed: -1 },
      contacts: new Map(),
      senderKeys: new Map(),
      sealing: new Map(),
      unopened: new Map(),
      resends: new Map(),
      media: freshMediaDisk(),
      pushToken: '',
    }),
    memory: () => ({
      connection: 0,
      server: -1,
      open: '',
      inFlight: new Set(),
      asked: new Map(),
      asking: new Set(),
      media: { up: null, down: null },
      isAsking: false,
    }),
  });
}
