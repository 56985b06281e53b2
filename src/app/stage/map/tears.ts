/** The tears of a partition: jagged lines through every cut link, and around every node cut off. */
import { pairKey, type Faces } from '../projections/node-faces.ts';
import { pointAt, type Point } from './curve.ts';
import type { MapLayout } from './layout.ts';
import type { Box } from './places.ts';

const TOOTH = 9;
const OVERHANG = 42;
const MARGIN = 11;

/** A path whose teeth stand out to both sides of the way through these points. */
export function jagged(points: readonly Point[], closed = false): string {
  const parts: string[] = [];
  let side = 1;
  const corners = closed ? [...points, points[0]!] : points;
  for (let at = 0; at + 1 < corners.length; at++) {
    const from = corners[at]!;
    const to = corners[at + 1]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const teeth = Math.max(1, Math.round(length / (2 * TOOTH)));
    for (let tooth = 0; tooth < teeth; tooth++) {
      const share = tooth / teeth;
      // Teeth of unequal size look torn, not sawn; the pattern is fixed, so that nothing flickers.
      const reach = (TOOTH / 2) * (0.6 + ((tooth * 7 + at * 3) % 5) / 6) * side;
      const x = from.x + (to.x - from.x) * share - ((to.y - from.y) / (length || 1)) * reach;
      const y = from.y + (to.y - from.y) * share + ((to.x - from.x) / (length || 1)) * reach;
      parts.push(`${parts.length === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`);
      side = -side;
    }
  }
  const last = corners.at(-1)!;
  return closed ? `${parts.join(' ')} Z` : `${parts.join(' ')} L${last.x},${last.y}`;
}

function outline(box: Box): Point[] {
  const [left, top] = [box.x - MARGIN, box.y - MARGIN];
  const [right, bottom] = [box.x + box.width + MARGIN, box.y + box.height + MARGIN];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** One line through the middles of all links that are cut by themselves. */
function lineThrough(layout: MapLayout, cut: readonly string[]): Point[] {
  const middles = cut.map((key) => pointAt(layout.links.get(key)!.curve, 0.5));
  const spread = (of: 'x' | 'y') =>
    Math.max(...middles.map((point) => point[of])) - Math.min(...middles.map((point) => point[of]));
  if (middles.length === 1) {
    const { x, y, dx, dy } = middles[0]!;
    return [
      { x: x + dy * OVERHANG, y: y - dx * OVERHANG },
      { x: x - dy * OVERHANG, y: y + dx * OVERHANG },
    ];
  }
  const along = spread('y') >= spread('x') ? 'y' : 'x';
  const sorted = [...middles].sort((a, b) => a[along] - b[along]);
  const first = sorted[0]!;
  const last = sorted.at(-1)!;
  const reach = along === 'y' ? { x: 0, y: OVERHANG } : { x: OVERHANG, y: 0 };
  return [
    { x: first.x - reach.x, y: first.y - reach.y },
    ...sorted,
    { x: last.x + reach.x, y: last.y + reach.y },
  ];
}

/** The paths of all tears now. */
export function tearPaths(layout: MapLayout, faces: Faces): readonly string[] {
  const paths: string[] = [];
  const cutLinks: string[] = [];
  for (const [key, { cuts }] of faces.links) {
    if (cuts === 0) continue;
    const [a, b] = key.split('-').map(Number);
    const box = a === b ? layout.boxes.get(a!) : undefined;
    if (box !== undefined) paths.push(jagged(outline(box), true));
    else if (layout.links.has(pairKey(a!, b!))) cutLinks.push(key);
  }
  if (cutLinks.length > 0) paths.push(jagged(lineThrough(layout, cutLinks)));
  return paths;
}
