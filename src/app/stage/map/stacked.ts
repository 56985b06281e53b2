/** From top to bottom: phones, balancer, chat servers, stores, push. For rooms higher than wide. */
import type { Topology } from '../../../models/index.ts';
import type { Cast } from './cast.ts';
import {
  around,
  buildingAround,
  CARD,
  CROWD_CHART,
  GAP,
  MARGIN,
  PHONE_HEIGHT_MIN,
  PHONE_WIDTH,
  REGION_MARGIN,
  REGION_TITLE,
  rowsOf,
  type Box,
  type Places,
  type Room,
} from './places.ts';

const ROW_GAP = 48;
const CARD_GAP = 44;
const AIR = 64;
/** How much higher than need be phones may grow. */
const PHONE_SPARE_MAX = 100;

/** Boxes of one row, their middle at `middle`. */
function row(
  indices: readonly number[],
  at: { readonly middle: number; readonly y: number },
  size: Room,
  gap: number = GAP,
): [number, Box][] {
  const total = indices.length * (size.width + gap) - gap;
  const left = at.middle - total / 2;
  return indices.map((index, place) => [
    index,
    { x: left + place * (size.width + gap), y: at.y, ...size },
  ]);
}

export function stackedLayout(topology: Topology, cast: Cast, room: Room): Places {
  const boxes = new Map<number, Box>();
  const rows = rowsOf(topology);
  const pushes = topology.ofKind('push-provider');
  const widest = Math.max(1, ...rows.map((each) => each.length));
  const hasCrowd = cast.crowd.length > 0;
  const phonesWidth = cast.phones.length * (PHONE_WIDTH + GAP) - GAP;
  const crowdWidth = hasCrowd ? CROWD_CHART.width + GAP + 16 : 0;
  const building = widest * (CARD.width + CARD_GAP) - CARD_GAP + 2 * REGION_MARGIN;
  const width = Math.max(phonesWidth + crowdWidth, building) + 2 * MARGIN + LANE_ROOM;
  const middle = (width - LANE_ROOM) / 2;

  const cards = rows.length * (CARD.height + ROW_GAP) - ROW_GAP + 2 * REGION_MARGIN + REGION_TITLE;
  const below = pushes.length === 0 ? 0 : CARD.height + GAP;
  // The map should have the shape of its room: what is left over goes to the phones.
  const wanted = (room.height / Math.max(1, room.width)) * width;
  const least = PHONE_HEIGHT_MIN + AIR + cards + below + 2 * MARGIN;
  const each = PHONE_HEIGHT_MIN + Math.min(PHONE_SPARE_MAX, Math.max(0, wanted - least));
  const phoneSize = { width: PHONE_WIDTH, height: each };
  const phonesMiddle = middle + crowdWidth / 2;
  for (const [index, box] of row(cast.phones, { middle: phonesMiddle, y: MARGIN }, phoneSize)) {
    boxes.set(index, box);
  }
  const phoneBoxes = [...boxes.values()];
  const top = MARGIN + each + AIR + REGION_MARGIN + REGION_TITLE;
  rows.forEach((indices, line) => {
    const y = top + line * (CARD.height + ROW_GAP);
    for (const [index, box] of row(indices, { middle, y }, CARD, CARD_GAP)) boxes.set(index, box);
  });
  const region = buildingAround(rows.flat(), boxes);
  const pushY = region.y + region.height + GAP;
  const pushMiddle = region.x + region.width - CARD.width / 2;
  for (const [index, box] of row(pushes, { middle: pushMiddle, y: pushY }, CARD)) {
    boxes.set(index, box);
  }
  const crowd = hasCrowd ? crowdAround(phoneBoxes) : null;
  for (const member of cast.crowd) boxes.set(member, crowd!);
  const bottom = pushes.length === 0 ? region.y + region.height : pushY + CARD.height;
  return { boxes, crowd, regions: [region], width, height: bottom + MARGIN, flow: 'down' };
}

/** The lane of the pushes along the right edge. */
const LANE_ROOM = 24;

/** The crowd's box holds its chart on the left and the phones of the story beside it. */
function crowdAround(phones: readonly Box[]): Box {
  const box = around(phones, 8);
  const left = box.x - CROWD_CHART.width - GAP + 8;
  return { x: left, y: box.y, width: box.x + box.width - left, height: box.height };
}
