/** What one message to a group sets in motion, counted from the records: out, and back. */
import { RECORD } from '../../../models/index.ts';
import type { Branch } from '../../playback/index.ts';
import { findRecord } from '../find-record.ts';

/** Packets that carry the message out, and those that come back because of it. */
const OUT = new Set(['deliver']);
const FROM_PHONES = new Set(['deliverAck', 'readReceipt']);
const BACK = new Set([...FROM_PHONES, 'receipt']);

/** The first wave is over in half a second, the reading takes many: two scales of time. */
export const NEAR = { untilUs: 600_000, bins: 40 } as const;
export const FAR_BINS = 30;

export interface FanFigures {
  readonly typedUs: number;
  readonly spanUs: number;
  /** Packets sent in each bin: first those of the near scale, then those of the far. */
  readonly out: readonly number[];
  readonly back: readonly number[];
  readonly others: number;
  readonly deliveries: number;
  /** Receipts that phones sent. Each goes two ways: to a server, and on to the sender. */
  readonly receipts: number;
  /** Receipts that reached the sender's own phone. */
  readonly toSender: number;
  /** Milliseconds until half of the others showed it, and until the last did; null: not all. */
  readonly halfShownMs: number | null;
  readonly lastShownMs: number | null;
}

/** The place of a time in the bins, as a number with a fraction: its whole part is the bin. */
export function binOf(sinceUs: number, spanUs: number): number {
  if (sinceUs < NEAR.untilUs) return (sinceUs / NEAR.untilUs) * NEAR.bins;
  const share = (sinceUs - NEAR.untilUs) / Math.max(1, spanUs - NEAR.untilUs);
  return NEAR.bins + Math.min(share, 0.9999) * FAR_BINS;
}

/** Null when nobody typed anything. */
export function fanFigures(branch: Branch): FanFigures | null {
  const { view, nodes, endUs } = branch;
  const typed = findRecord(branch, RECORD.typed);
  if (typed === undefined) return null;
  const spanUs = endUs - typed.timeUs;
  const out = Array.from({ length: NEAR.bins + FAR_BINS }, () => 0);
  const back = out.slice();
  const shownUs: number[] = [];
  let toSender = 0;
  let receipts = 0;
  for (let index = typed.index; index < view.length; index++) {
    const { kind, message, timeUs, node, b } = view.readRecord(index);
    if (message !== typed.message) continue;
    if (kind === RECORD.shown) shownUs.push(timeUs - typed.timeUs);
    if (kind !== RECORD.sent && kind !== RECORD.received) continue;
    const packet = view.names.text(b);
    if (kind === RECORD.received) {
      if (node === typed.node && packet === 'receipt') toSender++;
      continue;
    }
    const bin = Math.floor(binOf(timeUs - typed.timeUs, spanUs));
    if (FROM_PHONES.has(packet)) receipts++;
    if (OUT.has(packet)) out[bin]!++;
    else if (BACK.has(packet)) back[bin]!++;
  }
  const others = nodes.ofKind('phone').length - 1;
  const msAt = (place: number): number | null => {
    const us = shownUs[place - 1];
    return us === undefined ? null : us / 1000;
  };
  return {
    typedUs: typed.timeUs,
    spanUs,
    out,
    back,
    others,
    deliveries: sum(out),
    receipts,
    toSender,
    halfShownMs: msAt(Math.ceil(others / 2)),
    lastShownMs: msAt(others),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
