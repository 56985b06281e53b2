/** The queue of statements that wait for another transaction to end. */
import { settingOf, type PostgresqlNode } from './node.ts';
import type { Asked, Session } from './store.ts';
import type { Snapshot, Xid } from './transactions.ts';
import { sqlText } from './wording.ts';

export const DEADLOCK = 'deadlock';
export const LOCK_TIMEOUT = 'lockTimeout';

// deadlock_timeout, the default of PostgreSQL 16.
const DEADLOCK_MS = 1000;

export const nameOf = ({ from, connection }: Pick<Session, 'from' | 'connection'>): string =>
  `${from}/${connection}`;

export function wait(
  node: PostgresqlNode,
  session: Session,
  { statement, request }: Asked,
  { snapshot, on }: { readonly snapshot: Snapshot; readonly on: Xid },
): void {
  const { waiting } = node.store.memory;
  const name = nameOf(session);
  session.pending = { statement, request, snapshot, on, outcome: { tag: '', rows: [], count: 0 } };
  waiting.push(name);
  node.record('served', { command: sqlText(statement), answer: `waits for transaction ${on}` });
  node.startTimer(DEADLOCK, settingOf(node, 'deadlock_timeout', DEADLOCK_MS), name);
  // lock_timeout is 0 by default: for ever.
  const lockMs = settingOf(node, 'lock_timeout', 0);
  if (lockMs > 0) node.startTimer(LOCK_TIMEOUT, lockMs, name);
  if (waiting.length === 1) node.step({ type: 'blocked' });
}

/** Takes a session out of the queue; undefined when it waits for no other transaction. */
export function stopWaiting(node: PostgresqlNode, name: string): Session | undefined {
  const { sessions, waiting } = node.store.memory;
  const place = waiting.indexOf(name);
  if (place < 0) return undefined;
  waiting.splice(place, 1);
  node.stopTimer(DEADLOCK, name);
  node.stopTimer(LOCK_TIMEOUT, name);
  if (waiting.length === 0) node.step({ type: 'unblocked' });
  return sessions.get(name);
}
