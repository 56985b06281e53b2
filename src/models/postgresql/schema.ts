/** The tables: users, groups and their members, with the constraints that PostgreSQL enforces. */
import type { SqlChange, SqlCondition, SqlRow, SqlValue } from '../protocol/index.ts';
import { checkViolation, notNullViolation, undefinedColumn, undefinedTable } from './sql-error.ts';

interface Unique {
  /** As PostgreSQL names it when nobody else does. */
  readonly name: string;
  readonly columns: readonly string[];
}

export interface TableSchema {
  readonly columns: readonly string[];
  /** The primary key first. */
  readonly unique: readonly Unique[];
  readonly checks: readonly { readonly name: string; readonly holds: (row: SqlRow) => boolean }[];
}

// WhatsApp's limit since November 2022, by the press that quotes the company.
export const MEMBERS_MOST = 1024;

/** SQL DDL in data: CREATE TABLE users (user_id text PRIMARY KEY, phone text UNIQUE) and so on. */
export const SCHEMA: Readonly<Record<string, TableSchema>> = {
  users: {
    columns: ['user_id', 'phone'],
    unique: [
      { name: 'users_pkey', columns: ['user_id'] },
      { name: 'users_phone_key', columns: ['phone'] },
    ],
    checks: [],
  },
  groups: {
    columns: ['group_id', 'members'],
    unique: [{ name: 'groups_pkey', columns: ['group_id'] }],
    checks: [
      { name: 'groups_members_check', holds: ({ members }) => Number(members) <= MEMBERS_MOST },
    ],
  },
  group_members: {
    columns: ['group_id', 'user_id', 'is_admin'],
    unique: [{ name: 'group_members_pkey', columns: ['group_id', 'user_id'] }],
    checks: [],
  },
};

export const TABLE_NAMES = Object.keys(SCHEMA);

export function schemaOf(table: string): TableSchema {
  const schema = Object.hasOwn(SCHEMA, table) ? SCHEMA[table] : undefined;
  if (schema === undefined) throw undefinedTable(table);
  return schema;
}

const unknownIn = (table: string, columns: readonly string[]): string | undefined => {
  const schema = schemaOf(table);
  return columns.find((column) => !schema.columns.includes(column));
};

/** Throws for a column that conditions name and the table does not have. */
export function checkConditions(table: string, where: readonly SqlCondition[]): void {
  const unknown = unknownIn(
    table,
    where.map(({ column }) => column),
  );
  if (unknown !== undefined) throw undefinedColumn(unknown);
}

/** Throws for a column that is written and that the table does not have. */
export function checkTargets(table: string, columns: readonly string[]): void {
  const unknown = unknownIn(table, columns);
  if (unknown !== undefined) throw undefinedColumn(unknown, table);
}

/** A row as it may be written; throws for a column that is missing and for a check that fails. */
export function checkRow(table: string, row: SqlRow): void {
  const { columns, checks } = schemaOf(table);
  checkTargets(table, Object.keys(row));
  const missing = columns.find((column) => row[column] === undefined);
  if (missing !== undefined) throw notNullViolation(table, missing);
  const failed = checks.find(({ holds }) => !holds(row));
  if (failed !== undefined) throw checkViolation(table, failed.name);
}

export const matches = (row: SqlRow, where: readonly SqlCondition[]): boolean =>
  where.every((condition) => {
    const value = row[condition.column] as SqlValue;
    return 'equals' in condition ? value === condition.equals : Number(value) < condition.below;
  });

export function changed(row: SqlRow, set: Readonly<Record<string, SqlChange>>): SqlRow {
  const after: Record<string, SqlValue> = { ...row };
  for (const [column, change] of Object.entries(set)) {
    after[column] = typeof change === 'object' ? Number(row[column]) + change.plus : change;
  }
  return after;
}
