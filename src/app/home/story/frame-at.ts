/** The hero at the playhead, folded from the run's records: phones, tokens, lights, clock. */
import type { Branch } from '../../playback/index.ts';
import { packetLook } from '../../stage/packet-look.ts';
import type { PhoneScreen } from '../../stage/projections/phone-screen.ts';
import { progressOf, type Flight, type Tokens } from '../../stage/projections/tokens-in-flight.ts';
import { QUESTION, ROAD_STOPS, type HeroBubble, type HeroFrame } from '../hero-frame.ts';
import type { HeroToken, StopLight } from '../hero-frame.ts';
import { ROAD_PLACES, type RoadPlace } from '../road-places.ts';
import type { HeroMarks } from './hero-marks.ts';
import { CONVERSATION } from './home-run.ts';

export interface FrameSources {
  readonly branch: Branch;
  readonly nowUs: number;
  readonly ana: PhoneScreen;
  readonly ben: PhoneScreen;
  readonly tokens: Tokens;
  readonly marks: HeroMarks;
  /** Nodes in the chain of causes that is being shown; undefined when none is. */
  readonly told?: ReadonlySet<number> | undefined;
}

export function frameAt(sources: FrameSources): HeroFrame {
  const { branch, nowUs, marks, tokens, told } = sources;
  const ben = branch.nodes.indexOf('ben');
  const ana = bubblesOf(sources.ana);
  const lights = Object.fromEntries(
    ROAD_STOPS.map((stop) => [stop, lightOf(branch.nodes.indexOf(stop), marks, told)]),
  ) as HeroFrame['lights'];
  return {
    ana,
    ben: bubblesOf(sources.ben),
    draft: ana.length === 0 ? QUESTION : '',
    tokens: told === undefined ? tokensOf(branch, tokens, nowUs) : [],
    lights,
    isCut: marks.cut.has(ben),
    isLost: marks.cut.has(ben) && marks.lost.has(ben),
    clock: marks.typedUs < 0 ? '' : `${((nowUs - marks.typedUs) / 1000).toFixed(0)} ms`,
  };
}

export function bubblesOf(screen: PhoneScreen): readonly HeroBubble[] {
  const chat = screen.chats.get(CONVERSATION) ?? [];
  return chat.map(({ key, text, mine, status }) => ({ key, text, mine, status }));
}

function lightOf(
  node: number,
  { visited }: HeroMarks,
  told: ReadonlySet<number> | undefined,
): StopLight {
  if (told !== undefined) return told.has(node) ? 'told' : 'dim';
  return visited.has(node) ? 'lit' : 'dim';
}

function tokensOf(branch: Branch, { flights }: Tokens, nowUs: number): readonly HeroToken[] {
  const tokens: HeroToken[] = [];
  for (const flight of flights.values()) {
    const [from, to] = [placeOf(branch, flight.from), placeOf(branch, flight.to)];
    if (flight.message < 0 || from === undefined || to === undefined) continue;
    tokens.push(tokenBetween(branch, flight, { from, to }, nowUs));
  }
  return tokens;
}

function tokenBetween(
  { view }: Branch,
  flight: Flight,
  { from, to }: { from: RoadPlace; to: RoadPlace },
  nowUs: number,
): HeroToken {
  const share = progressOf(flight, nowUs);
  return {
    key: String(flight.record),
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    look: packetLook(view.names.text(flight.packet), true),
    isAside: from.y !== to.y,
  };
}

function placeOf({ nodes }: Branch, node: number): RoadPlace | undefined {
  const name = nodes.nodes[node]?.name ?? '';
  return name in ROAD_PLACES ? ROAD_PLACES[name as keyof typeof ROAD_PLACES] : undefined;
}
