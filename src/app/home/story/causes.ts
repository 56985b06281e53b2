/** Why a tick is there: the causes behind it, backwards, and the word that was never given. */
import type { TraceRecord } from '../../../kernel/index.ts';
import { EVIDENCES, RECORD, STATUSES, type Evidence } from '../../../models/index.ts';
import type { Branch } from '../../playback/index.ts';

export interface CauseStep {
  readonly record: number;
  readonly timeUs: number;
  readonly node: number;
  /** shown: the tick. came: a report arrived. claimed: somebody said that it was delivered. */
  readonly what: 'shown' | 'came' | 'claimed';
  readonly evidence: Evidence | null;
}

export interface CauseChain {
  /** From the tick backwards. */
  readonly steps: readonly CauseStep[];
  /** The receiver's phone had said that it has the message before the tick was shown. */
  readonly phoneSaidSo: boolean;
}

const DELIVERED = STATUSES.indexOf('delivered');

/** The chain behind a status record, to the claim it rests on. */
export function chainBehind(branch: Branch, status: TraceRecord): CauseChain {
  const { view } = branch;
  const { message } = status;
  const steps: CauseStep[] = [stepOf(status, 'shown', EVIDENCES[status.b] ?? null)];
  let at = status.cause;
  while (at >= 0) {
    const record = view.readRecord(at);
    const claim = claimIn(branch, record, message);
    if (claim !== undefined) {
      steps.push(stepOf(claim, 'claimed', EVIDENCES[claim.b] ?? null));
      break;
    }
    if (record.kind === RECORD.received && record.message === message) {
      const packet = view.names.text(record.b);
      if (packet === 'receipt' || packet === 'forwardReceipt') steps.push(stepOf(record, 'came'));
    }
    at = record.cause;
  }
  return { steps, phoneSaidSo: wasAcknowledged(branch, status) };
}

/** What the moment that this record begins said about the message's delivery. */
function claimIn({ view }: Branch, first: TraceRecord, message: number): TraceRecord | undefined {
  for (let index = first.index; index < view.length; index++) {
    const record = view.readRecord(index);
    if (record.ordinal !== first.ordinal) return undefined;
    if (record.kind === RECORD.marked && record.message === message && record.a === DELIVERED) {
      return record;
    }
  }
  return undefined;
}

function wasAcknowledged({ view }: Branch, status: TraceRecord): boolean {
  for (let index = 0; index < status.index; index++) {
    const record = view.readRecord(index);
    if (
      record.kind === RECORD.received &&
      record.message === status.message &&
      view.names.text(record.b) === 'deliverAck'
    ) {
      return true;
    }
  }
  return false;
}

function stepOf(
  { index, timeUs, node }: TraceRecord,
  what: CauseStep['what'],
  evidence: Evidence | null = null,
): CauseStep {
  return { record: index, timeUs, node, what, evidence };
}
