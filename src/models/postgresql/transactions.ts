/** Transactions: their numbers, what became of them, and what each may see (snapshots). */
import type { IsolationLevel, SqlCondition } from '../protocol/index.ts';

/** A transaction's number; 0 stands for none. */
export type Xid = number;

/** Who was at work when the snapshot was taken: their changes are not seen, nor those of later ones. */
export interface Snapshot {
  /** The first number that was not given yet. */
  readonly before: Xid;
  readonly atWork: ReadonlySet<Xid>;
}

/** A predicate that a serializable transaction has read by: what matches it, now or later. */
export interface ReadPredicate {
  readonly table: string;
  readonly where: readonly SqlCondition[];
}

export interface Transaction {
  readonly xid: Xid;
  isolation: IsolationLevel;
  /** READ COMMITTED takes one for each statement, the others one for all. */
  snapshot: Snapshot | null;
  /** Began with BEGIN; otherwise it ends with its statement. */
  readonly isBlock: boolean;
  /** Has carried out a statement: its level is settled. */
  hasLooked: boolean;
  /** Has something that a crash must not lose. */
  hasWritten: boolean;
  /** Serializable only: it would complete a dangerous structure, and will be refused. */
  isDoomed: boolean;
  /** Predicate locks (SIREAD). They block nobody. */
  readonly reads: ReadPredicate[];
  /** Concurrent transactions that read what this one wrote. */
  readonly readers: Set<Xid>;
  /** Concurrent transactions that wrote what this one read. */
  readonly writers: Set<Xid>;
  /** In the order of commits; 0 as long as it has not asked for its own. */
  commitNumber: number;
}

/** Plain data of the memory. */
export interface TransactionTable {
  /** At work now, by number, in the order of their beginnings. */
  readonly open: Map<Xid, Transaction>;
  /** Committed ones that a serializable transaction at work still overlaps with. */
  readonly kept: Map<Xid, Transaction>;
  /** All that ever committed (pg_xact). A number that is neither here nor open was rolled back. */
  readonly committed: Set<Xid>;
  nextXid: Xid;
  commits: number;
}

export const transactionsAfter = (committed: Iterable<Xid>, nextXid: Xid): TransactionTable => ({
  open: new Map(),
  kept: new Map(),
  committed: new Set(committed),
  nextXid,
  commits: 0,
});

export function begin(
  table: TransactionTable,
  isolation: IsolationLevel,
  isBlock: boolean,
): Transaction {
  const transaction: Transaction = {
    xid: table.nextXid,
    isolation,
    snapshot: null,
    isBlock,
    hasLooked: false,
    hasWritten: false,
    isDoomed: false,
    reads: [],
    readers: new Set(),
    writers: new Set(),
    commitNumber: 0,
  };
  table.nextXid += 1;
  table.open.set(transaction.xid, transaction);
  return transaction;
}

export const takeSnapshot = ({ open, nextXid }: TransactionTable): Snapshot => ({
  before: nextXid,
  atWork: new Set(open.keys()),
});

/** Whether what this transaction did is seen by the snapshot: its own deeds always are. */
export function isSeen(
  table: TransactionTable,
  transaction: Pick<Transaction, 'xid'>,
  snapshot: Snapshot,
  xid: Xid,
): boolean {
  if (xid === transaction.xid) return true;
  return xid < snapshot.before && !snapshot.atWork.has(xid) && table.committed.has(xid);
}

/** Whether two transactions overlap in time: neither had committed when the other began to look. */
export function areConcurrent(one: Transaction, other: Transaction): boolean {
  return looksPast(one, other) && looksPast(other, one);
}

/** A transaction that has not looked yet will see whatever is committed by then. */
const looksPast = ({ snapshot }: Transaction, other: Transaction): boolean =>
  other.commitNumber === 0 ||
  (snapshot !== null && (other.xid >= snapshot.before || snapshot.atWork.has(other.xid)));
