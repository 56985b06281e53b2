/** Statements and answers in the words of psql, for the trace. */
import type {
  PacketOf,
  SqlChange,
  SqlCondition,
  SqlStatement,
  SqlValue,
} from '../protocol/index.ts';

const LEVELS = {
  readCommitted: 'READ COMMITTED',
  repeatableRead: 'REPEATABLE READ',
  serializable: 'SERIALIZABLE',
} as const;

const literal = (value: SqlValue): string =>
  typeof value === 'number' ? `${value}` : `'${value.replaceAll("'", "''")}'`;

const whereText = (where: readonly SqlCondition[]): string =>
  where.length === 0 ? '' : ` WHERE ${where.map(conditionText).join(' AND ')}`;

const conditionText = (condition: SqlCondition): string =>
  'equals' in condition
    ? `${condition.column} = ${literal(condition.equals)}`
    : `${condition.column} < ${condition.below}`;

const changeText = (column: string, change: SqlChange): string =>
  typeof change === 'object'
    ? `${column} = ${column} + ${change.plus}`
    : `${column} = ${literal(change)}`;

export function sqlText(statement: SqlStatement): string {
  switch (statement.kind) {
    case 'begin':
      return `BEGIN ISOLATION LEVEL ${LEVELS[statement.isolation]}`;
    case 'commit':
      return 'COMMIT';
    case 'rollback':
      return 'ROLLBACK';
    case 'insert': {
      const columns = Object.keys(statement.row).join(', ');
      const values = Object.values(statement.row).map(literal).join(', ');
      const skip = statement.skipsConflict === true ? ' ON CONFLICT DO NOTHING' : '';
      return `INSERT INTO ${statement.table} (${columns}) VALUES (${values})${skip}`;
    }
    case 'select':
      return `SELECT * FROM ${statement.table}${whereText(statement.where)}${statement.forUpdate === true ? ' FOR UPDATE' : ''}`;
    case 'count':
      return `SELECT count(*) FROM ${statement.table}${whereText(statement.where)}`;
    case 'update': {
      const set = Object.entries(statement.set).map(([column, to]) => changeText(column, to));
      return `UPDATE ${statement.table} SET ${set.join(', ')}${whereText(statement.where)}`;
    }
    case 'delete':
      return `DELETE FROM ${statement.table}${whereText(statement.where)}`;
  }
}

/** The tag, a count as its number, an error with its code. */
export function answerText({ tag, rows, error, sqlstate }: PacketOf<'sqlResult'>): string {
  if (error !== '') return `ERROR ${sqlstate}: ${error}`;
  const count = rows.length === 1 ? rows[0]?.['count'] : undefined;
  return count === undefined ? tag : `${count}`;
}
