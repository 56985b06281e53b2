/** A session's transaction: begun, carried on statement by statement, committed or rolled back. */
import type { IsolationLevel } from '../protocol/index.ts';
import { answer, refuse, settingOf, type PostgresqlNode } from './node.ts';
import { isWait } from './row-locks.ts';
import { checkCommit, forgetOld } from './serializable.ts';
import { dangerousStructure, inFailedTransaction, levelTooLate, SqlError } from './sql-error.ts';
import { execute, type DataStatement, type Outcome } from './statements.ts';
import type { Asked, Session } from './store.ts';
import { begin, takeSnapshot, type Snapshot, type Transaction, type Xid } from './transactions.ts';
import { nameOf, wait } from './lock-queue.ts';

export const FLUSHED = 'flushed';
export const IDLE = 'idleInTransaction';

/** Our choice: an fsync of a cloud disk. */
const FLUSH_MS = 2;

const NOTHING: Omit<Outcome, 'tag'> = { rows: [], count: 0 };

/** Carries out a statement, or carries on with one that has waited, with the snapshot it had. */
export function run(
  node: PostgresqlNode,
  session: Session,
  asked: Asked,
  snapshot: Snapshot | null,
): void {
  const { statement } = asked;
  try {
    if (statement.kind === 'begin') beginBlock(node, session, asked, statement.isolation);
    else if (statement.kind === 'rollback') rollBack(node, session, asked);
    else if (statement.kind === 'commit') {
      commit(node, session, asked, { ...NOTHING, tag: 'COMMIT' });
    } else if (session.isFailed) throw inFailedTransaction();
    else perform(node, session, { ...asked, statement }, snapshot);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    fail(node, session, asked, error);
  }
}

const transactionOf = ({ store }: PostgresqlNode, { xid }: Session): Transaction | undefined =>
  store.memory.transactions.open.get(xid);

/** Within a block PostgreSQL only warns; but a level that is named there is set, while it still can be. */
function beginBlock(
  node: PostgresqlNode,
  session: Session,
  asked: Asked,
  isolation: IsolationLevel,
): void {
  if (session.isFailed) throw inFailedTransaction();
  const transaction = transactionOf(node, session);
  if (transaction === undefined) session.xid = open(node, isolation, true).xid;
  else if (transaction.isolation !== isolation) {
    if (transaction.hasLooked) throw levelTooLate();
    transaction.isolation = isolation;
  }
  reply(node, session, asked, { ...NOTHING, tag: 'BEGIN' });
}

function open(node: PostgresqlNode, isolation: IsolationLevel, isBlock: boolean) {
  const { disk, memory } = node.store;
  const transaction = begin(memory.transactions, isolation, isBlock);
  disk.nextXid = memory.transactions.nextXid;
  return transaction;
}

function rollBack(node: PostgresqlNode, session: Session, asked: Asked): void {
  abort(node, session);
  session.isFailed = false;
  reply(node, session, asked, { ...NOTHING, tag: 'ROLLBACK' });
}

function perform(
  node: PostgresqlNode,
  session: Session,
  asked: Asked & { readonly statement: DataStatement },
  held: Snapshot | null,
): void {
  const { memory, disk } = node.store;
  const { transactions } = memory;
  const by = transactionOf(node, session) ?? open(node, 'readCommitted', false);
  session.xid = by.xid;
  by.hasLooked = true;
  if (by.isDoomed) throw dangerousStructure();
  if (by.isolation !== 'readCommitted') by.snapshot ??= takeSnapshot(transactions);
  const snapshot = by.snapshot ?? held ?? takeSnapshot(transactions);
  const outcome = execute({ heap: disk.heap, transactions, by, snapshot }, asked.statement);
  if (isWait(outcome)) return wait(node, session, asked, { snapshot, on: outcome.on });
  if (!by.isBlock) return commit(node, session, asked, outcome);
  reply(node, session, asked, outcome);
}

/** The end of a block, or of a statement that is a transaction of its own; `outcome` is its answer. */
function commit(node: PostgresqlNode, session: Session, asked: Asked, outcome: Outcome): void {
  // A failed transaction is rolled back, and the tag says so; without one PostgreSQL only warns.
  if (session.isFailed) return rollBack(node, session, asked);
  const transaction = transactionOf(node, session);
  if (transaction === undefined) return reply(node, session, asked, outcome);
  const { transactions } = node.store.memory;
  checkCommit(transactions, transaction);
  transactions.commits += 1;
  transaction.commitNumber = transactions.commits;
  if (transaction.hasWritten && node.knobs.synchronousCommit === 'on') {
    session.pending = { ...asked, snapshot: null, on: 0, outcome };
    return node.startTimer(FLUSHED, settingOf(node, 'flushMs', FLUSH_MS), nameOf(session));
  }
  if (transaction.hasWritten) node.step({ type: 'committed' });
  settle(node, session, asked, outcome);
}

/** The log is on disk: now others see the transaction, and its client hears of it. */
export function flushed(node: PostgresqlNode, name: string): void {
  const { sessions } = node.store.memory;
  const session = sessions.get(name);
  if (session === undefined || session.pending === null) return;
  const { statement, request, outcome } = session.pending;
  session.pending = null;
  if (session.isGone) sessions.delete(name);
  settle(node, session, { statement, request }, outcome);
  node.store.flush();
}

function settle(node: PostgresqlNode, session: Session, asked: Asked, outcome: Outcome): void {
  const { transactions } = node.store.memory;
  const { xid } = session;
  const transaction = transactions.open.get(xid) as Transaction;
  transactions.open.delete(xid);
  transactions.committed.add(xid);
  if (transaction.isolation === 'serializable') transactions.kept.set(xid, transaction);
  session.xid = 0;
  end(node, xid);
  reply(node, session, asked, outcome);
}

/** Undoes the session's transaction, if it has one. */
export function abort(node: PostgresqlNode, session: Session): void {
  const { xid } = session;
  session.xid = 0;
  if (node.store.memory.transactions.open.delete(xid)) end(node, xid);
}

/** Whoever waits for its end is woken when the present statement is through. */
function end({ store }: PostgresqlNode, xid: Xid): void {
  forgetOld(store.memory.transactions);
  store.memory.ended.push(xid);
}

/** An error undoes the whole transaction at once; a block must still be ended by its client. */
export function fail(node: PostgresqlNode, session: Session, asked: Asked, error: SqlError): void {
  const isBlock = transactionOf(node, session)?.isBlock ?? session.isFailed;
  abort(node, session);
  session.isFailed = isBlock && asked.statement.kind !== 'commit';
  refuse(node, session, asked, error);
  goOn(node, session);
}

function reply(node: PostgresqlNode, session: Session, asked: Asked, outcome: Outcome): void {
  answer(node, session, asked, outcome);
  const idleMs = settingOf(node, 'idle_in_transaction_session_timeout', 0);
  if (session.xid !== 0 && idleMs > 0) node.startTimer(IDLE, idleMs, nameOf(session));
  goOn(node, session);
}

/** What the client has sent meanwhile. */
function goOn(node: PostgresqlNode, session: Session): void {
  const next = session.queued.shift();
  if (next === undefined || session.isGone) return;
  node.stopTimer(IDLE, nameOf(session));
  run(node, session, next, null);
}
