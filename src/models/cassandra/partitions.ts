/** What one replica holds: partitions of rows in clustering order, and the traces of deleted rows. */
import type { PartitionUpdate, ReadCommand, TableName, TableRow } from '../protocol/index.ts';
import { compareRows, isLive, mergeRow, purged, sizeOf } from './rows.ts';

export interface Partition {
  readonly table: TableName;
  readonly key: string;
  rows: TableRow[];
}

/** By table and key. */
export type Partitions = Map<string, Partition>;

export const placeOf = ({ table, key }: Pick<Partition, 'table' | 'key'>): string =>
  `${table}/${key}`;

/** A row that an update brought to life or killed on this replica. */
export interface RowChange {
  readonly row: TableRow;
  readonly change: 'stored' | 'forgotten' | 'overwritten';
}

/** Merges an update into the partition; what it changed, row by row. */
export function applyUpdate(partitions: Partitions, update: PartitionUpdate): RowChange[] {
  const place = placeOf(update);
  let partition = partitions.get(place);
  if (partition === undefined) {
    partition = { table: update.table, key: update.key, rows: [] };
    partitions.set(place, partition);
  }
  const changes: RowChange[] = [];
  for (const row of update.rows) {
    const change = mergeInto(partition.rows, row);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

function mergeInto(rows: TableRow[], row: TableRow): RowChange | undefined {
  // Most rows come at the end.
  let at = rows.length;
  while (at > 0 && compareRows(rows[at - 1]!, row) > 0) at -= 1;
  const known = rows[at - 1];
  const isNew = known === undefined || compareRows(known, row) !== 0;
  const merged = isNew ? mergeRow(row, row) : mergeRow(known, row);
  if (isNew) rows.splice(at, 0, merged);
  else rows[at - 1] = merged;
  const [was, is] = [!isNew && isLive(known), isLive(merged)];
  if (was && is) return { row: merged, change: 'overwritten' };
  if (was === is) return undefined;
  return { row: merged, change: is ? 'stored' : 'forgotten' };
}

/** Compaction, as far as anybody can see it: tombstones older than gc_grace_seconds go. */
export function compact(partition: Partition, gcBeforeS: number): void {
  if (!partition.rows.some(({ deleted }) => deleted !== undefined)) return;
  partition.rows = partition.rows.flatMap((row) => purged(row, gcBeforeS) ?? []);
}

export interface Slice {
  readonly rows: readonly TableRow[];
  /** Rows that were gone over, tombstones included: what the read costs. */
  readonly scanned: number;
  readonly tombstones: number;
}

const NOTHING: Slice = { rows: [], scanned: 0, tombstones: 0 };

/** What the command asks for; tombstones come along, so that a coordinator can tell who is right. */
export function readSlice(partitions: Partitions, command: ReadCommand): Slice {
  const rows = partitions.get(placeOf(command))?.rows;
  if (rows === undefined) return NOTHING;
  const found = selectRows(rows, command);
  const tombstones = found.reduce((sum, { deleted }) => sum + (deleted === undefined ? 0 : 1), 0);
  return { rows: found, scanned: found.length, tombstones };
}

/** What of a partition’s rows, or of what several replicas told of them, the command asks for. */
export function selectRows(
  rows: readonly TableRow[],
  { after, limit, name }: ReadCommand,
): TableRow[] {
  if (name !== undefined) {
    // By the whole key, with the static row and, for the next number, the last of all.
    const last = rows.at(-1);
    return rows.filter((row) => row.name === name || row.name === '' || row === last);
  }
  if (after === undefined) return [...rows];
  let first = rows.length;
  while (first > 0 && rows[first - 1]!.sequence > after) first -= 1;
  return rows.slice(first, first + (limit ?? rows.length));
}

export const weightOf = ({ rows }: Partition): number =>
  rows.reduce((sum, row) => sum + sizeOf(row), 0);
