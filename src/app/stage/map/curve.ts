/** Curves of links, cut into short straight pieces so that a point at any share of the way is cheap. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A piece of a curve: where it starts and ends, and the two points that bend it. */
export type Cubic = readonly [start: Point, bendStart: Point, bendEnd: Point, end: Point];

export interface Curve {
  readonly path: string;
  /** Sampled points, and the length up to each. */
  readonly points: readonly Point[];
  readonly lengths: readonly number[];
}

const PIECES = 24;

function pointOf([a, b, c, d]: Cubic, share: number): Point {
  const rest = 1 - share;
  const mix = (p: number, q: number, r: number, s: number) =>
    rest * rest * rest * p +
    3 * rest * rest * share * q +
    3 * rest * share * share * r +
    share * share * share * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** @param cubics pieces of which each begins where the one before it ends. */
export function curveOf(cubics: readonly Cubic[]): Curve {
  const points: Point[] = [];
  const lengths: number[] = [];
  const steps: string[] = [];
  let length = 0;
  for (const cubic of cubics) {
    const [a, b, c, d] = cubic.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
    steps.push(`${steps.length === 0 ? `M${a} ` : ''}C${b} ${c} ${d}`);
    for (let piece = points.length === 0 ? 0 : 1; piece <= PIECES; piece++) {
      const point = pointOf(cubic, piece / PIECES);
      const before = points.at(-1);
      if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y);
      points.push(point);
      lengths.push(length);
    }
  }
  return { path: steps.join(' '), points, lengths };
}

export const lengthOf = (curve: Curve): number => curve.lengths.at(-1)!;

/** The point at a share (0 to 1) of a curve's length, and the direction there as a unit vector. */
export function pointAt(
  curve: Curve,
  share: number,
): Point & { readonly dx: number; readonly dy: number } {
  const wanted = Math.min(1, Math.max(0, share)) * lengthOf(curve);
  let low = 0;
  let high = curve.lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve.lengths[middle]! <= wanted) low = middle;
    else high = middle;
  }
  const from = curve.points[low]!;
  const to = curve.points[high]!;
  const piece = curve.lengths[high]! - curve.lengths[low]!;
  const part = piece === 0 ? 0 : (wanted - curve.lengths[low]!) / piece;
  const scale = piece === 0 ? 0 : 1 / piece;
  return {
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
    dx: (to.x - from.x) * scale,
    dy: (to.y - from.y) * scale,
  };
}
