/** How waits end: the other transaction is over, or a circle or too much time breaks them off. */
import { stopWaiting } from './lock-queue.ts';
import type { PostgresqlNode } from './node.ts';
import { isDeadlocked } from './row-locks.ts';
import { deadlockDetected, lockTimeout, type SqlError } from './sql-error.ts';
import { fail, run } from './transaction-block.ts';
import type { Xid } from './transactions.ts';

/** Whoever waited for a transaction that is over tries again, in turn; all but the first may wait anew. */
export function wake(node: PostgresqlNode): void {
  const { sessions, waiting, ended } = node.store.memory;
  for (let xid = ended.shift(); xid !== undefined; xid = ended.shift()) {
    for (const name of waiting.filter((each) => sessions.get(each)?.pending?.on === xid)) {
      const session = stopWaiting(node, name);
      if (session === undefined || session.pending === null) continue;
      const { statement, request, snapshot } = session.pending;
      session.pending = null;
      run(node, session, { statement, request }, snapshot);
    }
  }
}

/** deadlock_timeout after the wait began: a circle of waits is broken by refusing this statement. */
export function lookForDeadlock(node: PostgresqlNode, name: string): void {
  const { sessions, waiting } = node.store.memory;
  const waits = new Map<Xid, Xid>();
  for (const each of waiting) {
    const session = sessions.get(each);
    if (session !== undefined) waits.set(session.xid, session.pending?.on ?? 0);
  }
  const xid = sessions.get(name)?.xid ?? 0;
  if (isDeadlocked(waits, xid)) cancel(node, name, deadlockDetected());
}

export const lockTimedOut = (node: PostgresqlNode, name: string): void =>
  cancel(node, name, lockTimeout());

function cancel(node: PostgresqlNode, name: string, error: SqlError): void {
  const session = stopWaiting(node, name);
  if (session === undefined || session.pending === null) return;
  const { statement, request } = session.pending;
  session.pending = null;
  fail(node, session, { statement, request }, error);
}
