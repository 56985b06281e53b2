/** How much each record matters to the story of a failure. Our weights; only their order counts. */
import type { BrokenCheck } from '../checks/index.ts';
import { NO_RECORD, type TraceRecord } from '../kernel/index.ts';
import {
  LOSSES,
  PLACES,
  RECORD,
  RECORD_NAMES,
  STATUSES,
  type Loss,
  type Place,
  type RecordName,
  type Status,
  type Topology,
} from '../models/index.ts';

/** Of records that speak of the story's messages. */
const OF_MESSAGE: Partial<Record<RecordName, number>> = {
  typed: 1000,
  duplicate: 700,
  marked: 650,
  accepted: 600,
  refused: 560,
  routed: 300,
  banner: 400,
  notified: 300,
  appended: 200,
  exposed: 830,
  cannotOpen: 790,
  sealed: 620,
};

/** Of faults and other turns of fate, whomever they strike. */
const OF_ANYBODY: Partial<Record<RecordName, number>> = {
  crashed: 900,
  cut: 900,
  paused: 900,
  skewed: 890,
  slowed: 890,
  knob: 880,
  delayed: 880,
  restarted: 780,
  healed: 780,
  resumed: 780,
  reinstalled: 900,
  membership: 760,
  keyChanged: 770,
  keyAccepted: 770,
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
  log: 480,
  table: 480,
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
  cut: 850,
  halfOpen: 840,
  down: 840,
  paused: 840,
  closed: 830,
};

/** What people do to their phones (airplane mode, background) shows in the states of machines. */
const DONE_BY_PERSON = 860;

/** A map that points to a dead server, or says that somebody is offline. */
const WRONG_BELIEF = 610;

/** What a phone shows of a user, where the story is about that. */
const SHOWN_PRESENCE = 760;

/** Answers 0 for what the story can do without. */
export function relevanceOf(
  records: readonly TraceRecord[],
  broken: BrokenCheck,
  topology: Topology,
): (record: TraceRecord) => number {
  const first = records[0]?.index ?? 0;
  const at = (index: number): TraceRecord | undefined => records[index - first];
  const causes = causesOf(broken.record, at);
  const messages = new Set(broken.messages);
  const evidence = at(broken.record);
  const ofBroken = evidence?.message ?? -1;
  if (ofBroken >= 0) messages.add(ofBroken);
  const beliefs = wrongBeliefs(records);
  const starts = firstOfEachNode(records);
  const senderPhones = new Set(
    records
      .filter(({ kind, message }) => kind === RECORD.typed && messages.has(message))
      .map(({ node }) => node),
  );
  return (record) => {
    const name = RECORD_NAMES[record.kind]!;
    const isMeant = messages.has(record.message);
    const isCause = causes.has(record.index);
    let score = OF_ANYBODY[name] ?? 0;
    if (isMeant && beliefs.has(record.index)) score = WRONG_BELIEF;
    if (isMeant) score = Math.max(score, ofMeantMessage(record, name, senderPhones));
    else if (name === 'lost' && LOSSES[record.c] === 'dropped') score = 700;
    if (isCause) score = Math.max(score, OF_CAUSE[name] ?? 0);
    const isOnPurpose = record.cause === NO_RECORD && record.ordinal > 0;
    const isPhone = topology.nodes[record.node]?.kind === 'phone';
    // Machines change without a cause, too, when a server or a phone begins.
    const isStart = starts.has(record.index);
    if (name === 'state' && isOnPurpose && isPhone && !isStart) {
      score = Math.max(score, DONE_BY_PERSON);
    }
    if (name === 'belief' && isAlike(record, evidence)) score = SHOWN_PRESENCE;
    return score;
  };
}

function firstOfEachNode(records: readonly TraceRecord[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const firsts = new Set<number>();
  for (const { node, index } of records) {
    if (!seen.has(node)) firsts.add(index);
    seen.add(node);
  }
  return firsts;
}

/** The same phone shows something of the same user. */
function isAlike({ kind, node, a }: TraceRecord, evidence: TraceRecord | undefined): boolean {
  return evidence?.kind === kind && evidence.node === node && evidence.a === a;
}

function ofMeantMessage(
  record: TraceRecord,
  name: RecordName,
  senderPhones: ReadonlySet<number>,
): number {
  switch (name) {
    case 'stored':
      // That the sender has the message is no news.
      return senderPhones.has(record.node) ? 0 : STORED[PLACES[record.a]!];
    case 'shown':
      return senderPhones.has(record.node) ? 0 : 820;
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

/** Routing that leads nowhere: to nobody, or to a server that is down. */
function wrongBeliefs(records: readonly TraceRecord[]): ReadonlySet<number> {
  const down = new Set<number>();
  const wrong = new Set<number>();
  for (const { kind, node, a: server, index } of records) {
    if (kind === RECORD.crashed) down.add(node);
    else if (kind === RECORD.restarted) down.delete(node);
    else if (kind === RECORD.routed && (server < 0 || down.has(server))) wrong.add(index);
  }
  return wrong;
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
