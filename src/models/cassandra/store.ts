/** What a node keeps: rows, hints and promises on disk; in memory what it coordinates and believes. */
import {
  NodeStore,
  type Ballot,
  type ConsistencyLevel,
  type Packet,
  type PacketOf,
  type PartitionUpdate,
  type Proposal,
  type ReadCommand,
  type TableRow,
} from '../protocol/index.ts';
import type { Need } from './consistency.ts';
import type { Partitions } from './partitions.ts';
import type { Decision } from './statements.ts';
import { emptyTables, type Tables } from './table.ts';

export interface WaitingReply {
  readonly to: number;
  readonly connection: number;
  readonly packet: PacketOf<'rows'>;
}

/** A write that a replica did not take. */
export interface Hint {
  readonly replica: number;
  readonly update: PartitionUpdate;
  readonly createdAtUs: number;
}

/** What a replica has promised, accepted and heard decided about one partition. */
export interface Acceptor {
  promised: Ballot;
  accepted: Proposal | null;
  committed: Proposal | null;
}

/** What a client has asked this node to coordinate. */
export interface Operation {
  readonly id: number;
  readonly to: number;
  readonly connection: number;
  readonly packet: PacketOf<'query'>;
  /** What it is waiting for. */
  step: 'read' | 'write' | 'prepare' | 'serialRead' | 'propose' | 'commit' | 'finish' | 'batch';
  ballot: Ballot;
  /** Paxos rounds that were lost to a higher ballot. */
  contentions: number;
  decision: Decision | null;
}

/** Updates on their way to all their replicas. It outlives its answer, for the hints. */
export interface WriteRound {
  readonly id: number;
  readonly operation: number;
  readonly updates: readonly PartitionUpdate[];
  readonly level: ConsistencyLevel;
  /** Update by update: how many of which replicas must acknowledge. */
  readonly needs: readonly (readonly Need[])[];
  readonly writeType: 'SIMPLE' | 'BATCH' | 'CAS';
  readonly ballot: Ballot | null;
  /** Update by update: who has acknowledged. */
  readonly acks: readonly number[][];
  /** By request: who has not answered about which update. */
  readonly waiting: Map<number, { readonly replica: number; readonly update: number }>;
  isAnswered: boolean;
}

export interface ReadRound {
  readonly id: number;
  readonly operation: number;
  readonly command: ReadCommand;
  readonly level: ConsistencyLevel;
  readonly needs: readonly Need[];
  /** Who is asked, and who could be asked besides. */
  targets: number[];
  readonly spares: number[];
  /** Digests first; all rows when they differ; then the repairs that the answer waits for. */
  phase: 'digests' | 'rows' | 'repairs';
  readonly digests: Map<number, number>;
  readonly rows: Map<number, readonly TableRow[]>;
  merged: readonly TableRow[];
  repairing: number;
}

export interface PaxosRound {
  readonly request: number;
  readonly operation: number;
  readonly ballot: Ballot;
  readonly participants: readonly number[];
  readonly required: number;
  /** What it proposes once promises are in; null while it prepares. */
  readonly proposal: Proposal | null;
  /** The proposal is somebody else's, begun and left behind. */
  readonly isFinishing: boolean;
  readonly promises: {
    readonly node: number;
    readonly accepted: Proposal | null;
    readonly committed: Proposal | null;
  }[];
  accepts: number;
  refusals: number;
}

/** What gossip has told about another node. Times are ticks of the own gossip timer. */
export interface Peer {
  generation: number;
  version: number;
  heardTick: number;
  /** Inter-arrival times, for the mean of the failure detector. */
  intervals: number;
  sumTicks: number;
  isUp: boolean;
  downTick: number;
}

/** Work of a replica, one thing at a time. */
export interface Stage {
  readonly jobs: { readonly packet: Packet; readonly from: number }[];
  /** The answer that is being worked on. */
  reply: { readonly to: number; readonly packet: Packet } | null;
  isBusy: boolean;
}

export interface CassandraDisk {
  /** Of a single node, which stands for a whole cluster. */
  readonly tables: Tables;
  readonly partitions: Partitions;
  readonly acceptors: Map<string, Acceptor>;
  hints: Hint[];
  starts: number;
  /** On disk, so that an answer to an earlier life is never taken for one to this life. */
  requests: number;
}

export interface CassandraMemory {
  readonly waiting: Map<string, WaitingReply>;
  /** Conditional writes since the process started; names their timers. */
  proposals: number;
  readonly operations: Map<number, Operation>;
  readonly writes: Map<number, WriteRound>;
  /** By request of a mutate packet: the write round it belongs to. */
  readonly mutations: Map<number, number>;
  readonly reads: Map<number, ReadRound>;
  readonly ballots: Map<number, PaxosRound>;
  lastTimestampUs: number;
  readonly peers: Map<number, Peer>;
  tick: number;
  /** Hints that are not flushed yet: a crash loses them. */
  hintBuffer: Hint[];
  /** By request: the replica that a hint is being handed to. */
  readonly handovers: Map<number, number>;
  readonly stage: Stage;
  /** Reads and writes of each partition since the process started. */
  readonly heat: Map<string, number>;
  /** Peers whose Merkle leaves a repair waits for, by request. */
  readonly repairing: Map<number, number>;
  repairTick: number;
}

export class CassandraStore extends NodeStore<CassandraDisk, CassandraMemory> {
  constructor() {
    super({ disk: freshDisk, memory: freshMemory });
  }
}

const freshDisk = (): CassandraDisk => ({
  tables: emptyTables(),
  partitions: new Map(),
  acceptors: new Map(),
  hints: [],
  starts: 0,
  requests: 0,
});

const freshMemory = (): CassandraMemory => ({
  waiting: new Map(),
  proposals: 0,
  operations: new Map(),
  writes: new Map(),
  mutations: new Map(),
  reads: new Map(),
  ballots: new Map(),
  lastTimestampUs: 0,
  peers: new Map(),
  tick: 0,
  hintBuffer: [],
  handovers: new Map(),
  stage: { jobs: [], reply: null, isBusy: false },
  heat: new Map(),
  repairing: new Map(),
  repairTick: 0,
});
