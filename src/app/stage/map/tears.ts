/** The tears of a partition: jagged lines that go round what is cut off, across every cut link. */
import { pairKey, type Faces } from '../projections/node-faces.ts';
import { pointAt, type Point } from './curve.ts';
import { jagged } from './jagged.ts';
import type { MapLayout } from './layout.ts';
import type { LinkShape } from './links.ts';
import type { Box } from './places.ts';

const OVERHANG = 44;
/** How far from a node its tear runs: in the middle of the usual gap between two cards. */
const AROUND = 26;
/** How far into the air a phone's tear stands. */
const BESIDE = 16;

interface Rim {
  readonly corners: readonly Point[];
  readonly length: number;
}

/** The rectangle around a box along which a tear runs, clockwise from its top left corner. */
function rimOf(box: Box): Rim {
  const [left, top] = [box.x - AROUND, box.y - AROUND];
  const [right, bottom] = [box.x + box.width + AROUND, box.y + box.height + AROUND];
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return { corners, length: 2 * (right - left + bottom - top) };
}

/** The point so far along a rim; distances wrap around. */
function onRim(rim: Rim, distance: number): Point {
  let left = ((distance % rim.length) + rim.length) % rim.length;
  for (let side = 0; side < 4; side++) {
    const from = rim.corners[side]!;
    const to = rim.corners[(side + 1) % 4]!;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    if (left <= length) {
      const share = length === 0 ? 0 : left / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= length;
  }
  return rim.corners[0]!;
}

/** How far along the rim a link crosses it: where the link first lies outside. */
function crossing(rim: Rim, link: LinkShape, node: number): number {
  const [topLeft, , bottomRight] = rim.corners as [Point, Point, Point, Point];
  const points = link.from === node ? link.curve.points : [...link.curve.points].reverse();
  const out = points.find(
    ({ x, y }) => x < topLeft.x || x > bottomRight.x || y < topLeft.y || y > bottomRight.y,
  );
  const { x, y } = out ?? points.at(-1)!;
  const width = bottomRight.x - topLeft.x;
  const height = bottomRight.y - topLeft.y;
  const across = Math.min(width, Math.max(0, x - topLeft.x));
  const down = Math.min(height, Math.max(0, y - topLeft.y));
  if (y <= topLeft.y) return across;
  if (x >= bottomRight.x) return width + down;
  if (y >= bottomRight.y) return width + height + (width - across);
  return 2 * width + height + (height - down);
}

/** The part of a node's rim that crosses all these links, and a little more at both ends. */
function arcAround(layout: MapLayout, node: number, links: readonly LinkShape[]): Point[] {
  const rim = rimOf(layout.boxes.get(node)!);
  const at = links.map((link) => crossing(rim, link, node)).sort((a, b) => a - b);
  // The tear leaves out the widest stretch without a cut link.
  let widest = 0;
  let start = 0;
  at.forEach((distance, index) => {
    const next = at[(index + 1) % at.length]! + (index + 1 === at.length ? rim.length : 0);
    if (next - distance > widest) [widest, start] = [next - distance, index + 1];
  });
  const from = at[start % at.length]! - OVERHANG;
  const until = from + (rim.length - widest) + 2 * OVERHANG;
  const points = [onRim(rim, from)];
  let walked = 0;
  // Corners lie on the way: two rounds of them, for a stretch that passes the beginning.
  for (let side = 0; side < 8; side++) {
    if (walked > from && walked < until) points.push(rim.corners[side % 4]!);
    const a = rim.corners[side % 4]!;
    const b = rim.corners[(side + 1) % 4]!;
    walked += Math.abs(b.x - a.x) + Math.abs(b.y - a.y);
  }
  return [...points, onRim(rim, until)];
}

/** A single cut link is torn across its middle. */
function acrossLink(link: LinkShape): Point[] {
  const { x, y, dx, dy } = pointAt(link.curve, 0.5);
  return [
    { x: x + dy * OVERHANG, y: y - dx * OVERHANG },
    { x: x - dy * OVERHANG, y: y + dx * OVERHANG },
  ];
}

/** A node without any link: its whole rim, or the way out of a phone. */
function cutOff(layout: MapLayout, box: Box): string {
  if (box.height <= box.width) return jagged(rimOf(box).corners, true);
  const isLeft = box.x + box.width / 2 < layout.width / 2;
  const x = isLeft ? box.x + box.width + BESIDE + 11 : box.x - BESIDE - 11;
  return jagged([
    { x, y: box.y - 11 },
    { x, y: box.y + box.height + 11 },
  ]);
}

/** The node with the most of these links; of equal ones the last, which is the deeper in. */
function commonEnd(links: readonly LinkShape[]): number {
  const counts = new Map<number, number>();
  for (const { from, to } of links) {
    for (const end of [from, to]) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  let best = -1;
  for (const [node, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && node > best)) best = node;
  }
  return best;
}

/** The paths of all tears now. */
export function tearPaths(layout: MapLayout, faces: Faces): readonly string[] {
  const paths: string[] = [];
  let left: LinkShape[] = [];
  for (const [key, { cuts }] of faces.links) {
    if (cuts === 0) continue;
    const [a, b] = key.split('-').map(Number);
    const box = a === b ? layout.boxes.get(a!) : undefined;
    const link = layout.links.get(pairKey(a!, b!));
    if (box !== undefined) paths.push(cutOff(layout, box));
    else if (link !== undefined) left.push(link);
  }
  while (left.length > 0) {
    const node = commonEnd(left);
    const torn = left.filter(({ from, to }) => from === node || to === node);
    left = left.filter((link) => !torn.includes(link));
    paths.push(jagged(torn.length === 1 ? acrossLink(torn[0]!) : arcAround(layout, node, torn)));
  }
  return paths;
}
