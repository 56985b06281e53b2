/** What PostgreSQL keeps: tables and the commits that reached the log on disk; sessions in memory. */
import { NodeStore, type NodeSpec, type SqlStatement, type Topology } from '../protocol/index.ts';
import { versionsOf, type Heap } from './heap.ts';
import { firstRows } from './first-rows.ts';
import type { Outcome } from './statements.ts';
import {
  transactionsAfter,
  type Snapshot,
  type TransactionTable,
  type Xid,
} from './transactions.ts';

/** A statement that waits for another transaction to end, or for its own log to be on disk. */
export interface Pending extends Asked {
  /** READ COMMITTED: what the statement sees, taken when it came. */
  readonly snapshot: Snapshot | null;
  /** The transaction that is waited for; 0 while the log is flushed. */
  readonly on: Xid;
  /** What is answered once the log is on disk. */
  readonly outcome: Outcome;
}

/** What a client sends: a statement, and the number that the answer repeats. */
export interface Asked {
  readonly statement: SqlStatement;
  readonly request: number;
}

/** One backend process. */
export interface Session {
  readonly from: number;
  readonly connection: number;
  /** Its transaction; 0 outside of one. */
  xid: Xid;
  /** Its transaction has met an error: only its end is answered. */
  isFailed: boolean;
  pending: Pending | null;
  /** What came while a statement was at work. */
  readonly queued: Asked[];
  /** Its client has hung up while its log was being flushed. */
  isGone: boolean;
}

export interface PostgresqlMemory {
  /** By node and connection, in the order of their coming. */
  readonly sessions: Map<string, Session>;
  transactions: TransactionTable;
  /** Sessions that wait for another transaction, in the order in which they began to. */
  readonly waiting: string[];
  /** Transactions that are over, and whose waiters have not been woken yet. */
  readonly ended: Xid[];
}

export interface PostgresqlDisk {
  /** Data pages. Whoever reads asks whether the writer committed, so what did not is never seen. */
  readonly heap: Heap;
  readonly committed: Set<Xid>;
  nextXid: Xid;
  starts: number;
}

/** The transaction that filled the tables before the run. */
const BOOTSTRAP = 1;

export class PostgresqlStore extends NodeStore<PostgresqlDisk, PostgresqlMemory> {
  constructor(spec: NodeSpec, topology: Topology) {
    super({
      disk: () => {
        const heap: Heap = new Map();
        for (const { table, row } of firstRows(spec, topology)) {
          const versions = versionsOf(heap, table);
          const place = versions.length;
          versions.push({ row, xmin: BOOTSTRAP, xmax: 0, place, next: -1, lockedBy: 0 });
        }
        return { heap, committed: new Set([BOOTSTRAP]), nextXid: BOOTSTRAP + 1, starts: 0 };
      },
      memory: () => ({
        sessions: new Map(),
        transactions: transactionsAfter([], 0),
        waiting: [],
        ended: [],
      }),
    });
  }

  /** Crash recovery: what the log on disk does not know to be committed never was. */
  recover(): void {
    this.memory.transactions = transactionsAfter(this.disk.committed, this.disk.nextXid);
  }

  /** The log is on disk up to here, and with it all commits so far. */
  flush(): void {
    for (const xid of this.memory.transactions.committed) this.disk.committed.add(xid);
  }
}
