/** Carries packets between nodes. Decides delay and loss; never looks inside a packet. */
import { keyOf, purpose, usFromMs, type Luck } from '../kernel/index.ts';
import {
  copyPlain,
  pathBetween,
  regionOf,
  type Loss,
  type Packet,
  type Topology,
} from '../models/index.ts';
import type { LinkClass, LinkSpec, NetworkSpec } from '../scenarios/index.ts';
import { EnvelopeLog } from './envelope-log.ts';
import { heldUpMs, isRuledOut, type DelayRule, type PacketRule } from './packet-rules.ts';
import { freshWires, isHungUp, leavesAtUs, type Wires } from './wires.ts';

const LATENCY = purpose('network/latency');
const LOSS = purpose('network/loss');

/** A phone opens fewer sockets than this in any run that the budgets allow. */
const CONNECTIONS_MAX = 1_048_576;

/** A packet on its way. Rows are only ever added; an event carries the row's number. */
export interface Envelope {
  readonly from: number;
  readonly to: number;
  readonly packet: Packet;
  readonly message: string;
  /** The phone's number for its socket, 0 for the data centre's connections. */
  readonly connection: number;
  readonly sentAtUs: number;
  /** When its last byte has left: later than it was sent where bytes take their time. */
  readonly leavesAtUs: number;
  readonly arrivesAtUs: number;
  /** The key of every draw about this packet: its pair of nodes, its name, and which of these it is. */
  readonly pair: number;
  readonly name: number;
  readonly nth: number;
  /** Decided when it leaves: what chance or the plan does to it. '' when it may arrive. */
  readonly doom: Loss | '';
  /** How much longer it takes because a plan holds it up; 0 as a rule. */
  readonly addedMs: number;
}

interface Link {
  cuts: number;
  /** When it was last made whole; a packet that left before then was on the wire while it was cut. */
  healedAtUs: number;
  addedMs: number;
}

interface NetworkState {
  /** By pair of nodes; a node's own entry (pair with itself) stands for all its links. */
  links: Map<number, Link>;
  /** Last arrival by (from, to, connection): a connection delivers in order. */
  fifo: Map<number, number>;
  /** How many packets of one name a pair has carried, for the key of the draw. */
  counts: Map<number, number>;
  drops: PacketRule[];
  delays: DelayRule[];
  wires: Wires;
}

const freshState = (): NetworkState => ({
  links: new Map(),
  fifo: new Map(),
  counts: new Map(),
  drops: [],
  delays: [],
  wires: freshWires(),
});

export class Network {
  envelopes = new EnvelopeLog();
  #state = freshState();
  /** Keys of names and pairs, made once: a key is a pure function of the name. */
  readonly #names = new Map<string, Map<string, number>>();
  readonly #pairs: number[] = [];
  /** Ways and classes of links by pair, which follow from the deployment alone. */
  readonly #paths: (readonly number[])[] = [];
  readonly #specs: LinkSpec[] = [];
  readonly #topology: Topology;
  readonly #classes: NetworkSpec;
  readonly #luck: Luck;

  constructor(topology: Topology, classes: NetworkSpec, luck: Luck) {
    this.#topology = topology;
    this.#classes = classes;
    this.#luck = luck;
  }

