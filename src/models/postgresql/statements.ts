/** Carries out one statement: on what its transaction sees, with locks on what it changes. */
import type { SqlCondition, SqlRow, SqlStatement, SqlValue } from '../protocol/index.ts';
import { addVersion, visible, type Heap, type Version } from './heap.ts';
import { claim, isWait, keyState, type Wait } from './row-locks.ts';
import { changed, checkConditions, checkRow, checkTargets, schemaOf } from './schema.ts';
import { noteRead, noteWrite } from './serializable.ts';
import { uniqueViolation } from './sql-error.ts';
import type { Snapshot, Transaction, TransactionTable } from './transactions.ts';

export interface Outcome {
  readonly tag: string;
  readonly rows: readonly SqlRow[];
  readonly count: number;
}

export interface Workplace {
  readonly heap: Heap;
  readonly transactions: TransactionTable;
  readonly by: Transaction;
  readonly snapshot: Snapshot;
}

export type DataStatement = Exclude<
  SqlStatement,
  { readonly kind: 'begin' | 'commit' | 'rollback' }
>;
type StatementOf<Kind> = Extract<DataStatement, { readonly kind: Kind }>;

/** Throws SqlError. A wait changes nothing: the statement is carried out anew when it is over. */
export function execute(at: Workplace, statement: DataStatement): Outcome | Wait {
  switch (statement.kind) {
    case 'insert':
      return insert(at, statement);
    case 'select':
      return select(at, statement);
    case 'count': {
      const rows = [{ count: read(at, statement).length }];
      return { tag: 'SELECT 1', rows, count: 1 };
    }
    case 'update':
      return update(at, statement);
    case 'delete':
      return remove(at, statement);
  }
}

type Picked = { readonly table: string; readonly where: readonly SqlCondition[] };

/** The versions that a statement finds; a serializable transaction leaves word of what it looked for. */
function read(at: Workplace, { table, where }: Picked): Version[] {
  checkConditions(table, where);
  const { heap, transactions, by, snapshot } = at;
  noteRead(transactions, heap, by, { predicate: { table, where }, snapshot });
  return visible(heap, { table, where }, at);
}

/**
 * Row by row: found, looked at, and locked for this transaction, which keeps it from others even
 * while a later row has to be waited for. `check` throws for a row that could not be written.
 */
function readToChange(
  at: Workplace,
  picked: Picked,
  check: (version: Version) => Wait | undefined = () => undefined,
): Version[] | Wait {
  const claimed: Version[] = [];
  for (const version of read(at, picked)) {
    const early = check(version);
    if (early !== undefined) return early;
    const own = claim(at.heap, at.transactions, at.by, {
      ...picked,
      version,
      isSelect: 'forUpdate' in picked,
    });
    if (isWait(own)) return own;
    if (own === undefined) continue;
    const late = own === version ? undefined : check(own);
    if (late !== undefined) return late;
    own.lockedBy = at.by.xid;
    claimed.push(own);
  }
  return claimed;
}

function select(at: Workplace, statement: StatementOf<'select'>): Outcome | Wait {
  const versions = statement.forUpdate === true ? readToChange(at, statement) : read(at, statement);
  if (isWait(versions)) return versions;
  const rows = versions.map(({ row }) => row);
  return { tag: `SELECT ${rows.length}`, rows, count: rows.length };
}

function insert(
  at: Workplace,
  { table, row, skipsConflict }: StatementOf<'insert'>,
): Outcome | Wait {
  checkRow(table, row);
  const conflict = conflictOf(at, table, row);
  if (isWait(conflict)) return conflict;
  if (conflict !== '' && skipsConflict === true) return { tag: 'INSERT 0 0', rows: [], count: 0 };
  if (conflict !== '') throw uniqueViolation(conflict);
  noteWrite(at.transactions, at.by, { name: table, rows: [row] });
  at.by.hasWritten = true;
  addVersion(at.heap, table, row, at.by.xid);
  return { tag: 'INSERT 0 1', rows: [], count: 1 };
}

/** The name of the unique constraint that stands in the way, '' for none; whoever decides it is waited for. */
function conflictOf(at: Workplace, table: string, row: SqlRow, before?: SqlRow): string | Wait {
  for (const { name, columns } of schemaOf(table).unique) {
    // A key that an update leaves as it is meets nobody but its own row.
    if (before !== undefined && columns.every((column) => before[column] === row[column])) continue;
    const where = columns.map((column) => ({ column, equals: row[column] as SqlValue }));
    const state = keyState(at.heap, at.transactions, at.by, { table, where });
    if (state === 'taken') return name;
    if (isWait(state)) return state;
  }
  return '';
}

function update(at: Workplace, { table, where, set }: StatementOf<'update'>): Outcome | Wait {
  checkTargets(table, Object.keys(set));
  const versions = readToChange(at, { table, where }, ({ row: before }) => {
    const row = changed(before, set);
    checkRow(table, row);
    const conflict = conflictOf(at, table, row, before);
    if (isWait(conflict)) return conflict;
    if (conflict !== '') throw uniqueViolation(conflict);
    return undefined;
  });
  if (isWait(versions)) return versions;
  for (const version of versions) {
    const row = changed(version.row, set);
    noteWrite(at.transactions, at.by, { name: table, rows: [version.row, row] });
    at.by.hasWritten = true;
    version.xmax = at.by.xid;
    version.next = addVersion(at.heap, table, row, at.by.xid).place;
  }
  return { tag: `UPDATE ${versions.length}`, rows: [], count: versions.length };
}

function remove(at: Workplace, { table, where }: StatementOf<'delete'>): Outcome | Wait {
  const versions = readToChange(at, { table, where });
  if (isWait(versions)) return versions;
  for (const version of versions) {
    noteWrite(at.transactions, at.by, { name: table, rows: [version.row] });
    at.by.hasWritten = true;
    version.xmax = at.by.xid;
    version.next = -1;
  }
  return { tag: `DELETE ${versions.length}`, rows: [], count: versions.length };
}
