/** A coordinator: takes a client's statement through its reads, its ballots and its writes. */
import type { Arrival, PacketOf, PartitionUpdate, Refusal, TableRow } from '../protocol/index.ts';
import { NO_BALLOT } from './acceptor.ts';
import { forgetBallots, prepare, propose, stopContending } from './ballots.ts';
import { invalid } from './consistency.ts';
import { failing, type Ending, type MayEnd } from './endings.ts';
import { invalidRequest, type Failed } from './failures.ts';
import { levelOf, named, nextRequest, nowS, timestampOf, type CassandraNode } from './node.ts';
import { startRead } from './reads.ts';
import { decide, isRead, readFirst } from './statements.ts';
import type { Operation } from './store.ts';
import { isConditional } from './table.ts';
import { startWrite } from './writes.ts';

export function coordinate(
  node: CassandraNode,
  packet: PacketOf<'query'>,
  { from: to, connection }: Arrival,
): void {
  const operation: Operation = {
    id: nextRequest(node),
    to,
    connection,
    packet,
    step: 'read',
    ballot: NO_BALLOT,
    contentions: 0,
    decision: null,
  };
  const { operations } = node.store.memory;
  operations.set(operation.id, operation);
  if (operations.size === 1) node.step({ type: 'proposed' });
  proceed(node, begin(node, operation));
}

function begin(node: CassandraNode, operation: Operation): MayEnd {
  const { packet, id } = operation;
  const level = levelOf(packet.consistency);
  const words = invalid(packet);
  if (words !== '') return failing(id, invalidRequest(level, words));
  if (isSerial(packet)) return prepare(node, operation);
  const command = readFirst(packet.statement);
  if (command === undefined) return write(node, operation, []);
  const isPlain = isRead(packet.statement);
  return startRead(node, {
    operation: id,
    command,
    level: isPlain ? level : (packet.readConsistency ?? level),
  });
}

/** Paxos is for conditional writes and for reads that must see what it has decided. */
const isSerial = ({ statement, consistency }: PacketOf<'query'>): boolean =>
  isConditional(statement) || (isRead(statement) && consistency === 'SERIAL');

/** From one round trip to the next, until the client is answered. */
export function proceed(node: CassandraNode, ending: MayEnd): void {
  for (let ended = ending; ended !== undefined;) {
    const operation = node.store.memory.operations.get(ended.operation);
    // Its client was answered before.
    if (operation === undefined) return;
    ended = next(node, operation, ended);
  }
}

function next(node: CassandraNode, operation: Operation, ending: Ending): MayEnd {
  switch (ending.ended) {
    case 'failed':
      return fail(node, operation, ending.failed);
    case 'read':
      return write(node, operation, ending.rows);
    case 'write':
      return written(node, operation);
    case 'promises':
      return promised(node, operation, ending.begun);
    case 'proposal':
      return accepted(node, operation, ending.update, ending.isFinishing);
  }
}

/** All that had to be read is read: what is written follows from it. */
function write(node: CassandraNode, operation: Operation, rows: readonly TableRow[]): MayEnd {
  const { packet, step, ballot, id } = operation;
  const { statement } = packet;
  const isTransaction = step === 'serialRead' && !isRead(statement);
  // What Paxos writes is stamped with its ballot. A read stamps nothing.
  const timestampUs = isTransaction
    ? ballot.timeUs
    : isRead(statement)
      ? 0
      : (packet.timestampUs ?? timestampOf(node));
  operation.decision = decide(statement, rows, { timestampUs, nowS: nowS(node) });
  const { updates } = operation.decision;
  // A condition that failed is proposed as nothing, so that even that is final.
  if (isTransaction) return propose(node, operation, updates[0] ?? emptyUpdate(operation));
  if (updates.length === 0) return answer(node, operation);
  operation.step = 'write';
  return startWrite(node, { operation: id, updates, level: levelOf(packet.consistency) });
}

function emptyUpdate({ packet }: Operation): PartitionUpdate {
  const { table, key } = readFirst(packet.statement)!;
  return { table, key, rows: [] };
}

/** A quorum has promised. What another began and left behind is brought to an end first. */
function promised(
  node: CassandraNode,
  operation: Operation,
  begun: PartitionUpdate | null,
): MayEnd {
  if (begun !== null) return propose(node, operation, begun, true);
  if (isRead(operation.packet.statement)) return propose(node, operation, emptyUpdate(operation));
  return readSerially(node, operation);
}

function readSerially(node: CassandraNode, operation: Operation): MayEnd {
  operation.step = 'serialRead';
  const command = readFirst(operation.packet.statement)!;
  return startRead(node, { operation: operation.id, command, level: 'QUORUM' });
}

/** Decided. The replicas are told; of nothing there is nothing to tell. */
function accepted(
  node: CassandraNode,
  operation: Operation,
  update: PartitionUpdate,
  isFinishing: boolean,
): MayEnd {
  const { id, packet, ballot } = operation;
  const updates = [update];
  if (isFinishing) {
    operation.step = 'finish';
    return startWrite(node, { operation: id, updates, level: 'QUORUM', ballot });
  }
  stopContending(node, operation);
  if (isRead(packet.statement)) return readSerially(node, operation);
  if (update.rows.length === 0) return writeBatch(node, operation);
  operation.step = 'commit';
  return startWrite(node, { operation: id, updates, level: levelOf(packet.consistency), ballot });
}

function written(node: CassandraNode, operation: Operation): MayEnd {
  // Somebody else's business is done; now the own turn.
  if (operation.step === 'finish') return prepare(node, operation);
  return operation.step === 'commit' ? writeBatch(node, operation) : answer(node, operation);
}

/** Other partitions follow the conditional write: no condition spans partitions. */
function writeBatch(node: CassandraNode, operation: Operation): MayEnd {
  const { decision, packet, id } = operation;
  const { after: updates } = decision!;
  if (updates.length === 0) return answer(node, operation);
  operation.step = 'batch';
  return startWrite(node, { operation: id, updates, level: levelOf(packet.consistency) });
}

function answer(node: CassandraNode, operation: Operation): undefined {
  const { applied, rows } = operation.decision!;
  const [row] = rows;
  if (!applied && row !== undefined) {
    node.record('duplicate', { message: row.name, place: 'table' });
  }
  const { request, name = '' } = operation.packet;
  close(node, operation, { type: 'rows', request, applied, rows, error: '', ...named(name) });
}

/** What was refused at once, and not tried: to anybody who watches, a refusal. */
const REFUSED: Readonly<Record<string, Refusal>> = {
  UnavailableException: 'unavailable',
  InvalidRequestException: 'badRequest',
};

function fail(node: CassandraNode, operation: Operation, failed: Failed): undefined {
  const { request, name = '', statement } = operation.packet;
  const { exception, consistency, received, required } = failed.failure;
  node.record('served', {
    command: `${statement.kind} at ${consistency}`,
    answer: `${exception}, ${received} of ${required}`,
    ...(name === '' ? {} : { message: name }),
  });
  const reason = REFUSED[exception];
  if (reason !== undefined) {
    const about = name === '' ? {} : { message: name };
    node.record('refused', { ...about, reason, from: operation.to });
  }
  const nothing = { type: 'rows', request, applied: false, rows: [] } as const;
  close(node, operation, { ...nothing, ...failed, ...named(name) });
}

function close(node: CassandraNode, operation: Operation, packet: PacketOf<'rows'>): void {
  const { operations } = node.store.memory;
  forgetBallots(node, operation);
  operations.delete(operation.id);
  if (operations.size === 0) node.step({ type: 'settled' });
  node.send(operation.to, packet, operation.connection);
}
