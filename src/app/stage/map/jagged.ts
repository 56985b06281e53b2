/** A torn edge: a line through points, with teeth to both sides. */
import type { Point } from './curve.ts';

const TOOTH = 9;

/** The path of a tear through these points, or around them. */
export function jagged(points: readonly Point[], closed = false): string {
  const parts: string[] = [];
  let side = 1;
  const corners = closed ? [...points, points[0]!] : points;
  for (let at = 0; at + 1 < corners.length; at++) {
    const from = corners[at]!;
    const to = corners[at + 1]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const teeth = Math.max(1, Math.round(length / (2 * TOOTH)));
    for (let tooth = 0; tooth < teeth; tooth++) {
      const share = tooth / teeth;
      // Teeth of unequal size look torn, not sawn; the pattern is fixed, so that nothing flickers.
      const reach = (TOOTH / 2) * (0.6 + ((tooth * 7 + at * 3) % 5) / 6) * side;
      const x = from.x + (to.x - from.x) * share - ((to.y - from.y) / length) * reach;
      const y = from.y + (to.y - from.y) * share + ((to.x - from.x) / length) * reach;
      parts.push(`${parts.length === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`);
      side = -side;
    }
  }
  const last = corners.at(-1)!;
  return closed
    ? `${parts.join(' ')} Z`
    : `${parts.join(' ')} L${last.x.toFixed(1)},${last.y.toFixed(1)}`;
}
