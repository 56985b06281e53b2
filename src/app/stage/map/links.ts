/** Which nodes are joined by a link, the curve of each, and the way a packet takes over them. */
import {
  edgeFor,
  nearestOf,
  pathBetween,
  type ComponentKind,
  type Topology,
} from '../../../models/index.ts';
import { pairKey } from '../projections/node-faces.ts';
import type { Cast } from './cast.ts';
import { curveOf, lengthOf, pointAt, type Cubic, type Curve, type Point } from './curve.ts';
import type { Box, Places } from './places.ts';

export interface LinkShape {
  readonly key: string;
  /** The curve runs from this node to the other. */
  readonly from: number;
  readonly to: number;
  readonly curve: Curve;
  readonly kind: 'mobile' | 'datacentre' | 'push';
}

const JOINED: readonly (readonly [ComponentKind, ComponentKind, LinkShape['kind']])[] = [
  ['phone', 'load-balancer', 'mobile'],
  ['crowd', 'load-balancer', 'mobile'],
  ['load-balancer', 'chat-server', 'datacentre'],
  ['chat-server', 'chat-server', 'datacentre'],
  ['chat-server', 'redis', 'datacentre'],
  ['chat-server', 'kafka', 'datacentre'],
  ['chat-server', 'cassandra', 'datacentre'],
  ['chat-server', 'postgresql', 'datacentre'],
  ['chat-server', 'notification-service', 'datacentre'],
  // Asked by phones directly: drawn as a connection of its own, like that of the pushes.
  ['key-registry', 'phone', 'push'],
  ['notification-service', 'push-provider', 'push'],
  ['push-provider', 'phone', 'push'],
  ['chat-server', 'object-store', 'datacentre'],
  ['cdn', 'object-store', 'datacentre'],
  ['cdn', 'cdn', 'datacentre'],
  ['object-store', 'phone', 'push'],
  ['cdn', 'phone', 'push'],
  ['cassandra', 'cassandra', 'datacentre'],
  ['redis', 'redis', 'datacentre'],
  ['kafka', 'kafka', 'datacentre'],
];

/** Members of a crowd share one link: that of its first member. */
function ends(topology: Topology, kind: ComponentKind, cast: Cast): readonly number[] {
  return kind === 'phone' ? [...cast.phones, ...cast.crowd.slice(0, 1)] : topology.ofKind(kind);
}

export function linksBetween(
  topology: Topology,
  cast: Cast,
  places: Places,
): Map<string, LinkShape> {
  const links = new Map<string, LinkShape>();
  for (const [fromKind, toKind, kind] of JOINED) {
    for (const from of ends(topology, fromKind, cast)) {
      for (const to of ends(topology, toKind, cast)) {
        if (fromKind === toKind && from >= to) continue;
        if (!asks(topology, from, to)) continue;
        // Without a balancer phones reach servers themselves; that design has no such kind yet.
        const cubics = cubicsBetween(places.boxes.get(from)!, places.boxes.get(to)!, places, kind);
        const key = pairKey(from, to);
        links.set(key, { key, from, to, kind, curve: curveOf(cubics) });
      }
    }
  }
  return links;
}

/**
 * Caches are joined to whom they ask and to the phones that ask them, a balancer to what is in its
 * region, a Redis to its replicas and to its cluster, and to nobody else.
 */
function asks(topology: Topology, from: number, to: number): boolean {
  const [cache, other] = [topology.nodes[from]!, topology.nodes[to]!];
  if (other.kind === 'load-balancer') return nearestOf(topology, from, other.kind) === to;
  if (cache.kind === 'load-balancer') return nearestOf(topology, to, cache.kind) === from;
  if (cache.kind === 'redis' && other.kind === 'redis') {
    const isCluster = [cache, other].some(({ settings }) => settings['slots'] !== undefined);
    return isCluster || cache.settings['of'] === other.name || other.settings['of'] === cache.name;
  }
  if (cache.kind !== 'cdn') return true;
  if (other.kind === 'phone') return edgeFor(topology, other) === from;
  const parents = [cache, other].map(({ settings }) => settings['parent']);
  if (other.kind === 'cdn') return parents[0] === other.name || parents[1] === cache.name;
  return parents[0] === undefined;
}

/** How far above the lower edge of the map the lane of the pushes runs. */
const LANE = 8;

const middleOf = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

function cubicsBetween(
  from: Box,
  to: Box,
  places: Places,
  kind: LinkShape['kind'],
): readonly Cubic[] {
  const a = middleOf(from);
  const b = middleOf(to);
  const apart = to.y >= from.y + from.height || from.y >= to.y + to.height;
  const overlap = Math.min(from.x + from.width, to.x + to.width) - Math.max(from.x, to.x);
  if (kind === 'push' && places.flow === 'down' && apart) {
    const isDeep = Math.abs(a.y - b.y) > places.height / 3;
    if (isDeep) return upTheSide(from, to, places);
  } else if (kind === 'push' && Math.abs(a.x - b.x) > places.width / 2) {
    return under(from, to, places);
  }
  const isObstructed = kind === 'datacentre' && isBetween(from, to, places);
  if (apart && overlap > 0 && isObstructed) return besides(from, to);
  if (apart && (overlap > 0 || isVertical(places, kind))) {
    const down = b.y > a.y ? 1 : -1;
    const start = { x: a.x, y: a.y + (down * from.height) / 2 };
    const end = { x: b.x, y: b.y - (down * to.height) / 2 };
    const bend = (end.y - start.y) / 2;
    return [[start, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }, end]];
  }
  const right = b.x > a.x ? 1 : -1;
  const start = { x: a.x + (right * from.width) / 2, y: towards(from, b.y) };
  const end = { x: b.x - (right * to.width) / 2, y: towards(to, a.y) };
  const bend = (end.x - start.x) / 2;
  return [[start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end]];
}

