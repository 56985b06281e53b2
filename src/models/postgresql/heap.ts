/** Tables as PostgreSQL keeps them: versions of rows, each with who made it and who ended it. */
import type { SqlCondition, SqlRow } from '../protocol/index.ts';
import { matches } from './schema.ts';
import {
  isSeen,
  type Snapshot,
  type Transaction,
  type TransactionTable,
  type Xid,
} from './transactions.ts';

export interface Version {
  readonly row: SqlRow;
  readonly xmin: Xid;
  /** Who deleted or replaced it; 0 for nobody. */
  xmax: Xid;
  /** Its place in the table's list, and that of the version that replaced it; -1 for none. */
  readonly place: number;
  next: number;
  /** SELECT FOR UPDATE: who holds the row; 0 for nobody. */
  lockedBy: Xid;
}

/** Versions in the order of their making, by table. Nothing is vacuumed. */
export type Heap = Map<string, Version[]>;

export const versionsOf = (heap: Heap, table: string): Version[] => {
  const known = heap.get(table);
  if (known !== undefined) return known;
  const fresh: Version[] = [];
  heap.set(table, fresh);
  return fresh;
};

export function addVersion(heap: Heap, table: string, row: SqlRow, xmin: Xid): Version {
  const versions = versionsOf(heap, table);
  const place = versions.length;
  const version: Version = { row, xmin, xmax: 0, place, next: -1, lockedBy: 0 };
  versions.push(version);
  return version;
}

/** The rows that a snapshot shows and a condition picks, oldest first. */
export function visible(
  heap: Heap,
  { table, where }: { readonly table: string; readonly where: readonly SqlCondition[] },
  eyes: {
    readonly transactions: TransactionTable;
    readonly by: Transaction;
    readonly snapshot: Snapshot;
  },
): Version[] {
  const { transactions, by, snapshot } = eyes;
  return versionsOf(heap, table).filter(
    (version) =>
      matches(version.row, where) &&
      isSeen(transactions, by, snapshot, version.xmin) &&
      !(version.xmax !== 0 && isSeen(transactions, by, snapshot, version.xmax)),
  );
}
