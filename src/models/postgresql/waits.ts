/** Statements that wait for another transaction to end: in turn, and not for ever in a circle. */
import { settingOf, type PostgresqlNode } from './node.ts';
import { isDeadlocked } from './row-locks.ts';
import { deadlockDetected, lockTimeout, type SqlError } from './sql-error.ts';
import type { Asked, Session } from './store.ts';
import { fail, nameOf, run } from './transaction-block.ts';
import type { Snapshot, Xid } from './transactions.ts';
import { sqlText } from './wording.ts';

export const DEADLOCK = 'deadlock';
export const LOCK_TIMEOUT = 'lockTimeout';

// deadlock_timeout, the default of PostgreSQL 16.
const DEADLOCK_MS = 1000;

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

/** Whoever waited for this transaction tries again, in turn; all but the first may wait anew. */
export function wake(node: PostgresqlNode, xid: Xid): void {
  const { sessions, waiting } = node.store.memory;
  const names = waiting.filter((name) => sessions.get(name)?.pending?.on === xid);
  for (const name of names) {
    const session = stopWaiting(node, name);
    if (session?.pending == null) continue;
    const { statement, request, snapshot } = session.pending;
    session.pending = null;
    run(node, session, { statement, request }, snapshot);
  }
}

/** deadlock_timeout after the wait began: a circle of waits is broken by refusing this statement. */
export function lookForDeadlock(node: PostgresqlNode, name: string): void {
  const { sessions, waiting } = node.store.memory;
  const waits = new Map<Xid, Xid>();
  for (const each of waiting) {
    const session = sessions.get(each);
    if (session?.pending != null) waits.set(session.xid, session.pending.on);
  }
  const xid = sessions.get(name)?.xid ?? 0;
  if (isDeadlocked(waits, xid)) cancel(node, name, deadlockDetected());
}

export const lockTimedOut = (node: PostgresqlNode, name: string): void =>
  cancel(node, name, lockTimeout());

function cancel(node: PostgresqlNode, name: string, error: SqlError): void {
  const session = stopWaiting(node, name);
  if (session?.pending == null) return;
  const { statement, request } = session.pending;
  session.pending = null;
  fail(node, session, { statement, request }, error);
}
