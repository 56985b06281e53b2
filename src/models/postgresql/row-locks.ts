/** Row locks: the first who changes a row has it until the end of its transaction; others wait. */
import type { SqlCondition } from '../protocol/index.ts';
import { versionsOf, type Heap, type Version } from './heap.ts';
import { matches } from './schema.ts';
import { concurrentDelete, concurrentUpdate } from './sql-error.ts';
import type { Transaction, TransactionTable, Xid } from './transactions.ts';

/** A transaction must end before the statement can go on. */
export interface Wait {
  readonly on: Xid;
}

export const isWait = (value: unknown): value is Wait =>
  typeof value === 'object' && value !== null && 'on' in value;

/**
 * The version that may be changed now: this one, or at READ COMMITTED the newest one where that still
 * matches; undefined when the row is gone or matches no more (EvalPlanQual). Above READ COMMITTED a
 * row that somebody else has changed since the snapshot is an error: the first updater wins.
 */
export function claim(
  heap: Heap,
  transactions: TransactionTable,
  by: Transaction,
  {
    table,
    where,
    version,
    isSelect,
  }: {
    readonly table: string;
    readonly where: readonly SqlCondition[];
    readonly version: Version;
    /** SELECT FOR UPDATE, not a change. */
    readonly isSelect: boolean;
  },
): Version | Wait | undefined {
  const holder = [version.xmax, version.lockedBy].find(
    (xid) => xid !== 0 && xid !== by.xid && transactions.open.has(xid),
  );
  if (holder !== undefined) return { on: holder };
  const isEnded = version.xmax !== 0 && transactions.committed.has(version.xmax);
  if (version.xmax === by.xid) return undefined;
  if (!isEnded) return version;
  if (by.isolation !== 'readCommitted') {
    // nodeLockRows.c has but one text for both.
    throw version.next >= 0 || isSelect ? concurrentUpdate() : concurrentDelete();
  }
  const newer = versionsOf(heap, table)[version.next];
  if (newer === undefined) return undefined;
  const claimed = claim(heap, transactions, by, {
    table,
    where,
    version: newer,
    isSelect,
  });
  if (claimed === undefined || isWait(claimed)) return claimed;
  return matches(claimed.row, where) ? claimed : undefined;
}

/** A transaction whose fate decides whether a key is free; 'taken' when it is not; 'free'. */
export function keyState(
  heap: Heap,
  transactions: TransactionTable,
  by: Transaction,
  { table, where }: { readonly table: string; readonly where: readonly SqlCondition[] },
): Wait | 'taken' | 'free' {
  let state: Wait | 'free' = 'free';
  for (const { row, xmin, xmax } of versionsOf(heap, table)) {
    if (!matches(row, where)) continue;
    const isOwn = xmin === by.xid;
    if (!isOwn && transactions.open.has(xmin)) state = { on: xmin };
    else if (!isOwn && !transactions.committed.has(xmin)) continue;
    else if (xmax === 0 || isUndone(transactions, xmax)) return 'taken';
    else if (xmax !== by.xid && transactions.open.has(xmax)) state = { on: xmax };
  }
  return state;
}

/** Neither at work nor committed: it was rolled back, and what it ended lives on. */
const isUndone = ({ open, committed }: TransactionTable, xid: Xid): boolean =>
  !open.has(xid) && !committed.has(xid);

/** The waits that close a circle with this one; deadlock_timeout after it began they are looked for. */
export function isDeadlocked(waits: ReadonlyMap<Xid, Xid>, from: Xid): boolean {
  const seen = new Set<Xid>();
  for (let at = waits.get(from); at !== undefined && !seen.has(at); at = waits.get(at)) {
    if (at === from) return true;
    seen.add(at);
  }
  return false;
}
