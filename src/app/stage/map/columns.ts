/** Left to right: phones, the mobile network, load balancer, chat servers, stores, push. */
import type { Topology } from '../../../models/index.ts';
import type { Cast } from './cast.ts';
import {
  buildingAround,
  CARD,
  cardGap,
  CROWD_CHART,
  GAP,
  MARGIN,
  PHONE_WIDTH,
  phoneHeight,
  REGION_MARGIN,
  REGION_TITLE,
  stack,
  STORE_KINDS,
  type Box,
  type Places,
  type Region,
  type Room,
} from './places.ts';

// Links need room to be seen and clicked; the air between phones and the data centre needs more.
const LINK_GAP = 64;
const LINK_GAP_MAX = 150;
const AIR = 112;
const AIR_MAX = 190;
/** With less room than this the push provider stands below the data centre instead of beside it. */
const WIDE_FROM = 1150;

export function columnsLayout(topology: Topology, cast: Cast, room: Room): Places {
  const boxes = new Map<number, Box>();
  const stores = STORE_KINDS.flatMap((kind) => topology.ofKind(kind));
  const columns = [topology.ofKind('load-balancer'), topology.ofKind('chat-server'), stores];
  const filled = columns.filter((column) => column.length > 0);
  const pushes = topology.ofKind('push-provider');
  const beside = room.width >= WIDE_FROM;

  const phones = phoneColumn(cast, room);
  const cards = Math.max(1, ...filled.map((column) => column.length));
  const below = beside || pushes.length === 0 ? 0 : CARD.height + 2 * GAP;
  const frame = 2 * REGION_MARGIN + REGION_TITLE;
  const cardsRoom = Math.max(phones.height, room.height - 2 * MARGIN) - below - frame;
  const between = cardGap(cardsRoom, cards);
  const cardsHeight = cards * (CARD.height + between) - between + frame;
  const height = Math.max(phones.height, cardsHeight + below) + 2 * MARGIN;
  const middle = (height - below + REGION_TITLE) / 2;

  const isOutside = beside && pushes.length > 0 ? 1 : 0;
  const inside = filled.length * CARD.width + 2 * REGION_MARGIN;
  const taken = phones.width + inside + isOutside * (CARD.width + LINK_GAP) + 2 * MARGIN;
  // The air between phones and building takes two shares of what is left, each link one.
  const share = (room.width - taken) / (filled.length + 1);
  const gap = Math.min(LINK_GAP_MAX, Math.max(LINK_GAP, share));
  const airWidth = Math.min(AIR_MAX, Math.max(AIR, 2 * share));

  for (const [index, box] of phones.place((height - phones.height) / 2)) boxes.set(index, box);
  let x = MARGIN + phones.width + airWidth + REGION_MARGIN;
  for (const column of filled) {
    for (const [index, box] of stack(column, { x, middle }, CARD, between)) boxes.set(index, box);
    x += CARD.width + gap;
  }
  const building = buildingAround(filled.flat(), boxes);
  const right = building.x + building.width;
  const pushX = beside ? right + LINK_GAP : right - REGION_MARGIN - CARD.width;
  const pushMiddle = beside ? middle : building.y + building.height + GAP + CARD.height / 2;
  for (const [index, box] of stack(pushes, { x: pushX, middle: pushMiddle }, CARD)) {
    boxes.set(index, box);
  }
  const width = Math.max(right, ...[...boxes.values()].map((box) => box.x + box.width)) + MARGIN;
  const air: Region = {
    name: 'Mobile network',
    look: 'air',
    x: MARGIN + phones.width + 16,
    y: MARGIN,
    width: airWidth - 32,
    height: height - 2 * MARGIN,
  };
  const crowd = phones.crowd((height - phones.height) / 2);
  for (const member of cast.crowd) boxes.set(member, crowd!);
  return { boxes, crowd, regions: [air, building], width, height, flow: 'across' };
}

/** The phones one under another; those of a crowd's story stand under the crowd's own chart. */
function phoneColumn(cast: Cast, room: Room) {
  const hasCrowd = cast.crowd.length > 0;
  const head = hasCrowd ? CROWD_CHART.height + GAP : 0;
  const inner = Math.max(room.height - 2 * MARGIN - head - (hasCrowd ? 16 : 0), 0);
  const each = phoneHeight(inner, cast.phones.length);
  const width = hasCrowd ? CROWD_CHART.width : PHONE_WIDTH;
  const phonesHeight = cast.phones.length * (each + GAP) - GAP;
  const height = head + phonesHeight + (hasCrowd ? 16 : 0);
  return {
    width,
    height,
    place: (top: number) =>
      cast.phones.map((index, place): [number, Box] => [
        index,
        {
          x: MARGIN + (width - PHONE_WIDTH) / 2,
          y: top + head + place * (each + GAP),
          width: PHONE_WIDTH,
          height: each,
        },
      ]),
    crowd: (top: number): Box | null => (hasCrowd ? { x: MARGIN, y: top, width, height } : null),
  };
}
