/** Cassandra: what clients ask a coordinator, and what the nodes of a ring say to one another. */
import type { Status } from './enums.ts';
import type { StoredMessage } from './packets.ts';

/**
 * As in CQL. SERIAL reads see what Paxos has decided; ANY writes are content with a hint. Where
 * nodes are in several regions, LOCAL_QUORUM counts those of the coordinator's, EACH_QUORUM all.
 */
export type ConsistencyLevel =
  'ANY' | 'ONE' | 'TWO' | 'THREE' | 'QUORUM' | 'ALL' | 'SERIAL' | 'LOCAL_QUORUM' | 'EACH_QUORUM';

/** Statements in the shape of CQL on table messages, PRIMARY KEY ((conversation), sequence, name). */
export type CassandraStatement =
  | { readonly kind: 'insert'; readonly row: StoredMessage }
  /** A lightweight transaction on (conversation, name): INSERT ... IF NOT EXISTS. */
  | { readonly kind: 'insertIfNotExists'; readonly row: StoredMessage }
  /** A logged batch: the row if its name is new, and one outbox row for each recipient. */
  | {
      readonly kind: 'insertWithOutbox';
      readonly row: StoredMessage;
      readonly recipients: readonly string[];
    }
  | {
      readonly kind: 'selectAfter';
      readonly conversation: string;
      readonly sequence: number;
      readonly limit: number;
    }
  | { readonly kind: 'selectOutbox'; readonly owner: string; readonly limit: number }
  | { readonly kind: 'deleteOutbox'; readonly name: string; readonly recipient: string }
  | {
      readonly kind: 'setStatus';
      readonly name: string;
      readonly recipient: string;
      readonly status: Status;
    }
  /** The copies in this row replace those of the same devices; with new outbox rows, if any. */
  | {
      readonly kind: 'reseal';
      readonly row: StoredMessage;
      readonly recipients: readonly string[];
    };

export interface Cell {
  /** What is written; a tombstone has none. */
  readonly value: string;
  /** The writer's clock in microseconds: who has the fastest clock wins, not who comes last. */
  readonly timestampUs: number;
  /** Expiring: written with a time to live. Live when not given. */
  readonly kind?: 'live' | 'expiring' | 'tombstone';
  /** Local deletion time in seconds, of tombstones and expiring cells only. */
  readonly deletedAtS?: number;
}

/** A tombstone for a whole row: it hides every cell of its time or before. */
export interface RowDeletion {
  readonly timestampUs: number;
  /** Local deletion time in seconds, from which gc_grace_seconds counts. */
  readonly deletedAtS: number;
}

/** A row as it lies on one replica or travels; never changed, only replaced. */
export interface TableRow {
  /** Clustering key: the number, then the name. 0 and '' for the static row of a partition. */
  readonly sequence: number;
  readonly name: string;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly deleted?: RowDeletion;
}

export type TableName = 'messages' | 'outbox' | 'statuses';

/** A mutation: rows of one partition, merged by every replica that gets it. */
export interface PartitionUpdate {
  readonly table: TableName;
  readonly key: string;
  readonly rows: readonly TableRow[];
}

/** Part of one partition: all of it, the rows after a number, or those of a name. */
export interface ReadCommand {
  readonly table: TableName;
  readonly key: string;
  readonly after?: number;
  readonly limit?: number;
  readonly name?: string;
}

/** Of two ballots the later is right; at one time the higher node. */
export interface Ballot {
  readonly timeUs: number;
  readonly node: number;
}

export interface Proposal {
  readonly ballot: Ballot;
  readonly update: PartitionUpdate;
}

/** What the native protocol tells of a request that failed, by the exception's own name. */
export interface CassandraFailure {
  readonly exception: string;
  readonly consistency: ConsistencyLevel;
  /** Answers that came, or for UnavailableException the replicas that are alive. */
  readonly received: number;
  readonly required: number;
  readonly writeType?: 'SIMPLE' | 'BATCH' | 'CAS';
}

interface Request {
  /** Unique at the asking node; the answer repeats it. */
  readonly request: number;
}

export type CassandraPacket =
  | ({
      readonly type: 'query';
      readonly statement: CassandraStatement;
      /** ONE when left out, as in the native protocol of drivers. */
      readonly consistency?: ConsistencyLevel;
      /** For what a statement reads before it writes; the same when left out. */
      readonly readConsistency?: ConsistencyLevel;
      /** USING TIMESTAMP; the coordinator's clock when left out. */
      readonly timestampUs?: number;
      readonly name?: string;
    } & Request)
  | ({
      readonly type: 'rows';
      /** For conditional writes: [applied]. Otherwise true. */
      readonly applied: boolean;
      readonly rows: readonly (StoredMessage & { readonly recipient?: string })[];
      readonly error: string;
      readonly failure?: CassandraFailure;
      readonly name?: string;
    } & Request)
  /** From a coordinator to a replica. With a ballot it is the commit of a Paxos round. */
  | ({
      readonly type: 'mutate';
      readonly update: PartitionUpdate;
      readonly why: 'write' | 'hint' | 'readRepair' | 'repair';
      readonly ballot?: Ballot;
      readonly name?: string;
    } & Request)
  | ({ readonly type: 'mutated'; readonly name?: string } & Request)
  | ({
      readonly type: 'readReplica';
      readonly command: ReadCommand;
      /** Only the digest of the answer is wanted. */
      readonly isDigest: boolean;
    } & Request)
  | ({
      readonly type: 'replicaRead';
      readonly rows: readonly TableRow[];
      readonly digest: number;
      readonly isDigest: boolean;
      /** '' or the reason of a failure, READ_TOO_MANY_TOMBSTONES. */
      readonly error: string;
    } & Request)
  | ({
      readonly type: 'paxosPrepare';
      readonly command: ReadCommand;
      readonly ballot: Ballot;
    } & Request)
  | ({
      readonly type: 'paxosPromise';
      readonly promised: boolean;
      /** The highest ballot that the replica has promised. */
      readonly highest: Ballot;
      /** Accepted by the replica and not committed yet. */
      readonly accepted: Proposal | null;
      readonly committed: Proposal | null;
    } & Request)
  | ({
      readonly type: 'paxosPropose';
      readonly proposal: Proposal;
      readonly name?: string;
    } & Request)
  | ({
      readonly type: 'paxosAccept';
      readonly accepted: boolean;
      readonly highest: Ballot;
    } & Request)
  /** Who has been heard of: a generation for each start, and a version that grows with each round. */
  | {
      readonly type: 'gossip';
      readonly isReply: boolean;
      readonly beats: readonly {
        readonly node: number;
        readonly generation: number;
        readonly version: number;
      }[];
    }
  /** Anti-entropy: a replica is asked for the digests of its partitions, the leaves of a Merkle tree. */
  | ({ readonly type: 'validate' } & Request)
  | ({
      readonly type: 'validated';
      readonly leaves: readonly {
        readonly table: TableName;
        readonly key: string;
        readonly digest: number;
      }[];
    } & Request)
  /** Answered by a mutate packet with all rows of the partition. */
  | { readonly type: 'fetchPartition'; readonly table: TableName; readonly key: string };
