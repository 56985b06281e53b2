/** What a space-time diagram shows of a stretch of time: arrows, crosses, bars, signs. Plain data. */
import { LOSSES, RECORD, STATUSES, type Loss, type Status } from '../../../models/index.ts';
import type { Branch } from '../../playback/index.ts';
import { packetLook, type PacketLook } from '../../stage/packet-look.ts';
import type { FaultSpan } from '../../transport/marks.ts';
import type { RecordFilter } from '../record-filter.ts';
import type { Lanes } from './lanes.ts';

export interface Arrow {
  /** The record of its leaving, and of its end; -1 while it is on its way. */
  readonly sent: number;
  ended: number;
  readonly from: number;
  readonly to: number;
  readonly fromUs: number;
  toUs: number;
  readonly packet: string;
  readonly message: number;
  readonly look: PacketLook;
  loss: Loss | null;
}

export interface Sign {
  readonly record: number;
  readonly lane: number;
  readonly timeUs: number;
  readonly sign: 'typed' | 'shown' | 'refused' | 'duplicate' | Status;
  /** What was typed. */
  readonly text: string;
}

export interface Bar {
  readonly lane: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly kind: FaultSpan['kind'];
  readonly label: string;
  readonly record: number;
}

export interface Scene {
  readonly fromUs: number;
  readonly toUs: number;
  readonly arrows: readonly Arrow[];
  readonly signs: readonly Sign[];
  readonly bars: readonly Bar[];
  /** Packets that were left out because there are too many to tell apart. */
  readonly hidden: number;
}

/** Beyond this a picture is a felt, and a frame takes too long. */
const ARROWS_MAX = 400;
/** A packet that left longer ago than this is not looked for any more. */
const FLIGHT_US_MAX = 5_000_000;
/** And no more records than these are read for it. */
const RECORDS_BEFORE_MAX = 20_000;

const SIGNS: ReadonlyMap<number, Sign['sign']> = new Map([
  [RECORD.typed, 'typed'],
  [RECORD.shown, 'shown'],
  [RECORD.refused, 'refused'],
  [RECORD.duplicate, 'duplicate'],
]);

export interface SceneOptions {
  readonly lanes: Lanes;
  readonly filter: RecordFilter;
  readonly fromUs: number;
  readonly toUs: number;
  readonly faults: readonly FaultSpan[];
}

export function sceneOf(branch: Branch, options: SceneOptions): Scene {
  const { fromUs, toUs } = options;
  const arrows = arrowsIn(branch, options);
  // Where there are too many, those that carry or answer for a message are worth more.
  const telling = arrows.filter(({ look }) => look !== 'control');
  const kept = arrows.length <= ARROWS_MAX ? arrows : telling.slice(-ARROWS_MAX);
  return {
    fromUs,
    toUs,
    arrows: kept,
    signs: signsIn(branch, options),
    bars: barsIn(options),
    hidden: arrows.length - kept.length,
  };
}

/** Faults of one kind that overlap in a lane are one bar. */
function barsIn({ lanes, faults, fromUs, toUs }: SceneOptions): Bar[] {
  const bars: Bar[] = [];
  for (const span of faults) {
    if (span.toUs < fromUs || span.fromUs > toUs) continue;
    const lane = lanes.laneOf(span.node);
    const { kind, label, record } = span;
    const place = bars.findIndex(
      (bar) => bar.lane === lane && bar.kind === kind && bar.toUs >= span.fromUs,
    );
    const before = bars[place];
    if (before === undefined) {
      bars.push({ lane, kind, label, record, fromUs: span.fromUs, toUs: span.toUs });
    } else bars[place] = { ...before, toUs: Math.max(before.toUs, span.toUs) };
  }
  return bars;
}

function arrowsIn(branch: Branch, { lanes, filter, fromUs, toUs }: SceneOptions): Arrow[] {
  const { view } = branch;
  const { columns } = view;
  const first = view.lengthAt(fromUs - 1);
  const start = Math.max(view.lengthAt(fromUs - FLIGHT_US_MAX), first - RECORDS_BEFORE_MAX, 0);
  const end = view.lengthAt(toUs);
  const message = filter.message === '' ? -1 : view.names.find(filter.message);
  const bySent = new Map<number, Arrow>();
  for (let index = start; index < end; index++) {
    const kind = columns.kind[index];
    if (kind === RECORD.sent) {
      const about = columns.message[index]!;
      if (filter.message !== '' && about !== message) continue;
      if (filter.level === 'life' && about < 0) continue;
      bySent.set(index, arrowAt(branch, lanes, index));
    } else if (kind === RECORD.received || kind === RECORD.lost) {
      const arrow = bySent.get(columns.cause[index]!);
      if (arrow === undefined) continue;
      arrow.ended = index;
      arrow.toUs = columns.timeUs[index]!;
      if (kind === RECORD.lost) arrow.loss = LOSSES[columns.c[index]!] ?? 'loss';
    }
  }
  const lane = filter.node < 0 ? -1 : lanes.laneOf(filter.node);
  return [...bySent.values()].filter(
    (arrow) => arrow.toUs >= fromUs && (lane < 0 || arrow.from === lane || arrow.to === lane),
  );
}

function arrowAt({ view }: Branch, lanes: Lanes, index: number): Arrow {
  const { columns } = view;
  const fromUs = columns.timeUs[index]!;
  const flightUs = columns.c[index]!;
  const packet = view.names.text(columns.b[index]!);
  const message = columns.message[index]!;
  return {
    sent: index,
    ended: -1,
    from: lanes.laneOf(columns.node[index]!),
    to: lanes.laneOf(columns.a[index]!),
    fromUs,
    // What never arrives is drawn as far as nobody can say where it was lost.
    toUs: flightUs < 0 ? Infinity : fromUs + flightUs,
    packet,
    message,
    look: packetLook(packet, message >= 0),
    loss: null,
  };
}

function signsIn(branch: Branch, { lanes, filter, fromUs, toUs }: SceneOptions): Sign[] {
  const { view } = branch;
  const { columns } = view;
  const message = filter.message === '' ? -1 : view.names.find(filter.message);
  const signs: Sign[] = [];
  const end = view.lengthAt(toUs);
  for (let index = view.lengthAt(fromUs - 1); index < end; index++) {
    const kind = columns.kind[index]!;
    const sign = kind === RECORD.status ? STATUSES[columns.a[index]!] : SIGNS.get(kind);
    if (sign === undefined || sign === 'clock') continue;
    const node = columns.node[index]!;
    if (filter.message !== '' && columns.message[index] !== message) continue;
    if (filter.node >= 0 && node !== filter.node) continue;
    const text = kind === RECORD.typed ? view.names.text(columns.a[index]!) : '';
    signs.push({
      record: index,
      lane: lanes.laneOf(node),
      timeUs: columns.timeUs[index]!,
      sign,
      text,
    });
    if (signs.length >= ARROWS_MAX) break;
  }
  return signs;
}