  /** Puts a packet on the wire at `nowUs`; answers its row. */
  post(
    from: number,
    to: number,
    packet: Packet,
    message: string,
    connection: number,
    nowUs: number,
  ): number {
    const spec = this.specOf(from, to);
    const name = this.#nameKey(packet.type, message);
    const pair = this.#pairOf(from, to);
    const nth = this.#count(pair, name);
    const jitter = spec.jitterMs * this.#luck.exponential(LATENCY, pair, name, nth);
    const addedMs = heldUpMs(this.#state.delays, packet.type, message);
    const latencyUs = usFromMs(spec.floorMs + jitter + this.addedMs(from, to) + addedMs);
    const flow = (from * this.#topology.nodes.length + to) * CONNECTIONS_MAX + connection;
    const wire = { spec, flow, from, sender: this.#topology.nodes[from]!, packet };
    const leftUs = leavesAtUs(this.#state.wires, wire, nowUs);
    const arrivesAtUs = Math.max(leftUs + latencyUs, this.#state.fifo.get(flow) ?? 0);
    this.#state.fifo.set(flow, arrivesAtUs);
    const doom = isRuledOut(this.#state.drops, packet.type, message)
      ? 'dropped'
      : this.#luck.chance(spec.loss, LOSS, pair, name, nth)
        ? 'loss'
        : '';
    return this.envelopes.add({
      from,
      to,
      packet,
      message,
      connection,
      sentAtUs: nowUs,
      leavesAtUs: leftUs,
      arrivesAtUs,
      pair,
      name,
      nth,
      doom,
      addedMs,
    });
  }

  /** What became of a packet that should arrive now: '' when the wire let it through. */
  fate(envelope: Envelope): Loss | '' {
    if (envelope.doom !== '') return envelope.doom;
    if (isHungUp(this.#state.wires, envelope)) return 'closed';
    if (this.#state.links.size === 0) return '';
    const path = this.path(envelope.from, envelope.to);
    for (let hop = 0; hop < path.length; hop++) {
      const node = path[hop] as number;
      if (this.#broken(node, node, envelope.sentAtUs)) return 'cut';
      const next = path[hop + 1];
      if (next !== undefined && this.#broken(node, next, envelope.sentAtUs)) return 'cut';
    }
    return '';
  }

  /** The nodes a packet passes. */
  path(from: number, to: number): readonly number[] {
    const place = from * this.#topology.nodes.length + to;
    return (this.#paths[place] ??= pathBetween(this.#topology, from, to));
  }

  cut(node: number, peer: number): void {
    this.#link(node, peer).cuts++;
  }

  heal(node: number, peer: number, nowUs: number): void {
    const link = this.#link(node, peer);
    if (link.cuts > 0) link.cuts--;
    if (link.cuts === 0) link.healedAtUs = nowUs;
  }

  slow(node: number, peer: number, addedMs: number): void {
    this.#link(node, peer).addedMs = addedMs;
  }

  /** What has not left yet on a node's connection never will; on none of them when it is -1. */
  hangUp(node: number, connection: number, nowUs: number): void {
    this.#state.wires.hungUp.set(`${node} ${connection}`, nowUs);
  }

  drop(packet: string, message: string, nth: number): void {
    this.#state.drops.push({ packet, message, nth, seen: 0 });
  }

  /** Whether nothing passes between two neighbours now. */
  isCut(node: number, peer: number): boolean {
    if (this.#state.links.size === 0) return false;
    return [this.#pairKey(node, node), this.#pairKey(peer, peer), this.#pairKey(node, peer)].some(
      (key) => (this.#state.links.get(key)?.cuts ?? 0) > 0,
    );
  }

  delay(packet: string, message: string, nth: number, addMs: number): void {
    this.#state.delays.push({ packet, message, nth, addMs: Math.trunc(addMs), seen: 0 });
  }

  save(): { readonly rows: number; readonly state: unknown } {
    return { rows: this.envelopes.length, state: copyPlain(this.#state) };
  }

  restore(image: { readonly rows: number; readonly state: unknown }, rows: EnvelopeLog): void {
    this.envelopes = EnvelopeLog.after(rows, image.rows);
    this.#state = copyPlain(image.state) as NetworkState;
  }

  /** The class of the way between two nodes. */
  specOf(from: number, to: number): LinkSpec {
    const place = from * this.#topology.nodes.length + to;
    return (this.#specs[place] ??= this.#findSpec(from, to));
  }

  /** Between regions a packet takes the long way on top of its own, and may be lost on either. */
  #findSpec(from: number, to: number): LinkSpec {
    const spec = this.#classes[this.#classOf(from, to)];
    const { regions } = this.#classes;
    const [here, there] = [regionOf(this.#topology, from), regionOf(this.#topology, to)];
    if (regions === undefined || here === there || here === '' || there === '') return spec;
    return {
      ...spec,
      floorMs: spec.floorMs + regions.floorMs,
      jitterMs: spec.jitterMs + regions.jitterMs,
      loss: 1 - (1 - spec.loss) * (1 - regions.loss),
    };
  }

  #classOf(from: number, to: number): LinkClass {
    const kinds = [this.#topology.nodes[from]?.kind, this.#topology.nodes[to]?.kind];
    if (kinds.includes('crowd')) return 'mobile';
    if (!kinds.includes('phone')) return 'datacentre';
    return kinds.includes('push-provider') ? 'push' : 'mobile';
  }

  #nameKey(type: string, message: string): number {
    let keys = this.#names.get(type);
    if (keys === undefined) this.#names.set(type, (keys = new Map()));
    let key = keys.get(message);
    if (key === undefined) keys.set(message, (key = keyOf(`${message}/${type}`) >>> 0));
    return key;
  }

  #pairOf(from: number, to: number): number {
    const { nodes } = this.#topology;
    const place = from * nodes.length + to;
    const known = this.#pairs[place];
    if (known !== undefined) return known;
    const key = keyOf(`${nodes[from]?.name}>${nodes[to]?.name}`) >>> 0;
    this.#pairs[place] = key;
    return key;
  }

  // 2^21 * 2^32 stays a safe integer, so that two keys make one number without a string.
  #count(pair: number, name: number): number {
    const key = (pair % 0x200000) * 0x100000000 + name;
    const count = (this.#state.counts.get(key) ?? 0) + 1;
    this.#state.counts.set(key, count);
    return count;
  }

  #link(node: number, peer: number): Link {
    const key = this.#pairKey(node, peer);
    let link = this.#state.links.get(key);
    if (link === undefined) {
      link = { cuts: 0, healedAtUs: -1, addedMs: 0 };
      this.#state.links.set(key, link);
    }
    return link;
  }

  #pairKey(node: number, peer: number): number {
    const other = peer < 0 ? node : peer;
    return Math.min(node, other) * this.#topology.nodes.length + Math.max(node, other);
  }

  #broken(node: number, peer: number, sinceUs: number): boolean {
    const link = this.#state.links.get(this.#pairKey(node, peer));
    return link !== undefined && (link.cuts > 0 || link.healedAtUs > sinceUs);
  }

  /** What slows the way between two nodes now. */
  addedMs(from: number, to: number): number {
    if (this.#state.links.size === 0) return 0;
    let addedMs = 0;
    const path = this.path(from, to);
    for (let hop = 0; hop < path.length; hop++) {
      const node = path[hop]!;
      addedMs += this.#state.links.get(this.#pairKey(node, node))?.addedMs ?? 0;
      const next = path[hop + 1];
      if (next === undefined) break;
      addedMs += this.#state.links.get(this.#pairKey(node, next))?.addedMs ?? 0;
    }
    return addedMs;
  }
}
