/** A PostgreSQL server as its own component sees it, and its answers. */
import type { NodeContext } from '../protocol/index.ts';
import type { PostgresqlKnobs } from './knobs.ts';
import { SUCCESS, type SqlError } from './sql-error.ts';
import type { Outcome } from './statements.ts';
import type { Asked, PostgresqlStore, Session } from './store.ts';
import { answerText, sqlText } from './wording.ts';

export type PostgresqlNode = NodeContext<PostgresqlStore, PostgresqlKnobs>;

/** A number of postgresql.conf, where the deployment sets it. */
export const settingOf = ({ spec }: PostgresqlNode, name: string, otherwise: number): number =>
  Number(spec.settings[name] ?? otherwise);

type To = Pick<Session, 'from' | 'connection'>;

export function answer(node: PostgresqlNode, to: To, asked: Asked, outcome: Outcome): void {
  send(node, to, asked, { ...outcome, sqlstate: SUCCESS, error: '' });
}

export function refuse(node: PostgresqlNode, to: To, asked: Asked, error: SqlError): void {
  const { sqlstate, message } = error;
  send(node, to, asked, { tag: '', rows: [], count: 0, sqlstate, error: message });
}

function send(
  node: PostgresqlNode,
  { from, connection }: To,
  { statement, request }: Asked,
  result: Outcome & { readonly sqlstate: string; readonly error: string },
): void {
  const packet = { type: 'sqlResult', ...result, request } as const;
  node.record('served', { command: sqlText(statement), answer: answerText(packet) });
  node.send(from, packet, connection);
}
