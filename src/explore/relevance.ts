/** How much each record matters to the story of a failure. Our weights; only their order counts. */
import type { BrokenCheck } from '../checks/index.ts';
import { NO_RECORD, type TraceRecord } from '../kernel/index.ts';
import {
  LOSSES,
  PLACES,
  RECORD_NAMES,
  STATUSES,
  type Loss,
  type Place,
  type RecordName,
  type Status,
} from '../models/index.ts';

/** Of records that speak of the story's messages. */
const OF_MESSAGE: Partial<Record<RecordName, number>> = {
  typed: 1000,
  shown: 820,
  duplicate: 700,
  marked: 650,
  accepted: 600,
  refused: 560,
  routed: 450,
  banner: 400,
  notified: 300,
  appended: 200,
};

/** Of faults and other turns of fate, whomever they strike. */
const OF_ANYBODY: Partial<Record<RecordName, number>> = {
  crashed: 900,
  cut: 900,
  paused: 900,
  skewed: 890,
  slowed: 890,
  knob: 880,
  restarted: 580,
  healed: 580,
  resumed: 580,
};

/** Only on the chain of causes of the broken record. */
const OF_CAUSE: Partial<Record<RecordName, number>> = {
  gap: 500,
  opened: 480,
  refused: 470,
  expired: 350,
  committed: 330,
  disconnected: 250,
  connected: 150,
};

const STORED: Readonly<Record<Place, number>> = {
  local: 640,
  log: 550,
  table: 550,
  offlineList: 560,
  tableOutbox: 350,
  buffer: 500,
  provider: 300,
  outbox: 0,
};

const SHOWN: Readonly<Record<Status, number>> = {
  clock: 0,
  sent: 800,
  delivered: 800,
  read: 800,
  failed: 810,
};

/** Losses by plan are why the story happened; a closed socket rarely is. */
const LOST: Readonly<Record<Loss, number>> = {
  dropped: 860,
  loss: 860,
  cut: 750,
  halfOpen: 740,
  down: 740,
  paused: 740,
  closed: 300,
};

/** What people do to their phones (airplane mode, background) shows in the states of machines. */
const DONE_BY_PERSON = 860;

/** Answers 0 for what the story can do without. */
export function relevanceOf(
  records: readonly TraceRecord[],
  broken: BrokenCheck,
): (record: TraceRecord) => number {
  const first = records[0]?.index ?? 0;
  const at = (index: number): TraceRecord | undefined => records[index - first];
  const causes = causesOf(broken.record, at);
  const messages = new Set(broken.messages);
  const ofBroken = at(broken.record)?.message ?? -1;
  if (ofBroken >= 0) messages.add(ofBroken);
  return (record) => {
    if (record.index === broken.record) return 990;
    const name = RECORD_NAMES[record.kind]!;
    const isMeant = messages.has(record.message);
    const isCause = causes.has(record.index);
    let score = OF_ANYBODY[name] ?? 0;
    if (isMeant) score = Math.max(score, ofMeantMessage(record, name));
    else if (name === 'lost' && LOSSES[record.c] === 'dropped') score = 700;
    if (isCause) score = Math.max(score, OF_CAUSE[name] ?? 0);
    const isOnPurpose = record.cause === NO_RECORD && record.ordinal > 0;
    if (name === 'state' && isOnPurpose) score = Math.max(score, DONE_BY_PERSON);
    return score;
  };
}

function ofMeantMessage(record: TraceRecord, name: RecordName): number {
  switch (name) {
    case 'stored':
      return STORED[PLACES[record.a]!];
    case 'status':
      return SHOWN[STATUSES[record.a]!];
    case 'lost':
      return LOST[LOSSES[record.c]!];
    case 'forgotten':
      return PLACES[record.a] === 'outbox' ? 420 : 570;
    default:
      return OF_MESSAGE[name] ?? 0;
  }
}

/** The record and all that led to it, by first and second causes. */
function causesOf(
  index: number,
  at: (index: number) => TraceRecord | undefined,
): ReadonlySet<number> {
  const causes = new Set<number>();
  const open = [index];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === NO_RECORD || causes.has(next)) continue;
    const record = at(next);
    if (record === undefined) continue;
    causes.add(next);
    open.push(record.cause, record.join);
  }
  return causes;
}
