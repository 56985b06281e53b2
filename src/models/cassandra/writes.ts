/** Writes of a coordinator: always to every replica; the level says for how many it waits. */
import type { ConsistencyLevel, PacketOf, PartitionUpdate } from '../protocol/index.ts';
import { metBy, totalOf } from './consistency.ts';
import { failing, type MayEnd } from './endings.ts';
import { unavailable, writeTimeout } from './failures.ts';
import { hint } from './hints.ts';
import {
  isUp,
  messageIn,
  named,
  needsFor,
  nextRequest,
  replicasFor,
  settingOf,
  type CassandraNode,
} from './node.ts';
import { toReplica } from './replica.ts';
import type { WriteRound } from './store.ts';

export const WRITE_TIMEOUT = 'writeTimeout';

interface Writing {
  readonly operation: number;
  readonly updates: readonly PartitionUpdate[];
  readonly level: ConsistencyLevel;
  /** Of a commit of Paxos. */
  readonly ballot?: WriteRound['ballot'];
}

/** Refused at once when too few are alive; a commit is decided already, and only waits in vain. */
export function startWrite(node: CassandraNode, writing: Writing): MayEnd {
  const { operation, updates, level, ballot = null } = writing;
  const needs = updates.map(({ key }) => needsFor(node, key, level));
  if (level !== 'ANY' && ballot === null) {
    const alive = updates.map((update) => liveReplicas(node, update));
    const counts = countsOf({ level, needs, acks: alive });
    if (counts.received < counts.required) return failing(operation, unavailable(counts));
  }
  const round: WriteRound = {
    id: nextRequest(node),
    operation,
    updates,
    level,
    needs,
    writeType: updates.length > 1 ? 'BATCH' : 'SIMPLE',
    ballot,
    acks: updates.map(() => []),
    waiting: new Map(),
    isAnswered: false,
  };
  node.store.memory.writes.set(round.id, round);
  node.startTimer(WRITE_TIMEOUT, settingOf(node, 'write_request_timeout_in_ms'), `${round.id}`);
  updates.forEach((update, place) => sendToAll(node, round, update, place));
  return settle(node, round);
}

const liveReplicas = (node: CassandraNode, { key }: PartitionUpdate): readonly number[] =>
  replicasFor(node, key).filter((replica) => isUp(node, replica));

function sendToAll(
  node: CassandraNode,
  round: WriteRound,
  update: PartitionUpdate,
  place: number,
): void {
  for (const replica of replicasFor(node, update.key)) {
    if (!isUp(node, replica)) {
      countHint(node, round, replica, place);
      continue;
    }
    const request = nextRequest(node);
    round.waiting.set(request, { replica, update: place });
    node.store.memory.mutations.set(request, round.id);
    toReplica(node, replica, mutation(round, update, request));
  }
}

const mutation = (
  { ballot }: WriteRound,
  update: PartitionUpdate,
  request: number,
): PacketOf<'mutate'> => ({
  type: 'mutate',
  update,
  why: 'write',
  request,
  ...(ballot === null ? {} : { ballot }),
  ...named(messageIn(update)),
});

/** For ANY a hint is as good as a replica. */
function countHint(node: CassandraNode, round: WriteRound, replica: number, place: number): void {
  const isKept = hint(node, replica, round.updates[place]!);
  if (isKept && round.level === 'ANY') round.acks[place]!.push(replica);
}

export function writeAnswered(node: CassandraNode, request: number): MayEnd {
  const { mutations, writes } = node.store.memory;
  const round = writes.get(mutations.get(request) ?? -1);
  mutations.delete(request);
  const about = round?.waiting.get(request);
  if (round === undefined || about === undefined) return undefined;
  round.waiting.delete(request);
  round.acks[about.update]!.push(about.replica);
  return settle(node, round);
}

function settle(node: CassandraNode, round: WriteRound): MayEnd {
  const { received, required } = countsOf(round);
  const isNews = !round.isAnswered && received >= required;
  round.isAnswered ||= isNews;
  // Who waits in vain, as for a replica that is down, waits for the timeout.
  if (round.waiting.size === 0 && round.isAnswered) {
    node.store.memory.writes.delete(round.id);
    node.stopTimer(WRITE_TIMEOUT, `${round.id}`);
  }
  return isNews ? { operation: round.operation, ended: 'write' } : undefined;
}

/** Who was silent gets a hint, whether or not the client was answered in time. */
export function writeTimedOut(node: CassandraNode, id: number): MayEnd {
  const { writes, mutations } = node.store.memory;
  const round = writes.get(id)!;
  writes.delete(id);
  for (const [request, { replica, update }] of round.waiting) {
    mutations.delete(request);
    countHint(node, round, replica, update);
  }
  if (round.isAnswered) return undefined;
  const { writeType, operation } = round;
  const counts = countsOf(round);
  if (counts.received >= counts.required) return { operation, ended: 'write' };
  return failing(operation, writeTimeout(counts, writeType));
}

type Counted = Pick<WriteRound, 'level' | 'needs'> & {
  readonly acks: readonly (readonly number[])[];
};

/** Of several updates the one that is furthest behind. */
function countsOf({ level: consistency, needs, acks }: Counted) {
  const counts = needs.map((need, place) => ({
    received: metBy(need, acks[place]!),
    required: totalOf(need),
  }));
  const behind = counts.reduce((worst, each) => {
    return each.required - each.received > worst.required - worst.received ? each : worst;
  });
  return { consistency, ...behind };
}
