/**
 * Rounds of Paxos, as a coordinator leads them: ballots for promises, proposals for acceptances.
 * Whoever meets a higher ballot rests a while and begins again.
 */
import { purpose } from '../../kernel/index.ts';
import type { Ballot, PacketOf, PartitionUpdate, Proposal } from '../protocol/index.ts';
import { compareBallots } from './acceptor.ts';
import { totalOf } from './consistency.ts';
import { failing, type Ending, type MayEnd } from './endings.ts';
import { casTimeout, casUnknown, readTimeout, unavailable, writeTimeout } from './failures.ts';
import {
  isUp,
  messageIn,
  named,
  needsFor,
  nextRequest,
  replicasFor,
  settingOf,
  timestampOf,
  type CassandraNode,
} from './node.ts';
import { toReplica } from './replica.ts';
import { isRead, keyOfStatement, readFirst } from './statements.ts';
import type { Operation, PaxosRound } from './store.ts';

export const BALLOT_TIMEOUT = 'ballotTimeout';
export const CONTENTION_TIMEOUT = 'contentionTimeout';
export const NEXT_BALLOT = 'nextBallot';

const BACKOFF = purpose('cassandra paxos backoff');
/** StorageProxy.java: who lost a round sleeps up to 100 ms before the next. */
const BACKOFF_MS = 100;

/** A new ballot: promises of a quorum, for a partition as a whole. */
export function prepare(node: CassandraNode, operation: Operation): MayEnd {
  if (operation.ballot.timeUs < 0) {
    const patienceMs = settingOf(node, 'cas_contention_timeout_in_ms');
    node.startTimer(CONTENTION_TIMEOUT, patienceMs, `${operation.id}`);
  }
  const timeUs = Math.max(timestampOf(node), operation.ballot.timeUs + 1);
  operation.ballot = { timeUs, node: node.index };
  operation.step = 'prepare';
  const command = readFirst(operation.packet.statement)!;
  return openRound(node, operation, { proposal: null, isFinishing: false }, (request) => {
    return { type: 'paxosPrepare', command, ballot: operation.ballot, request };
  });
}

/** Asks a quorum to accept; with no rows it only makes sure that nothing older can win any more. */
export function propose(
  node: CassandraNode,
  operation: Operation,
  update: PartitionUpdate,
  isFinishing = false,
): MayEnd {
  operation.step = 'propose';
  const proposal = { ballot: operation.ballot, update };
  return openRound(node, operation, { proposal, isFinishing }, (request) => {
    return { type: 'paxosPropose', proposal, request, ...named(messageIn(update)) };
  });
}

function openRound(
  node: CassandraNode,
  operation: Operation,
  about: Pick<PaxosRound, 'proposal' | 'isFinishing'>,
  packet: (request: number) => PacketOf<'paxosPrepare' | 'paxosPropose'>,
): MayEnd {
  const key = keyOfStatement(operation.packet.statement);
  const participants = replicasFor(node, key).filter((replica) => isUp(node, replica));
  const required = totalOf(needsFor(node, key, 'SERIAL'));
  if (participants.length < required) {
    const counts = { consistency: 'SERIAL', received: participants.length, required } as const;
    return failing(operation.id, unavailable(counts));
  }
  const request = nextRequest(node);
  const { id, ballot } = operation;
  const tally = { promises: [], accepts: 0, refusals: 0 };
  const round = { request, operation: id, ballot, participants, required, ...about, ...tally };
  node.store.memory.ballots.set(request, round);
  const patienceMs = settingOf(node, 'write_request_timeout_in_ms');
  node.startTimer(BALLOT_TIMEOUT, patienceMs, `${request}`);
  for (const replica of participants) toReplica(node, replica, packet(request));
  return undefined;
}

function closeRound(node: CassandraNode, { request }: PaxosRound): void {
  node.store.memory.ballots.delete(request);
  node.stopTimer(BALLOT_TIMEOUT, `${request}`);
}

/** The operation is over, whichever way: no round and no timer of it is left. */
export function forgetBallots(node: CassandraNode, operation: Operation): void {
  if (operation.ballot.timeUs < 0) return;
  for (const round of node.store.memory.ballots.values()) {
    if (round.operation === operation.id) closeRound(node, round);
  }
  stopContending(node, operation);
  node.stopTimer(NEXT_BALLOT, `${operation.id}`);
}

/** It has had its turn: from here on only its own round trips can fail. */
export const stopContending = (node: CassandraNode, { id }: Operation): void =>
  node.stopTimer(CONTENTION_TIMEOUT, `${id}`);

interface Open {
  readonly round: PaxosRound;
  readonly operation: Operation;
}

function openAt({ store }: CassandraNode, request: number): Open | undefined {
  const round = store.memory.ballots.get(request);
  const operation = store.memory.operations.get(round?.operation ?? -1);
  return round === undefined || operation === undefined ? undefined : { round, operation };
}

