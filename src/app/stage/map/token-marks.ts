/** What the overlay draws at an instant: a mark for each packet on its way, a cross for each loss. */
import type { Topology } from '../../../models/index.ts';
import { packetLook, type PacketLook } from '../packet-look.ts';
import { isCut, type Faces } from '../projections/node-faces.ts';
import { progressOf, type Flight, type Tokens } from '../projections/tokens-in-flight.ts';
import { inWords } from '../words.ts';
import type { Cast } from './cast.ts';
import type { Point } from './curve.ts';
import { pointOnWay, wayBetween, type LinkShape, type Way } from './links.ts';

export interface Mark extends Point {
  readonly look: PacketLook;
  /** Packets that this mark stands for. */
  readonly count: number;
  /** It belongs to the message that is followed. */
  readonly followed: boolean;
  readonly label: string;
  /** The record of the packet's leaving. */
  readonly record: number;
}

export interface Cross extends Point {
  /** 1 when it has just happened, falling to 0. */
  readonly strength: number;
  readonly label: string;
  readonly record: number;
}

export interface Marks {
  readonly marks: readonly Mark[];
  readonly crosses: readonly Cross[];
  /** Links on which something of the followed message moves now. */
  readonly busy: ReadonlySet<string>;
}

export interface Moment {
  readonly tokens: Tokens;
  readonly faces: Faces;
  readonly nowUs: number;
  /** How long a cross stays, in simulated microseconds. */
  readonly crossUs: number;
  readonly followed: number;
  readonly nameOf: (id: number) => string;
}

/** Packets of one look on one way that are nearer than this are drawn as one, with a count. */
const NEAR_PX: Readonly<Record<PacketLook, number>> = { letter: 26, receipt: 18, control: 10 };
/** Above this many packets on the map they are gathered from further. */
const FEW = 60;
const NEAR_OF_MANY_PX = 36;
const ASIDE_PX = 6;

/** Finds ways, and remembers them: they depend on the layout alone. */
export class Ways {
  readonly #links: ReadonlyMap<string, LinkShape>;
  readonly #topology: Topology;
  readonly #crowd: ReadonlySet<number>;
  readonly #stand: number;
  readonly #ways = new Map<number, Way | null>();

  constructor(links: ReadonlyMap<string, LinkShape>, topology: Topology, cast: Cast) {
    this.#links = links;
    this.#topology = topology;
    this.#crowd = new Set(cast.crowd);
    this.#stand = cast.crowd[0] ?? -1;
  }

  /** The node that stands for another on the map: members of a crowd are one. */
  shown(node: number): number {
    return this.#crowd.has(node) ? this.#stand : node;
  }

  between(from: number, to: number): Way | null {
    const [a, b] = [this.shown(from), this.shown(to)];
    const key = a * this.#topology.nodes.length + b;
    let way = this.#ways.get(key);
    if (way === undefined) {
      way = wayBetween(this.#links, this.#topology, a, b);
      this.#ways.set(key, way);
    }
    return way;
  }
}

/** The share of a way at which a cut stops every packet, or 1. */
function openUntil(way: Way, faces: Faces): number {
  let walked = 0;
  for (const { link, length } of way.legs) {
    if (isCut(faces, link.from, link.to)) return (walked + length / 2) / way.length;
    walked += length;
  }
  return 1;
}

/** A packet at its place on its way. */
interface Placed {
  readonly flight: Flight;
  readonly way: Way;
  readonly share: number;
}

/** Packets by the lane in which they move: one way, one look, followed or not. */
function lanesOf(moment: Moment, ways: Ways, busy: Set<string>): Map<string, Placed[]> {
  const { tokens, faces, nowUs, followed, nameOf } = moment;
  const lanes = new Map<string, Placed[]>();
  for (const flight of tokens.flights.values()) {
    const way = ways.between(flight.from, flight.to);
    if (way === null) continue;
    const share = Math.min(progressOf(flight, nowUs), openUntil(way, faces));
    const look = packetLook(nameOf(flight.packet), flight.message >= 0);
    const own = flight.message >= 0 && flight.message === followed;
    if (own) for (const { link } of way.legs) busy.add(link.key);
    const key = `${ways.shown(flight.from)}>${ways.shown(flight.to)} ${look} ${own}`;
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [{ flight, way, share }]);
    else lane.push({ flight, way, share });
  }
  return lanes;
}

/** What packets of different types are called that share a mark. */
const TOGETHER: Readonly<Record<PacketLook, string>> = {
  letter: 'messages',
  receipt: 'receipts',
  control: '',
};

/** One mark for the packets of a lane that are near each other; the foremost gives the place. */
function gather(lane: readonly Placed[], moment: Moment): Mark[] {
  const { followed, nameOf, tokens } = moment;
  const isFull = tokens.flights.size > FEW;
  const marks: Mark[] = [];
  let headPx = Infinity;
  const sorted = [...lane].sort((a, b) => b.share - a.share || a.flight.record - b.flight.record);
  for (const { flight, way, share } of sorted) {
    const px = share * way.length;
    const last = marks.at(-1);
    const type = nameOf(flight.packet);
    const look = packetLook(type, flight.message >= 0);
    const nearPx = isFull ? NEAR_OF_MANY_PX : NEAR_PX[look];
    if (last !== undefined && headPx - px < nearPx) {
      const label = last.label === inWords(type) ? last.label : TOGETHER[look];
      marks[marks.length - 1] = { ...last, count: last.count + 1, label };
      continue;
    }
    headPx = px;
    marks.push({
      ...pointOnWay(way, share, ASIDE_PX),
      look,
      count: 1,
      followed: flight.message >= 0 && flight.message === followed,
      label: inWords(type),
      record: flight.record,
    });
  }
  return marks;
}

export function marksAt(moment: Moment, ways: Ways): Marks {
  const busy = new Set<string>();
  const lanes = [...lanesOf(moment, ways, busy).values()];
  const marks = lanes.flatMap((lane) => gather(lane, moment));
  return { marks: marks.sort(inOrder), crosses: crossesAt(moment, ways), busy };
}

// What is followed is drawn last, on top; letters above receipts above the rest.
const LOOKS: readonly PacketLook[] = ['control', 'receipt', 'letter'];
const inOrder = (a: Mark, b: Mark): number =>
  Number(a.followed) - Number(b.followed) ||
  LOOKS.indexOf(a.look) - LOOKS.indexOf(b.look) ||
  a.record - b.record;

function crossesAt({ tokens, nowUs, crossUs, nameOf }: Moment, ways: Ways): Cross[] {
  const crosses: Cross[] = [];
  for (const lost of tokens.losses) {
    const strength = 1 - (nowUs - lost.lostUs) / crossUs;
    const way = strength > 0 ? ways.between(lost.from, lost.to) : null;
    if (way === null) continue;
    const point = pointOnWay(way, shareOfLoss(lost), ASIDE_PX);
    const label = inWords(nameOf(lost.packet));
    crosses.push({ x: point.x, y: point.y, strength, label, record: lost.lostRecord });
  }
  return crosses;
}

/** A cut stops a packet on its way; a dead receiver is found out at its door. */
function shareOfLoss(lost: Flight & { readonly reason: string }): number {
  return lost.reason === 'cut' ? 0.5 : 0.9;
}
