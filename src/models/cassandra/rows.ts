/** Rows as replicas merge them: cell by cell, with tombstones for whole rows. Pure. */
import { keyOf } from '../../kernel/index.ts';
import type { RowDeletion, TableRow } from '../protocol/index.ts';
import { type Cell, compareBytes, reconcile } from './cells.ts';

/** The clustering order: by number, then by name. */
export const compareRows = (one: TableRow, other: TableRow): number =>
  one.sequence - other.sequence ||
  (one.name === other.name ? 0 : compareBytes(one.name, other.name));

/** At one timestamp the tombstone wins. */
const isHidden = ({ timestampUs }: Cell, deleted: RowDeletion | undefined): boolean =>
  deleted !== undefined && timestampUs <= deleted.timestampUs;

function laterDeletion(
  one: RowDeletion | undefined,
  other: RowDeletion | undefined,
): RowDeletion | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const later = other.timestampUs - one.timestampUs || other.deletedAtS - one.deletedAtS;
  return later > 0 ? other : one;
}

/** Both copies of one row, merged; what a tombstone hides is dropped. */
export function mergeRow(one: TableRow, other: TableRow): TableRow {
  const deleted = laterDeletion(one.deleted, other.deleted);
  const cells: Record<string, Cell> = {};
  for (const [column, cell] of [...Object.entries(one.cells), ...Object.entries(other.cells)]) {
    if (isHidden(cell, deleted)) continue;
    const known = cells[column];
    cells[column] = known === undefined ? cell : reconcile(known, cell);
  }
  const { sequence, name } = one;
  return { sequence, name, cells, ...(deleted === undefined ? {} : { deleted }) };
}

/** A row exists while one of its cells lives. */
export const isLive = ({ cells, deleted }: TableRow): boolean =>
  Object.values(cells).some((cell) => cell.kind !== 'tombstone' && !isHidden(cell, deleted));

/** Two lists in clustering order, merged into one. */
export function mergeRows(one: readonly TableRow[], other: readonly TableRow[]): TableRow[] {
  const merged: TableRow[] = [];
  let [left, right] = [0, 0];
  while (left < one.length || right < other.length) {
    const [mine, theirs] = [one[left], other[right]];
    const order = mine === undefined ? 1 : theirs === undefined ? -1 : compareRows(mine, theirs);
    if (order === 0) merged.push(mergeRow(mine!, theirs!));
    else merged.push((order < 0 ? mine : theirs)!);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
  }
  return merged;
}

/** The rows of `merged` that a replica with `have` lacks, in whole or in part. */
export function lackingIn(have: readonly TableRow[], merged: readonly TableRow[]): TableRow[] {
  const known = new Map(have.map((row) => [`${row.sequence} ${row.name}`, textOf(row)]));
  return merged.filter((row) => known.get(`${row.sequence} ${row.name}`) !== textOf(row));
}

/** The row without tombstones from before `gcBeforeS`; undefined when nothing is left of it. */
export function purged(row: TableRow, gcBeforeS: number): TableRow | undefined {
  const { deleted } = row;
  if (deleted === undefined || deleted.deletedAtS >= gcBeforeS) return row;
  const { sequence, name, cells } = mergeRow(row, row);
  return Object.keys(cells).length === 0 ? undefined : { sequence, name, cells };
}

/** Equal for replicas that hold the same rows. */
export const digestOf = (rows: readonly TableRow[]): number => keyOf(rows.map(textOf).join('\n'));

/** Bytes of its texts, and 8 for each number: what a partition weighs without its overhead. */
export const sizeOf = ({ name, cells }: TableRow): number =>
  Object.values(cells).reduce((sum, { value }) => sum + value.length + 8, name.length + 8);

const byName = ([one]: readonly [string, Cell], [other]: readonly [string, Cell]): number =>
  one < other ? -1 : one > other ? 1 : 0;

function textOf({ sequence, name, cells, deleted }: TableRow): string {
  const columns = Object.entries(cells)
    .toSorted(byName)
    .map(([column, { value, timestampUs, kind = 'live' }]) => [column, value, timestampUs, kind]);
  return JSON.stringify([sequence, name, deleted?.timestampUs ?? 0, columns]);
}
