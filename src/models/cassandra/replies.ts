/** What replicas answer, and what a coordinator does when they do not: each to the part that asked. */
import type { Packet } from '../protocol/index.ts';
import {
  BALLOT_TIMEOUT,
  ballotTimedOut,
  CONTENTION_TIMEOUT,
  contentionTimedOut,
  NEXT_BALLOT,
  prepare,
  promiseAnswered,
  proposalAnswered,
} from './ballots.ts';
import { proceed } from './coordinator.ts';
import type { MayEnd } from './endings.ts';
import { handedOver } from './hints.ts';
import type { CassandraNode } from './node.ts';
import {
  isReadRepair,
  READ_TIMEOUT,
  readAnswered,
  readTimedOut,
  repairAnswered,
  SPECULATE,
  speculate,
} from './reads.ts';
import { treeAnswered } from './repair.ts';
import { WRITE_TIMEOUT, writeAnswered, writeTimedOut } from './writes.ts';

/** From another replica by a packet, or from the own one without. */
export function receiveReply(node: CassandraNode, packet: Packet, from: number): void {
  switch (packet.type) {
    case 'mutated':
      return proceed(node, acknowledged(node, packet.request));
    case 'replicaRead':
      return proceed(node, readAnswered(node, packet, from));
    case 'paxosPromise':
      return proceed(node, promiseAnswered(node, packet, from));
    case 'paxosAccept':
      return proceed(node, proposalAnswered(node, packet));
    case 'validated':
      return treeAnswered(node, packet, from);
    default:
  }
}

function acknowledged(node: CassandraNode, request: number): MayEnd {
  if (handedOver(node, request)) return undefined;
  if (isReadRepair(node, request)) return repairAnswered(node, request);
  return writeAnswered(node, request);
}

/** A timer of the coordinator is due. */
export function onTimeout(node: CassandraNode, name: string, key: number): void {
  switch (name) {
    case WRITE_TIMEOUT:
      return proceed(node, writeTimedOut(node, key));
    case READ_TIMEOUT:
      return proceed(node, readTimedOut(node, key));
    case SPECULATE:
      return speculate(node, key);
    case BALLOT_TIMEOUT:
      return proceed(node, ballotTimedOut(node, key));
    case CONTENTION_TIMEOUT:
      return proceed(node, contentionTimedOut(node, key));
    case NEXT_BALLOT:
      return proceed(node, prepare(node, node.store.memory.operations.get(key)!));
    default:
  }
}
