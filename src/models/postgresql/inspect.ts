/** What PostgreSQL shows when somebody opens it: committed rows, sessions, row locks. */
import type { Inspection, InspectionTable, SqlRow } from '../protocol/index.ts';
import type { PostgresqlNode } from './node.ts';
import { SCHEMA, TABLE_NAMES } from './schema.ts';
import type { Session } from './store.ts';
import { sqlText } from './wording.ts';

/** What a transaction that began now would see. */
export function committedRows({ store }: PostgresqlNode, table: string): SqlRow[] {
  const { committed } = store.memory.transactions;
  return (store.disk.heap.get(table) ?? [])
    .filter(({ xmin, xmax }) => committed.has(xmin) && !committed.has(xmax))
    .map(({ row }) => row);
}

export function inspectPostgresql(node: PostgresqlNode): Inspection {
  const { sessions } = node.store.memory;
  const nameOf = (client: number) => node.topology.nodes[client]?.name ?? '';
  const tables = TABLE_NAMES.map((table) => tableOf(table, committedRows(node, table)));
  return {
    vital: { label: 'rows', value: tables.reduce((sum, { rows }) => sum + rows.length, 0) },
    tables: [
      ...tables,
      {
        title: 'Sessions',
        columns: ['client', 'connection', 'state', 'transaction', 'waits for', 'statement'],
        rows: [...sessions.values()].map((session) => {
          const { from, connection, xid, pending } = session;
          const [waitsFor, text] =
            pending === null ? [null, ''] : [pending.on || null, sqlText(pending.statement)];
          return [nameOf(from), connection, stateOf(session), xid || null, waitsFor, text];
        }),
      },
    ],
  };
}

/** As pg_stat_activity has it. */
function stateOf({ pending, xid, isFailed }: Session): string {
  if (pending !== null) return 'active';
  if (isFailed) return 'idle in transaction (aborted)';
  return xid === 0 ? 'idle' : 'idle in transaction';
}

function tableOf(title: string, rows: readonly SqlRow[]): InspectionTable {
  const columns = SCHEMA[title]?.columns ?? [];
  return { title, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}
