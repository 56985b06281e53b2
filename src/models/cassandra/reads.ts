/** Reads of a coordinator: one replica's rows and the others' digests; all rows where they differ. */
import type { ConsistencyLevel, PacketOf, ReadCommand } from '../protocol/index.ts';
import { blockFor } from './consistency.ts';
import { failing, type Ending, type MayEnd } from './endings.ts';
import { readFailure, readTimeout, unavailable, type Failed } from './failures.ts';
import {
  isUp,
  messageIn,
  named,
  nextRequest,
  replicasFor,
  settingOf,
  type CassandraNode,
} from './node.ts';
import { toReplica } from './replica.ts';
import { lackingIn, mergeRows } from './rows.ts';
import type { ReadRound } from './store.ts';

export const READ_TIMEOUT = 'readTimeout';

interface Reading {
  readonly operation: number;
  readonly command: ReadCommand;
  readonly level: ConsistencyLevel;
}

/** Asks as many replicas as the level needs, this node first: the nearest. */
export function startRead(node: CassandraNode, { operation, command, level }: Reading): MayEnd {
  const required = blockFor(level, node.knobs.storeReplicas);
  const live = replicasFor(node, command.key).filter((replica) => isUp(node, replica));
  if (live.length < required) {
    const counts = { consistency: level, received: live.length, required };
    return failing(operation, unavailable(counts));
  }
  const round: ReadRound = {
    id: nextRequest(node),
    operation,
    command,
    level,
    targets: live.slice(0, required),
    phase: 'digests',
    digests: new Map(),
    rows: new Map(),
    merged: [],
    repairing: 0,
  };
  node.store.memory.reads.set(round.id, round);
  node.startTimer(READ_TIMEOUT, settingOf(node, 'read_request_timeout_in_ms'), `${round.id}`);
  round.targets.forEach((replica, place) => askReplica(node, round, replica, place > 0));
  return undefined;
}

function askReplica(
  node: CassandraNode,
  { command, id: request }: ReadRound,
  replica: number,
  isDigest: boolean,
): void {
  toReplica(node, replica, { type: 'readReplica', command, isDigest, request });
}

export function readAnswered(
  node: CassandraNode,
  packet: PacketOf<'replicaRead'>,
  from: number,
): MayEnd {
  const round = node.store.memory.reads.get(packet.request);
  if (round === undefined) return undefined;
  if (packet.error !== '') {
    const words = `${packet.error} from ${node.topology.nodes[from]!.name}`;
    return fail(node, round, readFailure(countsOf(round), words));
  }
  if (!packet.isDigest) round.rows.set(from, packet.rows);
  round.digests.set(from, packet.digest);
  if (round.phase === 'digests') return compareDigests(node, round);
  return round.phase === 'rows' ? compareRows(node, round) : undefined;
}

function compareDigests(node: CassandraNode, round: ReadRound): MayEnd {
  const { targets, digests, rows } = round;
  if (digests.size < targets.length) return undefined;
  const [first, ...others] = targets.map((replica) => digests.get(replica));
  if (others.every((digest) => digest === first))
    return finish(node, round, rows.get(targets[0]!)!);
  // A mismatch costs a second round trip: now all rows from all of them.
  round.phase = 'rows';
  rows.clear();
  for (const replica of targets) askReplica(node, round, replica, false);
  return undefined;
}

function compareRows(node: CassandraNode, round: ReadRound): MayEnd {
  const { targets, rows, command } = round;
  if (rows.size < targets.length) return undefined;
  const merged = targets.map((replica) => rows.get(replica)!).reduce(mergeRows);
  const { limit } = command;
  round.merged =
    limit === undefined || command.name !== undefined ? merged : merged.slice(0, limit);
  if (node.knobs.readRepair === 'NONE') return finish(node, round, round.merged);
  return repair(node, round);
}

/** Blocking: the answer waits until what it says is true on all that were asked. */
function repair(node: CassandraNode, round: ReadRound): MayEnd {
  const { table, key } = round.command;
  round.phase = 'repairs';
  const repairs = round.targets.flatMap((replica) => {
    const rows = lackingIn(round.rows.get(replica)!, round.merged);
    return rows.length === 0 ? [] : [{ replica, update: { table, key, rows } }];
  });
  round.repairing = repairs.length;
  for (const { replica, update } of repairs) {
    const name = messageIn(update);
    node.record('mended', { ...(name === '' ? {} : { message: name }), replica, table, key });
    const packet = { type: 'mutate', update, why: 'readRepair', request: round.id } as const;
    toReplica(node, replica, { ...packet, ...named(name) });
  }
  return repairs.length === 0 ? finish(node, round, round.merged) : undefined;
}

/** Whether the request was a read repair, and not a write. */
export const isReadRepair = ({ store }: CassandraNode, request: number): boolean =>
  store.memory.reads.get(request)?.phase === 'repairs';

/** A replica has written its read repair. */
export function repairAnswered(node: CassandraNode, request: number): MayEnd {
  const round = node.store.memory.reads.get(request)!;
  round.repairing -= 1;
  return round.repairing === 0 ? finish(node, round, round.merged) : undefined;
}

function close(node: CassandraNode, { id }: ReadRound): void {
  node.store.memory.reads.delete(id);
  node.stopTimer(READ_TIMEOUT, `${id}`);
}

function finish(node: CassandraNode, round: ReadRound, rows: ReadRound['merged']): Ending {
  close(node, round);
  return { operation: round.operation, ended: 'read', rows };
}

function fail(node: CassandraNode, round: ReadRound, failed: Failed): Ending {
  close(node, round);
  return failing(round.operation, failed);
}

/** Of a round of repairs those are missing that have not written theirs. */
function countsOf({ phase, level, targets, digests, rows, repairing }: ReadRound) {
  const received =
    phase === 'digests' ? digests.size : phase === 'rows' ? rows.size : targets.length - repairing;
  return { consistency: level, received, required: targets.length };
}

export function readTimedOut(node: CassandraNode, id: number): MayEnd {
  const round = node.store.memory.reads.get(id);
  return round === undefined ? undefined : fail(node, round, readTimeout(countsOf(round)));
}
