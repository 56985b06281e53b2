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
  /** When the packets left that are left out, because there are too many to tell apart. Rising. */
  readonly hiddenUs: readonly number[];
}

/** Beyond this a picture is a felt, and a frame takes too long. */
const ARROWS_MAX = 400;
/** A packet that left longer ago than this is not looked for any more. */
const FLIGHT_US_MAX = 3_000_000;
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
  const { fromUs, toUs, lanes } = options;
  const { kept, leftOut } = packetsIn(branch, options);
  const arrows = new Map(kept.map((index) => [index, arrowAt(branch, lanes, index)]));
  land(branch, options, arrows);
  const { timeUs } = branch.view.columns;
  return {
    fromUs,
    toUs,
    arrows: [...arrows.values()].filter((arrow) => arrow.toUs >= fromUs),
    signs: signsIn(branch, options),
    bars: barsIn(options),
    hiddenUs: leftOut.map((index) => timeUs[index]!),
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

/** The first record that can matter for a stretch: a packet may be under way since long before. */
function firstRecord({ view }: Branch, fromUs: number): number {
  const first = view.lengthAt(fromUs - 1);
  return Math.max(view.lengthAt(fromUs - FLIGHT_US_MAX), first - RECORDS_BEFORE_MAX, 0);
}

/** The records of packets that leave or fly in the stretch; of too many, the most telling. */
function packetsIn(branch: Branch, options: SceneOptions): { kept: number[]; leftOut: number[] } {
  const { view } = branch;
  const { columns } = view;
  const { fromUs, toUs, filter } = options;
  const fits = packetFilter(branch, filter);
  const telling: number[] = [];
  const control: number[] = [];
  const end = view.lengthAt(toUs);
  for (let index = firstRecord(branch, fromUs); index < end; index++) {
    if (columns.kind[index] !== RECORD.sent || !fits(index)) continue;
    const flightUs = columns.c[index]!;
    if (flightUs >= 0 && columns.timeUs[index]! + flightUs < fromUs) continue;
    (columns.message[index]! >= 0 ? telling : control).push(index);
  }
  const room = Math.max(0, ARROWS_MAX - telling.length);
  const kept = [...evenly(telling, ARROWS_MAX), ...evenly(control, room)];
  if (kept.length === telling.length + control.length) return { kept, leftOut: [] };
  const isKept = new Set(kept);
  const leftOut = [...telling, ...control].filter((index) => !isKept.has(index));
  return { kept: kept.toSorted(rising), leftOut };
}

function packetFilter({ view }: Branch, filter: RecordFilter): (index: number) => boolean {
  const { columns } = view;
  const { level, node, message } = filter;
  const id = message === '' ? -1 : view.names.find(message);
  return (index) => {
    const about = columns.message[index]!;
    if (message !== '' && about !== id) return false;
    if (level === 'life' && about < 0) return false;
    return node < 0 || columns.node[index] === node || columns.a[index] === node;
  };
}

const rising = (one: number, other: number): number => one - other;

/** At most so many of a list, spread over all of it. */
function evenly(list: readonly number[], most: number): readonly number[] {
  if (list.length <= most) return list;
  return Array.from(
    { length: most },
    (_, place) => list[Math.floor((place * list.length) / most)]!,
  );
}

/** Where and how each packet ended, as far as it has. */
function land(
  branch: Branch,
  { fromUs, toUs }: SceneOptions,
  arrows: ReadonlyMap<number, Arrow>,
): void {
  const { view } = branch;
  const { columns } = view;
  const end = view.lengthAt(toUs);
  for (let index = firstRecord(branch, fromUs); index < end; index++) {
    const kind = columns.kind[index];
    if (kind !== RECORD.received && kind !== RECORD.lost) continue;
    const arrow = arrows.get(columns.cause[index]!);
    if (arrow === undefined) continue;
    arrow.ended = index;
    arrow.toUs = columns.timeUs[index]!;
    if (kind === RECORD.lost) arrow.loss = LOSSES[columns.c[index]!] ?? 'loss';
  }
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