/** Whether boxes above one another are joined from below to above even when they do not overlap. */
const isVertical = ({ flow }: Places, kind: LinkShape['kind']): boolean =>
  flow === 'down' || (flow === 'rows' && kind !== 'mobile');

/** Whether another box stands in the way from one to another below it. */
function isBetween(from: Box, to: Box, places: Places): boolean {
  const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
  const x = from.x + from.width / 2;
  return [...places.boxes.values()].some(
    (box) =>
      box !== from &&
      box !== to &&
      box.x < x &&
      x < box.x + box.width &&
      box.y > upper.y &&
      box.y < lower.y,
  );
}

/** Round the left of whatever stands between two boxes of one column. */
function besides(from: Box, to: Box): readonly Cubic[] {
  const start = { x: from.x, y: from.y + from.height * 0.7 };
  const end = { x: to.x, y: to.y + to.height * 0.3 };
  const x = Math.min(start.x, end.x) - 44;
  return [[start, { x, y: start.y }, { x, y: end.y }, end]];
}

/** Links leave a box a little above or below its middle, so that they do not all meet in a point. */
function towards(box: Box, y: number): number {
  const middle = box.y + box.height / 2;
  const slack = Math.min(box.height * 0.28, 60);
  return middle + Math.max(-slack, Math.min(slack, (y - middle) * 0.12));
}

/** Along the bottom of the map: the push provider's own connection to the phones, in one lane. */
function under(from: Box, to: Box, places: Places): readonly Cubic[] {
  const side = from.x > to.x ? 1 : -1;
  const lane = places.height - LANE;
  const start = { x: from.x + from.width / 2, y: from.y + from.height };
  const end = { x: side > 0 ? to.x + to.width : to.x, y: to.y + to.height - 32 };
  const turn = { x: start.x - side * 48, y: lane };
  const exit = { x: end.x + side * 64, y: lane };
  const third = (exit.x - turn.x) / 3;
  return [
    [start, { x: start.x, y: lane - 12 }, { x: start.x, y: lane }, turn],
    [turn, { x: turn.x + third, y: lane }, { x: exit.x - third, y: lane }, exit],
    [exit, { x: end.x + side * 24, y: lane }, { x: end.x + side * 40, y: end.y }, end],
  ];
}

/** Along the right edge of an upright map, from the push provider up to the phones. */
function upTheSide(from: Box, to: Box, places: Places): readonly Cubic[] {
  const [lower, upper] = from.y > to.y ? [from, to] : [to, from];
  const lane = places.width - LANE;
  const start = { x: lower.x + lower.width, y: lower.y + lower.height / 2 };
  const end = { x: upper.x + upper.width, y: upper.y + upper.height - 32 };
  const turn = { x: lane, y: start.y - 40 };
  const exit = { x: lane, y: end.y + 56 };
  const third = (exit.y - turn.y) / 3;
  const cubics: readonly Cubic[] = [
    [start, { x: lane - 8, y: start.y }, { x: lane, y: start.y }, turn],
    [turn, { x: lane, y: turn.y + third }, { x: lane, y: exit.y - third }, exit],
    [exit, { x: lane, y: end.y + 16 }, { x: end.x + 40, y: end.y }, end],
  ];
  return lower === from ? cubics : reversed(cubics);
}

const reversed = (cubics: readonly Cubic[]): readonly Cubic[] =>
  cubics.map(([a, b, c, d]): Cubic => [d, c, b, a]).reverse();

/** One leg of a packet's way: a link, walked forwards or backwards. */
interface Leg {
  readonly link: LinkShape;
  readonly backwards: boolean;
  readonly length: number;
}

export interface Way {
  readonly legs: readonly Leg[];
  readonly length: number;
}

/** The links a packet crosses: a phone's socket to a server runs through the balancer. */
export function wayBetween(
  links: ReadonlyMap<string, LinkShape>,
  topology: Topology,
  from: number,
  to: number,
): Way | null {
  const stops = pathBetween(topology, from, to);
  const legs: Leg[] = [];
  for (let at = 0; at + 1 < stops.length; at++) {
    const link = links.get(pairKey(stops[at]!, stops[at + 1]!));
    if (link === undefined) return null;
    const backwards = link.from !== stops[at];
    legs.push({ link, backwards, length: lengthOf(link.curve) });
  }
  return { legs, length: legs.reduce((sum, leg) => sum + leg.length, 0) };
}

/** The point at a share of a way, a little to the right of the line so that both directions show. */
export function pointOnWay(way: Way, share: number, aside = 0): Point {
  let left = Math.min(1, Math.max(0, share)) * way.length;
  for (const leg of way.legs) {
    if (left > leg.length && leg !== way.legs.at(-1)) {
      left -= leg.length;
      continue;
    }
    const along = leg.length === 0 ? 0 : left / leg.length;
    const point = pointAt(leg.link.curve, leg.backwards ? 1 - along : along);
    const side = leg.backwards ? -aside : aside;
    return { x: point.x - point.dy * side, y: point.y + point.dx * side };
  }
  return { x: 0, y: 0 };
}
