/** Where a lesson's run stands still, and how fast it goes in between. Pure: from records to numbers. */
import { RECORD } from '../../../models/index.ts';
import type { Decision } from '../../../lesson/index.ts';
import { SPEEDS, type Branch } from '../../playback/index.ts';
import { momentEnd, momentStart } from './findings.ts';

export interface Stops {
  /** Records before the surprise: the run waits there. */
  readonly pause: number;
  /** Records up to the end of the moment that decides the prediction. */
  readonly verdict: number;
  /** The record that decides; the surprise itself where only the end of the run did. */
  readonly deciding: number;
}

/**
 * @param surprise the record before which the run pauses.
 * @param decision of the learner's own claim, in this very run.
 */
export function stopsFor(branch: Branch, surprise: number, decision: Decision): Stops {
  const deciding = !decision.isTrue && decision.record >= 0 ? decision.record : surprise;
  return {
    pause: momentStart(branch, surprise),
    verdict: momentEnd(branch, deciding),
    deciding,
  };
}

/** A second of reading for each of these, at most, whatever time passes between two of them. */
const IDLE_MS = 1100;
/** So much time before something happens it is slow enough to be followed. */
const LEAD_US = 25_000;
/** A breath before the first event. */
const OPENING_US = 20_000;
/** Milliseconds of a chat server are drawn out to seconds. */
const SLOW = 0.05;
const QUICK_MAX = 50;

/** Moments that a person wants to follow: what happens to a message, and what goes wrong. */
const ALWAYS: ReadonlySet<number> = new Set([
  RECORD.crashed,
  RECORD.restarted,
  RECORD.cut,
  RECORD.healed,
  RECORD.disconnected,
  RECORD.expired,
]);

/** Times of such moments among the first records, in order. */
export function timesOfInterest({ view }: Branch, records: number): readonly number[] {
  const { kind, message, timeUs } = view.columns;
  const times: number[] = [];
  for (let index = 0; index < Math.min(records, view.length); index++) {
    if (message[index]! >= 0 || ALWAYS.has(kind[index]!)) times.push(timeUs[index]!);
  }
  return times;
}

/** Just before the first message or fault: phones are connected, and nothing has happened yet. */
export function openingUs(branch: Branch): number {
  const [first] = timesOfInterest(branch, branch.view.length);
  return Math.max(0, (first ?? 0) - OPENING_US);
}

/** Simulated seconds for one of the reader's at that time: slow where something happens next. */
export function paceAt(times: readonly number[], nowUs: number): number {
  const next = times.find((time) => time > nowUs);
  if (next === undefined) return nearestSpeed(1);
  const aheadUs = next - nowUs;
  if (aheadUs <= LEAD_US * 2) return SLOW;
  return nearestSpeed(Math.min(QUICK_MAX, (aheadUs - LEAD_US) / 1000 / IDLE_MS));
}

/** Of the speeds that the transport offers, the highest that is not faster. */
function nearestSpeed(wanted: number): number {
  return SPEEDS.findLast((speed) => speed <= Math.max(SLOW, wanted)) ?? SLOW;
}
