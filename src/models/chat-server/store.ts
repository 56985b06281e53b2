/** What a chat server keeps. All but the request counter is memory: a crash loses it. */
import {
  type MembershipOutcome,
  NodeStore,
  type Packet,
  type PacketOf,
  type ProducerStamp,
  type StoredMessage,
} from '../protocol/index.ts';

export interface Socket {
  readonly user: string;
  readonly connection: number;
}

/** Where a record came from that a consumer works on. */
export interface Source {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** A message on its way through this server. */
export interface Job {
  message: StoredMessage;
  /** The sender's phone and socket, for the acknowledgement; phone -1 when it came from a log. */
  readonly phone: number;
  readonly connection: number;
  readonly source: Source | null;
  /** Recipients that are not settled yet. */
  open: number;
  /** Who is in the conversation, where that had to be asked. */
  members?: readonly string[];
}

/** The statements of an add, by what they do. */
export type AdmissionStage =
  'begin' | 'lock' | 'count' | 'raise' | 'insert' | 'commit' | 'rollback';

/** Somebody is being let into a group. */
export interface Admission {
  /** Who asked, on which socket. */
  readonly phone: number;
  readonly socket: number;
  readonly conversation: string;
  readonly user: string;
  stages: readonly AdmissionStage[];
  /** The place of the statement that is being carried out. */
  at: number;
  attempt: number;
  outcome: MembershipOutcome | '';
}

/** The work that goes on when an answer comes. */
export type Step =
  | 'number'
  | 'log'
  | 'store'
  | 'locate'
  | 'forward'
  | 'poll'
  | 'enqueue'
  | 'recheck'
  | 'handOver'
  | 'produce'
  | 'register'
  | 'syncPage'
  | 'pop'
  | 'relay'
  | 'receipt'
  | 'popReceipt'
  | 'reseal'
  | 'multipart'
  | 'settled'
  | 'presence'
  | 'lastSeen'
  | 'members'
  | 'admission'
  | 'waited';

/** A command for Redis, kept so that it can be given to another node. */
export interface RedisQuestion {
  readonly words: readonly string[];
  readonly name: string;
  /** How often it was given anew, or another node was asked for the master. */
  readonly tries: number;
  /** The node that would not serve it; -1 at first. */
  readonly failed: number;
  /** What was asked is not the command but ROLE: who is the master. */
  readonly isLooking: boolean;
}

/** What this process knows of several Redis nodes, as a client of theirs. */
export interface RedisClient {
  /** By shard (the name of its first master): the node that is master now. */
  readonly masters: Map<string, number>;
  /** By slot of a cluster: the node that MOVED has named. */
  readonly slots: Map<number, number>;
  /** Commands that wait before they are given again, by number. */
  readonly later: Map<number, Pending>;
}

export interface Pending {
  readonly step: Step;
  /** The node that was asked. */
  readonly to: number;
  readonly job: number;
  readonly user: string;
  readonly phone: number;
  /** What else the step needs, as text. */
  readonly note: string;
  readonly redis?: RedisQuestion;
}

/** A delivery that the device has not acknowledged. */
export interface Unacked {
  readonly message: StoredMessage;
  readonly phone: number;
  readonly attempts: number;
  /** All attempts went unanswered: it waits for the phone's next sign of life. */
  readonly isGivenUp?: true;
}

export interface ConsumedPartition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** The next offset to fetch. */
  offset: number;
  /** The broker that was asked last; -1 when none was. */
  askedOf: number;
}

/** A question put to every other server: who has not answered yet, and whether one has taken it. */
export interface Poll {
  left: number;
  taken: boolean;
}

/** What the log is given: a produce request but for what the producer adds. */
export type ProducedRecord = Pick<PacketOf<'produce'>, 'topic' | 'key' | 'name' | 'value' | 'acks'>;

/** A record that is not acknowledged yet, and what is to be done when it is. */
export interface Produce {
  readonly record: ProducedRecord;
  readonly next: { readonly step: Step; readonly job?: number; readonly user?: string };
  readonly startedAtUs: number;
  attempts: number;
  /** In the backoff after a failure, which news of a leader does not cut short. */
  backsOff: boolean;
  stamp: ProducerStamp | null;
  isSent: boolean;
  /** It waits in the producer's memory: for a leader, for a producer id. */
  isHeld: boolean;
}

/** What this process knows of the brokers, as a client of theirs. */
export interface LogClient {
  /** By topic, then by partition. */
  readonly leaders: Map<string, readonly number[]>;
  /** By group. */
  readonly coordinators: Map<string, number>;
  /** Questions that are under way. */
  readonly asking: Set<string>;
  /** Groups whose last heartbeat was not answered. */
  readonly silentGroups: Set<string>;
  readonly produces: Map<number, Produce>;
  producer: { readonly id: number; readonly epoch: number } | null;
  /** The next number, by 'topic-partition'. */
  readonly sequences: Map<string, number>;
  /** By question: how often it was asked, so that each broker has its turn. */
  readonly turns: Map<string, number>;
}

const freshClient = (): LogClient => ({
  leaders: new Map(),
  coordinators: new Map(),
  asking: new Set(),
  silentGroups: new Set(),
  produces: new Map(),
  producer: null,
  sequences: new Map(),
  turns: new Map(),
});

export interface ChatServerMemory {
  sockets: Map<number, Socket>;
  jobs: Map<number, Job>;
  waiting: Map<number, Pending>;
  unacked: Map<string, Unacked>;
  polls: Map<string, Poll>;
  /** Jobs that wait in memory for a silent store, with the step that failed. */
  buffered: Map<number, Step>;
  /** By phone and user watched: what the phone was told last. */
  watchers: Map<string, string>;
  generations: Map<string, number>;
  consumed: Map<string, ConsumedPartition>;
  /** Transfers whose bytes go through this server, and the sockets they came on. */
  carried: Map<string, { readonly phone: number; readonly connection: number }>;
  /** By phone without a socket: what it has not asked for yet, and whether its question is held. */
  news: Map<number, { readonly connection: number; packets: Packet[]; isHeld: boolean }>;
  /** By number, which is that of their connection to the database too. */
  admissions: Map<number, Admission>;
  redis: RedisClient;
  cluster: LogClient;
  /** Nodes of the table that did not answer lately, and until when others are asked. */
  silent: Map<number, number>;
}

export class ChatServerStore extends NodeStore<{ requests: number }, ChatServerMemory> {
  constructor() {
    super({
      // On disk, so that an answer to an earlier life is never taken for one to this life.
      disk: () => ({ requests: 0 }),
      memory: () => ({
        sockets: new Map(),
        jobs: new Map(),
        waiting: new Map(),
        unacked: new Map(),
        polls: new Map(),
        buffered: new Map(),
        watchers: new Map(),
        generations: new Map(),
        consumed: new Map(),
        carried: new Map(),
        news: new Map(),
        admissions: new Map(),
        redis: { masters: new Map(), slots: new Map(), later: new Map() },
        cluster: freshClient(),
        silent: new Map(),
      }),
    });
  }
}
