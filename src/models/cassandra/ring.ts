/** The token ring: which nodes hold a partition. A pure function of the deployment. */
import { regionOf, type NodeSpec, type Topology } from '../protocol/index.ts';
import { tokenOf } from './murmur3.ts';

interface Owned {
  readonly token: bigint;
  readonly node: number;
}

interface Ring {
  readonly tokens: readonly Owned[];
  /** By key: every node once, in the order in which a walk from the key's token meets them. */
  readonly walks: Map<string, readonly number[]>;
}

/** num_tokens, cassandra.yaml. */
const NUM_TOKENS = 16;

/** Tokens of a node: initial_token if set, else as many as num_tokens, drawn by the node's name. */
export function tokensOf({ name, settings }: NodeSpec): readonly bigint[] {
  const written = settings['initial_token'];
  if (written !== undefined)
    return String(written)
      .split(',')
      .map((text) => BigInt(text.trim()));
  const count = Number(settings['num_tokens'] ?? NUM_TOKENS);
  return Array.from({ length: count }, (_, nth) => tokenOf(`${name}/${nth}`));
}

const byToken = (one: Owned, other: Owned): number =>
  one.token < other.token ? -1 : one.token > other.token ? 1 : one.node - other.node;

const rings = new WeakMap<Topology, Ring>();

export function ringOf(topology: Topology): Ring {
  let ring = rings.get(topology);
  if (ring === undefined) {
    const tokens = topology
      .ofKind('cassandra')
      .flatMap((node) => tokensOf(topology.nodes[node]!).map((token) => ({ token, node })))
      .toSorted(byToken);
    ring = { tokens, walks: new Map() };
    rings.set(topology, ring);
  }
  return ring;
}

/**
 * The replicas of a key, so many in each region: clockwise from its token, the first distinct
 * nodes. SimpleStrategy where there is one region, NetworkTopologyStrategy where there are more.
 */
export function replicasOf(topology: Topology, key: string, factor: number): readonly number[] {
  const ring = ringOf(topology);
  let walk = ring.walks.get(key);
  if (walk === undefined) {
    walk = walkFrom(ring.tokens, tokenOf(key));
    ring.walks.set(key, walk);
  }
  const met = new Map<string, number>();
  return walk.filter((node) => {
    const region = regionOf(topology, node);
    met.set(region, (met.get(region) ?? 0) + 1);
    return met.get(region)! <= factor;
  });
}

/** A node with token T owns the range from its predecessor, exclusive, up to T, inclusive. */
function walkFrom(tokens: readonly Owned[], token: bigint): readonly number[] {
  const first = Math.max(
    0,
    tokens.findIndex((owned) => owned.token >= token),
  );
  const met = new Set<number>();
  for (let step = 0; step < tokens.length; step += 1) {
    met.add(tokens[(first + step) % tokens.length]!.node);
  }
  return [...met];
}

/** The share of the ring that a node is the first replica of, 0..1. */
export function shareOf(topology: Topology, node: number): number {
  const { tokens } = ringOf(topology);
  let owned = 0n;
  tokens.forEach(({ token, node: owner }, place) => {
    const before = tokens[(place + tokens.length - 1) % tokens.length]!.token;
    // The ring has 2^64 places; the range of the first token wraps around.
    if (owner === node) owned += BigInt.asUintN(64, token - before);
  });
  // Parts in a million: a bigint divides to whole numbers only.
  const share = Number((owned * 1_000_000n) >> 64n) / 1_000_000;
  return tokens.length === 1 ? 1 : share;
}
