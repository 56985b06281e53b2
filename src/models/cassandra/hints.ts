/** Hinted handoff: writes that a replica missed are kept by their coordinator, and handed over later. */
import type { PartitionUpdate } from '../protocol/index.ts';
import { downtimeMs } from './gossip.ts';
import {
  costOf,
  isUp,
  messageIn,
  named,
  nextRequest,
  settingOf,
  type CassandraNode,
} from './node.ts';

export const HANDOVER = 'handover';

/** HintsDispatchTrigger.java: every ten seconds it looks who is back. */
const DISPATCH_MS = 10_000;

/** Keeps a write for a replica. False when hints are off, or it has been down too long already. */
export function hint(node: CassandraNode, replica: number, update: PartitionUpdate): boolean {
  const { hintedHandoff, hintWindowMs } = node.knobs;
  if (hintedHandoff === 'off' || downtimeMs(node, replica) > hintWindowMs) return false;
  const createdAtUs = node.localTimeUs();
  node.store.memory.hintBuffer.push({ replica, update, createdAtUs });
  node.record('hinted', { ...messageField(update), replica });
  node.step({ type: 'hinted' });
  return true;
}

function messageField(update: PartitionUpdate): { readonly message?: string } {
  const message = messageIn(update);
  return message === '' ? {} : { message };
}

/** Hints on disk outlive the process: what is owed is known again at its next start. */
export function rememberHints(node: CassandraNode): void {
  if (node.store.disk.hints.length > 0) node.step({ type: 'hinted' });
}

/** Called at every round of gossip: flushes the buffer and begins to hand over, each in its time. */
export function tendHints(node: CassandraNode): void {
  const { disk, memory } = node.store;
  if (isTime(node, settingOf(node, 'hints_flush_period_in_ms')) && memory.hintBuffer.length > 0) {
    disk.hints.push(...memory.hintBuffer);
    memory.hintBuffer = [];
  }
  if (disk.hints.length === 0 || !isTime(node, DISPATCH_MS)) return;
  const busy = new Set(memory.handovers.values());
  for (const replica of new Set(disk.hints.map((each) => each.replica))) {
    if (!busy.has(replica) && isUp(node, replica)) handOver(node, replica);
  }
}

function isTime(node: CassandraNode, everyMs: number): boolean {
  const ticks = Math.max(1, Math.floor(everyMs / costOf(node, 'gossipMs')));
  return node.store.memory.tick % ticks === 0;
}

/** One after the other: the next goes when the replica has acknowledged the last. */
function handOver(node: CassandraNode, replica: number): void {
  const { disk, memory } = node.store;
  // A hint must not bring back what a tombstone has deleted, so it lives no longer than one.
  const oldestUs = node.localTimeUs() - node.knobs.gcGraceMs * 1000;
  disk.hints = disk.hints.filter(
    (each) => each.replica !== replica || each.createdAtUs >= oldestUs,
  );
  const next = disk.hints.find((each) => each.replica === replica);
  if (next === undefined) {
    const isEmpty = disk.hints.length === 0 && memory.hintBuffer.length === 0;
    if (isEmpty) node.step({ type: 'noHints' });
    else if (memory.handovers.size === 0) node.step({ type: 'handoverStopped' });
    return;
  }
  const request = nextRequest(node);
  memory.handovers.set(request, replica);
  node.step({ type: 'handingOver' });
  node.startTimer(HANDOVER, settingOf(node, 'write_request_timeout_in_ms'), `${request}`);
  const { update } = next;
  node.send(replica, {
    type: 'mutate',
    update,
    why: 'hint',
    request,
    ...named(messageIn(update)),
  });
}

/** The replica has it. False when the request was no hint. */
export function handedOver(node: CassandraNode, request: number): boolean {
  const { disk, memory } = node.store;
  const replica = memory.handovers.get(request);
  if (replica === undefined) return false;
  memory.handovers.delete(request);
  node.stopTimer(HANDOVER, `${request}`);
  const first = disk.hints.findIndex((each) => each.replica === replica);
  disk.hints = disk.hints.filter((_, place) => place !== first);
  handOver(node, replica);
  return true;
}

/** It did not answer: the hint stays, and another round of dispatch will come. */
export function handoverFailed(node: CassandraNode, request: number): void {
  const { handovers } = node.store.memory;
  if (handovers.delete(request) && handovers.size === 0) node.step({ type: 'handoverStopped' });
}
