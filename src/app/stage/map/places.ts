/** The measures of the map, and the small steps from which both arrangements are built. */
import type { ComponentKind, Topology } from '../../../models/index.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the ground with a name: the mobile network, the data centre. */
export interface Region extends Box {
  readonly name: string;
  readonly look: 'air' | 'building';
}

export interface Places {
  /** By node number; members of a crowd share the crowd's box. */
  readonly boxes: ReadonlyMap<number, Box>;
  readonly crowd: Box | null;
  readonly regions: readonly Region[];
  readonly width: number;
  readonly height: number;
  /** Links run from side to side; among cards from row to row; or all from above to below. */
  readonly flow: 'across' | 'rows' | 'down';
}

export interface Room {
  readonly width: number;
  readonly height: number;
}

export const CARD: Room = { width: 192, height: 84 };
export const PHONE_WIDTH = 224;
export const PHONE_HEIGHT_MIN = 236;
export const PHONE_HEIGHT_MAX = 400;
export const CROWD_CHART: Room = { width: PHONE_WIDTH + 32, height: 168 };
export const GAP = 24;
/** Cards with room to spare move apart, but not so far that they lose each other. */
const GAP_MAX = 60;
export const MARGIN = 20;
export const REGION_MARGIN = 20;
export const REGION_TITLE = 22;
/** At most this many cards stand side by side in a row. */
const PER_ROW = 3;

/** Stores of the data centre in the order in which they are drawn. */
export const STORE_KINDS: readonly ComponentKind[] = [
  'redis',
  'kafka',
  'cassandra',
  'postgresql',
  'notification-service',
  'key-registry',
  'object-store',
  'cdn',
];

/** The height each of `count` phones gets in a column of the given height. */
export function phoneHeight(room: number, count: number): number {
  const each = (room - (count - 1) * GAP) / Math.max(1, count);
  return Math.floor(Math.min(PHONE_HEIGHT_MAX, Math.max(PHONE_HEIGHT_MIN, each)));
}

/** The gap between `count` cards under one another in a column of this height. */
export function cardGap(room: number, count: number): number {
  const spare = (room - count * CARD.height) / (count + 1);
  return Math.floor(Math.min(GAP_MAX, Math.max(GAP, spare)));
}

/** Boxes of equal size, one under another, their middle at `middle`. */
export function stack(
  indices: readonly number[],
  at: { readonly x: number; readonly middle: number },
  size: Room,
  gap: number = GAP,
): [number, Box][] {
  const total = indices.length * size.height + (indices.length - 1) * gap;
  const top = at.middle - total / 2;
  return indices.map((index, place) => [
    index,
    { x: at.x, y: top + place * (size.height + gap), ...size },
  ]);
}

/** The smallest box around others, with a margin on each side. */
export function around(boxes: readonly Box[], margin: number): Box {
  const left = Math.min(...boxes.map((box) => box.x)) - margin;
  const top = Math.min(...boxes.map((box) => box.y)) - margin;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The data centre in rows from top to bottom: balancer, chat servers, stores. */
export function rowsOf(topology: Topology): number[][] {
  const stores = STORE_KINDS.flatMap((kind) => topology.ofKind(kind));
  const rows: number[][] = [];
  for (const group of [topology.ofKind('load-balancer'), topology.ofKind('chat-server'), stores]) {
    for (let from = 0; from < group.length; from += PER_ROW) {
      rows.push(group.slice(from, from + PER_ROW));
    }
  }
  return rows;
}

/** The ground under the nodes of the data centre, with room for its name. */
export function buildingAround(
  indices: readonly number[],
  boxes: ReadonlyMap<number, Box>,
): Region {
  const box = around(
    indices.map((index) => boxes.get(index)!),
    REGION_MARGIN,
  );
  return {
    name: 'Data centre',
    look: 'building',
    ...box,
    y: box.y - REGION_TITLE,
    height: box.height + REGION_TITLE,
  };
}
