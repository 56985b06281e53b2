/** Sessions: who may connect, statement after statement, and how a session ends. */
import type { Arrival, PacketOf } from '../protocol/index.ts';
import { refuse, settingOf, type PostgresqlNode } from './node.ts';
import { SqlError, startingUp, tooManyConnections } from './sql-error.ts';
import type { Session } from './store.ts';
import { nameOf, stopWaiting } from './lock-queue.ts';
import { abort, FLUSHED, IDLE, run } from './transaction-block.ts';

// max_connections, the default of PostgreSQL 16.
const CONNECTIONS_MOST = 100;

export function serve(node: PostgresqlNode, asked: PacketOf<'sqlQuery'>, arrival: Arrival): void {
  const session = sessionOf(node, arrival);
  if (session instanceof SqlError) return refuse(node, arrival, asked, session);
  const { statement, request } = asked;
  if (session.pending !== null) {
    session.queued.push({ statement, request });
    return;
  }
  node.stopTimer(IDLE, nameOf(session));
  run(node, session, { statement, request }, null);
}

function sessionOf(node: PostgresqlNode, { from, connection }: Arrival): Session | SqlError {
  const { sessions } = node.store.memory;
  const name = nameOf({ from, connection });
  const known = sessions.get(name);
  if (known !== undefined) return known;
  if (node.state('server') !== 'inProduction') return startingUp();
  if (sessions.size >= settingOf(node, 'max_connections', CONNECTIONS_MOST)) {
    return tooManyConnections();
  }
  const session: Session = {
    from,
    connection,
    xid: 0,
    isFailed: false,
    pending: null,
    queued: [],
    isGone: false,
  };
  sessions.set(name, session);
  return session;
}

/** The client has gone, or was silent for too long within a transaction: rolled back. */
export function endSession(node: PostgresqlNode, name: string): void {
  const { sessions } = node.store.memory;
  const session = sessions.get(name);
  if (session === undefined) return;
  // A backend that waits for its disk does not look at its socket: the commit is carried out.
  if (session.pending?.on === 0) {
    session.isGone = true;
    return;
  }
  stopWaiting(node, name);
  node.stopTimer(FLUSHED, name);
  node.stopTimer(IDLE, name);
  sessions.delete(name);
  abort(node, session);
}

/** 25P03: terminating connection due to idle-in-transaction timeout. */
export function idleTooLong(node: PostgresqlNode, name: string): void {
  const session = node.store.memory.sessions.get(name);
  if (session === undefined) return;
  endSession(node, name);
  node.send(session.from, { type: 'close' }, session.connection);
}
