/** The three stops of the strip: from whom, where the followed message is now, to whom. */
import type { Branch } from '../../playback/index.ts';
import type { Cast } from '../map/cast.ts';
import type { MessageLife } from '../projections/copies.ts';
import { isCut, type Faces } from '../projections/node-faces.ts';
import type { Flight, Tokens } from '../projections/tokens-in-flight.ts';
import { progressOf } from '../projections/tokens-in-flight.ts';

export interface Traveller {
  /** 0 at the sender, 0.5 at the middle stop, 1 at the receiver. */
  readonly at: number;
  readonly record: number;
  readonly packet: number;
  readonly homewards: boolean;
}

export interface Journey {
  readonly from: number;
  readonly to: number;
  /** The node in the middle: where the message last was, or is being sent to; -1 before it left. */
  readonly middle: number;
  readonly travellers: readonly Traveller[];
  /** Shares of the strip at which something was lost lately. */
  readonly lost: readonly number[];
}

/** Sender and receiver of a conversation; with a group, the first other member that is drawn. */
export function endsOf(branch: Branch, cast: Cast, message: number): [from: number, to: number] {
  const { nodes } = branch;
  const [first = -1, second = first] = cast.phones;
  if (message < 0) return [first, second];
  const sender = nodes.indexOf(branch.view.names.text(message).split('/')[0] ?? '');
  if (sender < 0) return [first, second];
  return [sender, cast.phones.find((phone) => phone !== sender) ?? sender];
}

/** Where on the strip a packet is; null when it only moves inside the middle stop. */
function travelled(flight: Flight, journey: [number, number], share: number): Traveller | null {
  const [from, to] = journey;
  const known = { record: flight.record, packet: flight.packet };
  if (flight.from === from) return { ...known, at: share / 2, homewards: false };
  if (flight.to === from) return { ...known, at: (1 - share) / 2, homewards: true };
  if (flight.to === to) return { ...known, at: 0.5 + share / 2, homewards: false };
  if (flight.from === to) return { ...known, at: 1 - share / 2, homewards: true };
  return null;
}

interface Sources {
  readonly life: MessageLife | undefined;
  readonly tokens: Tokens;
  readonly faces: Faces;
  readonly message: number;
  readonly nowUs: number;
  readonly crossUs: number;
}

export function journeyOf(branch: Branch, cast: Cast, sources: Sources): Journey {
  const { life, tokens, faces, message, nowUs, crossUs } = sources;
  const ends = endsOf(branch, cast, message);
  const balancer = branch.nodes.ofKind('load-balancer')[0] ?? -1;
  const isTorn = (flight: Flight) =>
    isCut(faces, flight.from, flight.to) ||
    isCut(faces, flight.from, balancer) ||
    isCut(faces, flight.to, balancer);
  const travellers: Traveller[] = [];
  for (const flight of tokens.flights.values()) {
    if (flight.message !== message || message < 0) continue;
    const share = Math.min(progressOf(flight, nowUs), isTorn(flight) ? 0.5 : 1);
    const traveller = travelled(flight, ends, share);
    if (traveller !== null) travellers.push(traveller);
  }
  const lost = tokens.losses.flatMap((loss) => {
    if (loss.message !== message || nowUs - loss.lostUs > crossUs) return [];
    return travelled(loss, ends, 0.5)?.at ?? [];
  });
  const hop = life?.hops.findLast(({ from, to }) => !ends.includes(to) || !ends.includes(from));
  const middle = hop === undefined ? -1 : ends.includes(hop.to) ? hop.from : hop.to;
  return { from: ends[0], to: ends[1], middle: middle < 0 ? -1 : middle, travellers, lost };
}
