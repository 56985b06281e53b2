/**
 * Serializable snapshot isolation (predicate.c; Ports and Grittner, VLDB 2012): no reader waits for a
 * writer, but where three transactions form in -> pivot -> out, each having read what the next one
 * overwrote, and out commits first, one of them is refused. In and out may be the same one.
 */
import type { SqlRow } from '../protocol/index.ts';
import { matches } from './schema.ts';
import { dangerousStructure } from './sql-error.ts';
import {
  areConcurrent,
  isSeen,
  type ReadPredicate,
  type Snapshot,
  type Transaction,
  type TransactionTable,
  type Xid,
} from './transactions.ts';
import { versionsOf, type Heap } from './heap.ts';

const isSerializable = ({ isolation }: Transaction): boolean => isolation === 'serializable';

const find = ({ open, kept }: TransactionTable, xid: Xid): Transaction | undefined =>
  open.get(xid) ?? kept.get(xid);

const all = (table: TransactionTable, xids: Iterable<Xid>): Transaction[] =>
  [...xids].flatMap((xid) => find(table, xid) ?? []);

/** Notes what is read, and who has written it already where this snapshot does not see it. */
export function noteRead(
  table: TransactionTable,
  heap: Heap,
  reader: Transaction,
  { predicate, snapshot }: { readonly predicate: ReadPredicate; readonly snapshot: Snapshot },
): void {
  if (!isSerializable(reader)) return;
  reader.reads.push(predicate);
  for (const version of versionsOf(heap, predicate.table)) {
    if (!matches(version.row, predicate.where)) continue;
    for (const xid of [version.xmin, version.xmax]) {
      if (xid === 0 || isSeen(table, reader, snapshot, xid)) continue;
      const writer = find(table, xid);
      if (writer !== undefined) noteConflict(table, { reader, writer, acting: reader });
    }
  }
}

/** Notes what is written, and who has read it by a predicate that the old or the new row matches. */
export function noteWrite(
  table: TransactionTable,
  writer: Transaction,
  { name, rows }: { readonly name: string; readonly rows: readonly SqlRow[] },
): void {
  if (!isSerializable(writer)) return;
  for (const reader of [...table.open.values(), ...table.kept.values()]) {
    const hasRead = reader.reads.some(
      (each) => each.table === name && rows.some((row) => matches(row, each.where)),
    );
    if (hasRead) noteConflict(table, { reader, writer, acting: writer });
  }
}

interface Conflict {
  readonly reader: Transaction;
  readonly writer: Transaction;
  /** The one of the two whose statement is at work. */
  readonly acting: Transaction;
}

function noteConflict(table: TransactionTable, { reader, writer, acting }: Conflict): void {
  if (reader === writer || !isSerializable(reader) || !isSerializable(writer)) return;
  if (reader.isDoomed || writer.isDoomed || !areConcurrent(reader, writer)) return;
  reader.writers.add(writer.xid);
  writer.readers.add(reader.xid);
  if (!isDangerous(table, reader, writer)) return;
  // The one at work is refused now; the other is only when that one has committed already.
  if (acting === writer || writer.commitNumber > 0) throw dangerousStructure();
  writer.isDoomed = true;
}

const isCommittedBefore = (one: Transaction, other: Transaction): boolean =>
  one.commitNumber > 0 && (other.commitNumber === 0 || one.commitNumber <= other.commitNumber);

/** OnConflict_CheckForSerializationFailure: whether reader -> writer completes a structure. */
function isDangerous(table: TransactionTable, reader: Transaction, writer: Transaction): boolean {
  const isPivotWriter = all(table, writer.writers).some(
    (out) => isCommittedBefore(out, reader) && isCommittedBefore(out, writer),
  );
  if (isPivotWriter) return true;
  if (writer.commitNumber === 0) return false;
  return all(table, reader.readers).some(
    (first) => !first.isDoomed && !(first.commitNumber > 0 && isCommittedBefore(first, writer)),
  );
}

/**
 * PreCommit_CheckForSerializationFailure: the first of the three to commit refuses the pivot, so that
 * a try again can succeed. Throws when this transaction was itself marked.
 */
export function checkCommit(table: TransactionTable, transaction: Transaction): void {
  if (transaction.isDoomed) throw dangerousStructure();
  if (!isSerializable(transaction)) return;
  for (const pivot of all(table, transaction.readers)) {
    if (pivot.commitNumber > 0 || pivot.isDoomed) continue;
    const isClosed = all(table, pivot.readers).some(
      (first) => first === transaction || (first.commitNumber === 0 && !first.isDoomed),
    );
    if (isClosed) pivot.isDoomed = true;
  }
}

/** What is committed is kept as long as a serializable transaction at work overlaps with it. */
export function forgetOld(table: TransactionTable): void {
  const atWork = [...table.open.values()].filter(isSerializable);
  for (const [xid, old] of table.kept) {
    if (!atWork.some((each) => areConcurrent(each, old))) table.kept.delete(xid);
  }
}
