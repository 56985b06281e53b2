/** Why a tick stands where it stands: the records that put it there, and what the next one awaits. */
import { NO_RECORD, type TraceView } from '../../kernel/index.ts';
import {
  AWAITED,
  EVIDENCES,
  RECORD,
  STATUSES,
  type Awaited,
  type Evidence,
  type Status,
} from '../../models/index.ts';
import type { Branch } from '../playback/index.ts';

export interface Provenance {
  readonly status: Status;
  readonly evidence: Evidence;
  /** From the typing to the tick, oldest first. */
  readonly chain: readonly number[];
  /**
   * Before which place of the chain a word from the receiver's phone should stand and does not;
   * -1 when nothing is missing.
   */
  readonly gapBefore: number;
  /** The phones that should have said so. */
  readonly silent: readonly number[];
  /** What the phone still waits for, and since which record. */
  readonly waits: { readonly awaited: Awaited; readonly record: number } | null;
}

/** The records that led to this one, by first causes, oldest first; the record itself is the last. */
export function causesOf(view: TraceView, record: number): number[] {
  const chain: number[] = [];
  // A cause is always an earlier record, so this ends.
  for (let at = record; at !== NO_RECORD; at = view.columns.cause[at]!) chain.push(at);
  return chain.reverse();
}

interface Latest {
  /** The record of the status shown now, -1 before the first. */
  readonly status: number;
  /** The record of what is awaited since then, -1 when nothing is. */
  readonly awaiting: number;
}

function latestOf(view: TraceView, phone: number, message: number, end: number): Latest {
  const { node, kind, message: messages } = view.columns;
  let awaiting = -1;
  for (let at = Math.min(end, view.length) - 1; at >= 0; at--) {
    if (node[at] !== phone || messages[at] !== message) continue;
    if (kind[at] === RECORD.awaiting && awaiting < 0) awaiting = at;
    if (kind[at] === RECORD.status) return { status: at, awaiting };
  }
  return { status: -1, awaiting };
}

/** The phones of everybody else in the conversation. */
function receiversOf(branch: Branch, phone: number, conversation: string): number[] {
  const { nodes } = branch;
  const user = String(nodes.nodes[phone]?.settings['user'] ?? nodes.nodes[phone]?.name);
  const others = nodes.membersOf(conversation).filter((member) => member !== user);
  return others.flatMap((member) => nodes.devicesOf(member));
}

function conversationOf(view: TraceView, chain: readonly number[]): string {
  const typed = chain.find((record) => view.columns.kind[record] === RECORD.typed);
  return typed === undefined ? '' : view.names.text(view.columns.b[typed]!);
}

const SAYS_DELIVERED: ReadonlySet<Status> = new Set<Status>(['delivered', 'read']);

/** The place where servers begin to tell the sender's side: there the receiver's word belongs. */
function placeOfWord(view: TraceView, chain: readonly number[]): number {
  const receipts = ['receipt', 'forwardReceipt'];
  const at = chain.findIndex(
    (record) =>
      view.columns.kind[record] === RECORD.sent &&
      receipts.includes(view.names.text(view.columns.b[record]!)),
  );
  return at < 0 ? chain.length - 1 : at;
}

/**
 * The provenance of the mark beside a message on its sender's phone, after the first `end` records.
 * Null when that phone shows nothing for this message yet.
 */
export function provenanceOf(
  branch: Branch,
  asked: { readonly phone: number; readonly message: string; readonly end: number },
): Provenance | null {
  const { view } = branch;
  const message = view.names.find(asked.message);
  if (message < 0) return null;
  const { status: record, awaiting } = latestOf(view, asked.phone, message, asked.end);
  if (record < 0) return null;
  const status = STATUSES[view.columns.a[record]!]!;
  const chain = causesOf(view, record);
  const receivers = receiversOf(branch, asked.phone, conversationOf(view, chain));
  const isTold = chain.some((each) => receivers.includes(view.columns.node[each]!));
  const isMissing = SAYS_DELIVERED.has(status) && receivers.length > 0 && !isTold;
  return {
    status,
    evidence: EVIDENCES[view.columns.b[record]!]!,
    chain,
    gapBefore: isMissing ? placeOfWord(view, chain) : -1,
    silent: isMissing ? receivers : [],
    waits: awaiting < 0 ? null : { awaited: AWAITED[view.columns.a[awaiting]!]!, record: awaiting },
  };
}
