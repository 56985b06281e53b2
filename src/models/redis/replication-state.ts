/** What a server remembers of replication: its stream, who follows it, and who waits for them. */
import type { PacketOf, RedisWords } from '../protocol/index.ts';

/** One step of the stream: commands that belong together, and the offset behind them. */
export interface StreamStep {
  readonly offset: number;
  readonly commands: readonly RedisWords[];
  readonly name?: string;
}

export interface Follower {
  /** The offset it has told; -1 before its first word. */
  acknowledged: number;
  toldAtMs: number;
}

/** A WAIT that is not answered yet. */
export interface Waiting {
  readonly from: number;
  readonly connection: number;
  readonly packet: PacketOf<'redisCommand'>;
  readonly replicas: number;
  readonly offset: number;
}

export interface ReplicationState {
  /** The name of the stream (replication id); a new one at every start and promotion. */
  history: string;
  /** Bytes of the stream so far. */
  offset: number;
  /** The stream of the old master, which ours continues from there on (PSYNC2). */
  formerHistory: string;
  formerOffset: number;
  /** The last steps; null until the first replica comes. */
  backlog: StreamStep[] | null;
  /** The offset in front of the backlog's first step. */
  backlogFrom: number;
  /** Replicas by node. */
  followers: Map<number, Follower>;
  waiting: Map<number, Waiting>;
  /** How many WAITs have been put to wait: names their timers. */
  waits: number;
  /** A snapshot being loaded, and what the stream brought since. */
  snapshot: PacketOf<'fullResync'> | null;
  held: StreamStep[];
  /** When the master last gave a sign of life to this node's Sentinel. */
  heardAtMs: number;
  /** Nodes that the new master still has to tell whom to follow. */
  untold: Set<number>;
}

export const freshReplication = (): ReplicationState => ({
  history: '',
  offset: 0,
  formerHistory: '',
  formerOffset: -1,
  backlog: null,
  backlogFrom: 0,
  followers: new Map(),
  waiting: new Map(),
  waits: 0,
  snapshot: null,
  held: [],
  heardAtMs: 0,
  untold: new Set(),
});
