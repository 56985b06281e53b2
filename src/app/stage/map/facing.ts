/** Phones on both sides, the data centre in rows between them: the picture of one conversation. */
import type { Topology } from '../../../models/index.ts';
import type { Cast } from './cast.ts';
import {
  buildingAround,
  CARD,
  GAP,
  MARGIN,
  PHONE_WIDTH,
  phoneHeight,
  REGION_MARGIN,
  REGION_TITLE,
  rowsOf,
  stack,
  type Box,
  type Places,
  type Room,
} from './places.ts';

const ROW_GAP = 52;
const AIR = 96;

export function facingLayout(topology: Topology, cast: Cast, room: Room): Places {
  const boxes = new Map<number, Box>();
  const rows = rowsOf(topology);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const taken = 2 * (PHONE_WIDTH + AIR + MARGIN + REGION_MARGIN) + widest * CARD.width;
  const spare = widest > 1 ? (room.width - taken) / (widest - 1) : 0;
  const gap = Math.min(140, Math.max(GAP, spare));
  const inner = widest * CARD.width + (widest - 1) * gap;
  const pushes = topology.ofKind('push-provider');
  const below = pushes.length === 0 ? 0 : CARD.height + 2 * GAP;
  const cardsHeight = rows.length * (CARD.height + ROW_GAP) - ROW_GAP;
  const half = Math.ceil(cast.phones.length / 2);
  const each = phoneHeight(room.height - 2 * MARGIN, half);
  const phonesHeight = half * (each + GAP) - GAP;
  const outer = cardsHeight + 2 * REGION_MARGIN + REGION_TITLE + below;
  const height = Math.max(phonesHeight, outer) + 2 * MARGIN;
  const left = MARGIN + PHONE_WIDTH + AIR + REGION_MARGIN;
  const top = (height - outer) / 2 + REGION_MARGIN + REGION_TITLE;

  rows.forEach((row, line) => {
    const total = row.length * CARD.width + (row.length - 1) * gap;
    row.forEach((index, place) => {
      const x = left + (inner - total) / 2 + place * (CARD.width + gap);
      boxes.set(index, { x, y: top + line * (CARD.height + ROW_GAP), ...CARD });
    });
  });
  const building = buildingAround(rows.flat(), boxes);
  const rightX = left + inner + REGION_MARGIN + AIR;
  const sides = [cast.phones.slice(0, half), cast.phones.slice(half)];
  sides.forEach((phones, side) => {
    const at = { x: side === 0 ? MARGIN : rightX, middle: height / 2 };
    const size = { width: PHONE_WIDTH, height: each };
    for (const [index, box] of stack(phones, at, size)) boxes.set(index, box);
  });
  pushes.forEach((index, place) => {
    const x = left + inner / 2 - CARD.width / 2 + place * (CARD.width + gap);
    boxes.set(index, { x, y: building.y + building.height + GAP, ...CARD });
  });
  return {
    boxes,
    crowd: null,
    regions: [building],
    width: rightX + PHONE_WIDTH + MARGIN,
    height,
    flow: 'rows',
  };
}
