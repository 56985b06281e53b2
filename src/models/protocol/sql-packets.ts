/** PostgreSQL: statements in the shape of SQL, and answers with SQLSTATE. */

/** As BEGIN ISOLATION LEVEL names them. PostgreSQL takes READ UNCOMMITTED for READ COMMITTED. */
export const ISOLATION_LEVELS = ['readCommitted', 'repeatableRead', 'serializable'] as const;

export type IsolationLevel = (typeof ISOLATION_LEVELS)[number];

export type SqlValue = string | number;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** column = equals, or column < below. Conditions are joined by AND. */
export type SqlCondition =
  | { readonly column: string; readonly equals: SqlValue }
  | { readonly column: string; readonly below: number };

/** A column's new value, or how much is added to the old one. */
export type SqlChange = SqlValue | { readonly plus: number };

export type SqlStatement =
  | { readonly kind: 'begin'; readonly isolation: IsolationLevel }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | {
      readonly kind: 'insert';
      readonly table: string;
      readonly row: SqlRow;
      /** ON CONFLICT DO NOTHING: a row in the way is no error, and nothing is inserted. */
      readonly skipsConflict?: true;
    }
  | {
      readonly kind: 'select';
      readonly table: string;
      readonly where: readonly SqlCondition[];
      /** FOR UPDATE: the rows are locked until the transaction ends. */
      readonly forUpdate?: true;
    }
  | { readonly kind: 'count'; readonly table: string; readonly where: readonly SqlCondition[] }
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly where: readonly SqlCondition[];
      readonly set: Readonly<Record<string, SqlChange>>;
    }
  | { readonly kind: 'delete'; readonly table: string; readonly where: readonly SqlCondition[] };

/** The number of the connection that carries it is the session: one backend process, one transaction. */
export type SqlPacket =
  | { readonly type: 'sqlQuery'; readonly statement: SqlStatement; readonly request: number }
  | {
      readonly type: 'sqlResult';
      /** The command tag, as INSERT 0 1; '' with an error. */
      readonly tag: string;
      readonly rows: readonly SqlRow[];
      /** Rows found, inserted, changed or removed. */
      readonly count: number;
      /** 00000 for success, else the code of the error, as 40001. */
      readonly sqlstate: string;
      /** The words of PostgreSQL for the error; '' for none. */
      readonly error: string;
      readonly request: number;
    };

/** A person asks for another to be let into a group, and is told what came of it. */
export type MembershipPacket =
  | { readonly type: 'addMember'; readonly conversation: string; readonly user: string }
  | {
      readonly type: 'memberAnswer';
      readonly conversation: string;
      readonly user: string;
      readonly outcome: MembershipOutcome;
    };

export const MEMBERSHIP_OUTCOMES = [
  'joined',
  'already',
  'full',
  'conflict',
  'unavailable',
  'unknown',
] as const;

/**
 * conflict: every try ended in a serialization failure. unavailable: the database refused or was
 * silent before the commit. unknown: it was silent after, and may have carried it out or not.
 */
export type MembershipOutcome = (typeof MEMBERSHIP_OUTCOMES)[number];
