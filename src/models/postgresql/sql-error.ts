/** Errors of PostgreSQL: SQLSTATE and words, as src/backend/utils/errcodes.txt and its callers have them. */

export class SqlError extends Error {
  readonly sqlstate: string;

  constructor(sqlstate: string, message: string) {
    super(message);
    this.sqlstate = sqlstate;
  }
}

export const SUCCESS = '00000';

/** REPEATABLE READ and SERIALIZABLE: somebody else changed the row first, and committed. */
export const concurrentUpdate = (): SqlError =>
  new SqlError('40001', 'could not serialize access due to concurrent update');

export const concurrentDelete = (): SqlError =>
  new SqlError('40001', 'could not serialize access due to concurrent delete');

/** SERIALIZABLE: no order of the transactions one after the other would give these results. */
export const dangerousStructure = (): SqlError =>
  new SqlError(
    '40001',
    'could not serialize access due to read/write dependencies among transactions',
  );

export const deadlockDetected = (): SqlError => new SqlError('40P01', 'deadlock detected');

export const lockTimeout = (): SqlError =>
  new SqlError('55P03', 'canceling statement due to lock timeout');

export const uniqueViolation = (constraint: string): SqlError =>
  new SqlError('23505', `duplicate key value violates unique constraint "${constraint}"`);

export const checkViolation = (table: string, constraint: string): SqlError =>
  new SqlError(
    '23514',
    `new row for relation "${table}" violates check constraint "${constraint}"`,
  );

export const notNullViolation = (table: string, column: string): SqlError =>
  new SqlError(
    '23502',
    `null value in column "${column}" of relation "${table}" violates not-null constraint`,
  );

export const undefinedTable = (table: string): SqlError =>
  new SqlError('42P01', `relation "${table}" does not exist`);

/** Where a condition names it; an assignment also names the relation. */
export const undefinedColumn = (column: string, table = ''): SqlError =>
  new SqlError(
    '42703',
    `column "${column}" ${table === '' ? '' : `of relation "${table}" `}does not exist`,
  );

export const inFailedTransaction = (): SqlError =>
  new SqlError(
    '25P02',
    'current transaction is aborted, commands ignored until end of transaction block',
  );

export const levelTooLate = (): SqlError =>
  new SqlError('25001', 'SET TRANSACTION ISOLATION LEVEL must be called before any query');

export const startingUp = (): SqlError =>
  new SqlError('57P03', 'the database system is starting up');

export const tooManyConnections = (): SqlError =>
  new SqlError('53300', 'sorry, too many clients already');
