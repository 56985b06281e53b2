/** Reads of a coordinator: one replica's rows and the others' digests; all rows where they differ. */
import type { ConsistencyLevel, PacketOf, ReadCommand } from '../protocol/index.ts';
import { metBy, totalOf } from './consistency.ts';
import { failing, type Ending, type MayEnd } from './endings.ts';
import { readFailure, readTimeout, unavailable, type Failed } from './failures.ts';
import {
  isUp,
  messageIn,
  named,
  needsFor,
  nextRequest,
  settingOf,
  type CassandraNode,
} from './node.ts';
import { selectRows } from './partitions.ts';
import { toReplica } from './replica.ts';
import { lackingIn, mergeRows } from './rows.ts';
import type { ReadRound } from './store.ts';

export const READ_TIMEOUT = 'readTimeout';
export const SPECULATE = 'speculate';

/** TableParams.java has 99p: a percentile of the table's own latencies. A fixed time here, our choice. */
const SPECULATIVE_MS = 20;

interface Reading {
  readonly operation: number;
  readonly command: ReadCommand;
  readonly level: ConsistencyLevel;
}

/** Asks as many replicas as the level needs, this node first: the nearest. */
export function startRead(node: CassandraNode, { operation, command, level }: Reading): MayEnd {
  const needs = needsFor(node, command.key, level);
  const live = needs.map(({ among }) => among.filter((replica) => isUp(node, replica)));
  const [received, required] = [metBy(needs, live.flat()), totalOf(needs)];
  if (received < required) {
    return failing(operation, unavailable({ consistency: level, received, required }));
  }
  const round: ReadRound = {
    id: nextRequest(node),
    operation,
    command,
    level,
    needs,
    targets: live.flatMap((replicas, place) => replicas.slice(0, needs[place]!.count)),
    spares: live.flatMap((replicas, place) => replicas.slice(needs[place]!.count)),
    phase: 'digests',
    digests: new Map(),
    rows: new Map(),
    merged: [],
    repairing: 0,
  };
  node.store.memory.reads.set(round.id, round);
  node.startTimer(READ_TIMEOUT, settingOf(node, 'read_request_timeout_in_ms'), `${round.id}`);
  round.targets.forEach((replica, place) => askReplica(node, round, replica, place > 0));
  const isPatient = node.spec.settings['speculative_retry'] === 'NONE';
  if (!isPatient && round.spares.length > 0) {
    node.startTimer(SPECULATE, SPECULATIVE_MS, `${round.id}`);
  }
  return undefined;
}

/** Somebody is slow, or does not answer at all: one replica more is asked. */
export function speculate(node: CassandraNode, id: number): void {
  const round = node.store.memory.reads.get(id)!;
  const spare = round.spares.shift();
  if (spare === undefined || round.phase !== 'digests') return;
  round.targets.push(spare);
  askReplica(node, round, spare, round.rows.size > 0);
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
  // Who comes after the comparison has begun is not part of it.
  if (!round.targets.includes(from)) return undefined;
  if (!packet.isDigest) round.rows.set(from, packet.rows);
  round.digests.set(from, packet.digest);
  if (round.phase === 'digests') return compareDigests(node, round);
  return round.phase === 'rows' ? compareRows(node, round) : undefined;
}

function compareDigests(node: CassandraNode, round: ReadRound): MayEnd {
  const { digests, rows, needs } = round;
  const [data] = rows.values();
  const isEnough = metBy(needs, [...digests.keys()]) === totalOf(needs);
  if (!isEnough || data === undefined) return undefined;
  const [first, ...others] = digests.values();
  if (others.every((digest) => digest === first)) return finish(node, round, data);
  // A mismatch costs a second round trip: now all rows from all that have answered.
  round.phase = 'rows';
  round.targets = [...digests.keys()];
  rows.clear();
  for (const replica of round.targets) askReplica(node, round, replica, false);
  return undefined;
}

function compareRows(node: CassandraNode, round: ReadRound): MayEnd {
  const { targets, rows, command } = round;
  if (rows.size < targets.length) return undefined;
  const merged = targets.map((replica) => rows.get(replica)!).reduce(mergeRows);
  round.merged = selectRows(merged, command);
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
  node.stopTimer(SPECULATE, `${id}`);
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
function countsOf({ phase, level, needs, targets, digests, rows, repairing }: ReadRound) {
  const received =
    phase === 'digests' ? digests.size : phase === 'rows' ? rows.size : targets.length - repairing;
  return { consistency: level, received, required: totalOf(needs) };
}

export function readTimedOut(node: CassandraNode, id: number): Ending {
  const round = node.store.memory.reads.get(id)!;
  return fail(node, round, readTimeout(countsOf(round)));
}
