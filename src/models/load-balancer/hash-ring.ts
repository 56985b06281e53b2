/**
 * A consistent hash ring: each server owns many points on a circle of 2^32, and a key belongs to the
 * server of the next point clockwise. A server that leaves gives up its own keys and no others.
 */
import { keyOf } from '../../kernel/index.ts';

export interface HashRing {
  /** Points in ascending order, with the number of the server that owns each. */
  readonly points: readonly number[];
  readonly owners: readonly number[];
}

/** Where a text lies on the circle: 0 to 2^32 - 1. */
export type PointOf = (text: string) => number;

const pointOf: PointOf = (text) => keyOf(text) >>> 0;

/**
 * The ring of these servers, points named as ketama names them: server-1-0, server-1-1, ...
 * Points that fall together are ordered by the server's number.
 */
export function createRing(
  servers: readonly { readonly index: number; readonly name: string }[],
  pointsEach: number,
  place: PointOf = pointOf,
): HashRing {
  const marks = servers.flatMap(({ index, name }) =>
    Array.from({ length: pointsEach }, (_, copy) => ({
      point: place(`${name}-${copy}`),
      index,
    })),
  );
  marks.sort((a, b) => a.point - b.point || a.index - b.index);
  return { points: marks.map(({ point }) => point), owners: marks.map(({ index }) => index) };
}

/** The first server clockwise from the key that is wanted; -1 when none is. */
export function ownerOf(
  ring: HashRing,
  key: string,
  isWanted: (server: number) => boolean,
  place: PointOf = pointOf,
): number {
  return ownerAt(ring, place(key), isWanted);
}

/** The first wanted server clockwise from a point of the circle; -1 when none is. */
export function ownerAt(
  { points, owners }: HashRing,
  point: number,
  isWanted: (server: number) => boolean,
): number {
  const start = firstFrom(points, point);
  for (let step = 0; step < points.length; step += 1) {
    const owner = owners[(start + step) % points.length] as number;
    if (isWanted(owner)) return owner;
  }
  return -1;
}

/** Index of the first point at or after this one; past the end it is the length. */
function firstFrom(points: readonly number[], point: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as number) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}
