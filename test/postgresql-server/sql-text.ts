/** Reads the few forms of SQL that the stories use into statements of the model. */
import type {
  SqlChange,
  SqlCondition,
  SqlRow,
  SqlStatement,
  SqlValue,
} from '../../src/models/index.ts';

const valueOf = (text: string): SqlValue =>
  text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number(text);

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

function conditions(text: string | undefined): readonly SqlCondition[] {
  if (text === undefined) return [];
  return text.split(' AND ').map((part) => {
    const [, column = '', sign = '', value = ''] = /^(\w+) (=|<) (.+)$/.exec(part) ?? [];
    if (sign === '<') return { column, below: Number(value) };
    return { column, equals: valueOf(value) };
  });
}

function changes(text: string): Record<string, SqlChange> {
  const pairs = list(text).map((part): [string, SqlChange] => {
    const [, column = '', value = ''] = /^(\w+) = (.+)$/.exec(part) ?? [];
    const plus = /^\w+ \+ (\d+)$/.exec(value)?.[1];
    return [column, plus === undefined ? valueOf(value) : { plus: Number(plus) }];
  });
  return Object.fromEntries(pairs);
}

const LEVELS = {
  'READ COMMITTED': 'readCommitted',
  'REPEATABLE READ': 'repeatableRead',
  SERIALIZABLE: 'serializable',
} as const;

/** Throws for a form that the stories do not use. */
export function statementOf(sql: string): SqlStatement {
  if (sql === 'COMMIT') return { kind: 'commit' };
  if (sql === 'ROLLBACK') return { kind: 'rollback' };
  const begin = /^BEGIN ISOLATION LEVEL (.+)$/.exec(sql)?.[1];
  if (begin !== undefined)
    return { kind: 'begin', isolation: LEVELS[begin as keyof typeof LEVELS] };
  const [, table = '', columns, values = '', skip] =
    /^INSERT INTO (\w+) \((.+)\) VALUES \((.+?)\)( ON CONFLICT DO NOTHING)?$/.exec(sql) ?? [];
  if (columns !== undefined) {
    const given = list(values).map(valueOf);
    const row: SqlRow = Object.fromEntries(
      list(columns).map((column, at) => [column, given[at] as SqlValue]),
    );
    return { kind: 'insert', table, row, ...(skip === undefined ? {} : { skipsConflict: true }) };
  }
  const select = /^SELECT (\*|count\(\*\)) FROM (\w+)(?: WHERE (.+?))?( FOR UPDATE)?$/.exec(sql);
  if (select !== null) {
    const [, what, from = '', where, lock] = select;
    const picked = { table: from, where: conditions(where) };
    if (what !== '*') return { kind: 'count', ...picked };
    return { kind: 'select', ...picked, ...(lock === undefined ? {} : { forUpdate: true }) };
  }
  const update = /^UPDATE (\w+) SET (.+?)(?: WHERE (.+))?$/.exec(sql);
  if (update !== null) {
    const [, of = '', set = '', where] = update;
    return { kind: 'update', table: of, where: conditions(where), set: changes(set) };
  }
  const remove = /^DELETE FROM (\w+)(?: WHERE (.+))?$/.exec(sql);
  if (remove !== null) return { kind: 'delete', table: remove[1]!, where: conditions(remove[2]) };
  throw new Error(`no story uses this form: ${sql}`);
}
