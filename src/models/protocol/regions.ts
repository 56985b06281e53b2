/** Regions: data centres far apart. A node says which it is in; users and conversations have a home. */
import type { ComponentKind, Topology } from './topology.ts';

/** The setting `region`; '' where the deployment has but one. */
export const regionOf = ({ nodes }: Topology, node: number): string =>
  String(nodes[node]?.settings['region'] ?? '');

/** Of these nodes those in the same region as `node`; all of them where it has none there. */
export function inRegionOf(
  topology: Topology,
  node: number,
  candidates: readonly number[],
): readonly number[] {
  const region = regionOf(topology, node);
  if (region === '') return candidates;
  const near = candidates.filter((each) => regionOf(topology, each) === region);
  return near.length === 0 ? candidates : near;
}

/** The first node of a kind in the region of `node`, or else the first of all; -1 when there is none. */
export const nearestOf = (topology: Topology, node: number, kind: ComponentKind): number =>
  inRegionOf(topology, node, topology.ofKind(kind))[0] ?? -1;

/** The nodes that a packet passes. A phone's socket to a server runs through the balancer of its region. */
export function pathBetween(topology: Topology, from: number, to: number): readonly number[] {
  const kinds = [topology.nodes[from]?.kind, topology.nodes[to]?.kind];
  if (!kinds.includes('phone') || !kinds.includes('chat-server')) return [from, to];
  const server = kinds[0] === 'chat-server' ? from : to;
  const balancer = nearestOf(topology, server, 'load-balancer');
  return balancer < 0 ? [from, to] : [from, balancer, to];
}

/** Where a user is at home: the setting `home` of the first device, else the region it is in. */
export function homeOf(topology: Topology, user: string): string {
  const [device = -1] = topology.devicesOf(user);
  return String(topology.nodes[device]?.settings['home'] ?? regionOf(topology, device));
}

/** A conversation is at home where its first member is. */
export const homeOfConversation = (topology: Topology, conversation: string): string =>
  homeOf(topology, topology.membersOf(conversation)[0] ?? '');