export function promiseAnswered(
  node: CassandraNode,
  packet: PacketOf<'paxosPromise'>,
  from: number,
): MayEnd {
  const open = openAt(node, packet.request);
  if (open === undefined) return undefined;
  const { round } = open;
  const { promised, highest, accepted, committed } = packet;
  if (!promised) return contend(node, open, highest);
  round.promises.push({ node: from, accepted, committed });
  if (round.promises.length < round.required) return undefined;
  closeRound(node, round);
  return promisedBy(node, round);
}

function latest(proposals: readonly (Proposal | null)[]): Proposal | null {
  return proposals.reduce((best, each) => {
    if (best === null || each === null) return best ?? each;
    return compareBallots(each.ballot, best.ballot) > 0 ? each : best;
  }, null);
}

/** A quorum has promised: those behind are told what was decided before. */
function promisedBy(node: CassandraNode, { promises, operation, ballot }: PaxosRound): Ending {
  const decided = latest(promises.map(({ committed }) => committed));
  for (const { node: replica, committed } of decided === null ? [] : promises) {
    if (committed !== null && compareBallots(committed.ballot, decided!.ballot) >= 0) continue;
    const packet = { type: 'mutate', why: 'write', request: 0, ...decided! } as const;
    toReplica(node, replica, { ...packet, ...named(messageIn(packet.update)) });
  }
  const begun = latest(promises.map(({ accepted }) => accepted));
  const isOpen =
    begun !== null &&
    begun.update.rows.length > 0 &&
    (decided === null || compareBallots(begun.ballot, decided.ballot) > 0);
  const left = isOpen ? restamped(begun.update, ballot) : null;
  return { operation, ended: 'promises', begun: left };
}

/** Commit.newProposal: a proposal that is taken over gets the timestamp of the new ballot. */
function restamped({ table, key, rows }: PartitionUpdate, { timeUs }: Ballot): PartitionUpdate {
  const restamp = (cells: PartitionUpdate['rows'][number]['cells']) =>
    Object.fromEntries(
      Object.entries(cells).map(([column, cell]) => [column, { ...cell, timestampUs: timeUs }]),
    );
  return { table, key, rows: rows.map((row) => ({ ...row, cells: restamp(row.cells) })) };
}

export function proposalAnswered(node: CassandraNode, packet: PacketOf<'paxosAccept'>): MayEnd {
  const open = openAt(node, packet.request);
  if (open === undefined) return undefined;
  const { round } = open;
  if (packet.accepted) round.accepts += 1;
  else round.refusals += 1;
  const { accepts: received, refusals, required, participants, operation, isFinishing } = round;
  if (received >= required) {
    closeRound(node, round);
    return { operation, ended: 'proposal', update: round.proposal!.update, isFinishing };
  }
  const silent = participants.length - received - refusals;
  if (received + silent >= required) return undefined;
  if (received === 0) return contend(node, open, packet.highest);
  return failing(operation, casUnknown({ consistency: 'SERIAL', received, required }));
}

/** A higher ballot is about: a random rest, and then above it. */
function contend(node: CassandraNode, { operation, round }: Open, highest: Ballot): undefined {
  closeRound(node, round);
  operation.contentions += 1;
  const timeUs = Math.max(highest.timeUs, operation.ballot.timeUs);
  operation.ballot = { timeUs, node: node.index };
  const { id, contentions, packet } = operation;
  const key = keyOfStatement(packet.statement);
  node.record('contended', {
    ...(packet.name === undefined ? {} : { message: packet.name }),
    rounds: contentions,
    key,
  });
  const share = node.luck(BACKOFF, `${node.name}/${key}`, id, contentions);
  node.startTimer(NEXT_BALLOT, share * BACKOFF_MS, `${id}`);
}

/** Too few have answered to a ballot. */
export function ballotTimedOut(node: CassandraNode, request: number): Ending {
  const { round, operation } = openAt(node, request)!;
  const received = round.proposal === null ? round.promises.length : round.accepts;
  const counts = { consistency: 'SERIAL', received, required: round.required } as const;
  const isReading = isRead(operation.packet.statement);
  return failing(operation.id, isReading ? readTimeout(counts) : writeTimeout(counts, 'CAS'));
}

/** cas_contention_timeout is over, and it has not been its turn. */
export function contentionTimedOut(node: CassandraNode, id: number): Ending {
  const operation = node.store.memory.operations.get(id)!;
  const key = keyOfStatement(operation.packet.statement);
  const required = totalOf(needsFor(node, key, 'SERIAL'));
  const counts = { consistency: 'SERIAL', received: 0, required } as const;
  const isReading = isRead(operation.packet.statement);
  return failing(id, isReading ? readTimeout(counts) : casTimeout(counts, operation.contentions));
}
