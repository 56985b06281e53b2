/** What a chat server keeps. All but the request counter is memory: a crash loses it. */
import { NodeStore, type StoredMessage } from '../protocol/index.ts';

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
  | 'register'
  | 'syncPage'
  | 'pop'
  | 'relay'
  | 'receipt'
  | 'popReceipt'
  | 'reseal'
  | 'settled'
  | 'presence'
  | 'lastSeen';

export interface Pending {
  readonly step: Step;
  /** The node that was asked. */
  readonly to: number;
  readonly job: number;
  readonly user: string;
  readonly phone: number;
  /** What else the step needs, as text. */
  readonly note: string;
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
}

/** A question put to every other server: who has not answered yet, and whether one has taken it. */
export interface Poll {
  left: number;
  taken: boolean;
}

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
        silent: new Map(),
      }),
    });
  }
}
