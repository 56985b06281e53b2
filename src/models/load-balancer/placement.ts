/** Gives a login to a chat server, and to the next one when that fails. */
import { keyOf } from '../../kernel/index.ts';
import type { PacketOf, Refusal, Topology } from '../protocol/index.ts';
import type { Balancer, Login, Placement } from './balancer-store.ts';
import { createRing, ownerAt, type HashRing } from './hash-ring.ts';
import { isHealthy, serversOf } from './health.ts';
import { jumpHash, moduloHash } from './jump-hash.ts';
import { assign, count, loadOf, release } from './loads.ts';

/** Our choice: far above a round trip in the data centre, far below a phone's own patience. */
const PLACE_TIMEOUT_MS = 1000;

// A ring is a pure function of the deployment, so runs of one deployment share it.
const rings = new WeakMap<Topology, Map<string, HashRing>>();

export function place(balancer: Balancer, login: Login, tried: readonly number[] = []): void {
  const { phone, user, connection } = login;
  const server = choose(balancer, keyOf(user) >>> 0, tried);
  if (server < 0) return refuse(balancer, login, 'noServer');
  const key = keyOfPlacement(phone, connection);
  balancer.store.memory.placements.set(key, { phone, user, connection, server, tried });
  // Counted before the server has answered: a wave of logins must not find one server empty.
  assign(balancer, phone, server);
  balancer.startTimer('place', PLACE_TIMEOUT_MS, key);
  balancer.send(server, { type: 'place', phone, user, connection });
}

/** A member of a crowd is a number; where it lies among the servers follows from that. */
export function placeMember(
  balancer: Balancer,
  crowd: number,
  member: number,
  connection: number,
): void {
  const server = choose(balancer, pointOfMember(crowd, member), []);
  if (server >= 0) count(balancer, server);
  balancer.crowds?.answer(crowd, member, connection, server);
}

/** Whether any server is thought to be well. */
export const hasServer = (balancer: Balancer): boolean =>
  serversOf(balancer).some((server) => isHealthy(balancer, server));

/** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): neighbours lie far apart. */
const pointOfMember = (crowd: number, member: number): number =>
  Math.imul(member + 1 + Math.imul(crowd, 0x9e3779b1), 0x9e3779b9) >>> 0;

export function refuse(balancer: Balancer, { phone, connection }: Login, reason: Refusal): void {
  balancer.record('refused', { reason, from: phone });
  balancer.send(phone, { type: 'openRefused', reason }, connection);
}

/** The server has taken the phone, and has told it so. */
export function receivePlaced(balancer: Balancer, packet: PacketOf<'placed'>, from: number): void {
  const key = keyOfPlacement(packet.phone, packet.connection);
  if (balancer.store.memory.placements.get(key)?.server === from) settle(balancer, key);
}

export function receiveRefusal(
  balancer: Balancer,
  packet: PacketOf<'placeRefused'>,
  from: number,
): void {
  const key = keyOfPlacement(packet.phone, packet.connection);
  const placement = balancer.store.memory.placements.get(key);
  // A server that answers after its time is up has been passed over already.
  if (placement?.server === from) tryNext(balancer, key, placement);
}

export function placementTimedOut(balancer: Balancer, key: string): void {
  const placement = balancer.store.memory.placements.get(key);
  if (placement !== undefined) tryNext(balancer, key, placement);
}

function tryNext(balancer: Balancer, key: string, placement: Placement): void {
  settle(balancer, key);
  release(balancer, placement.phone);
  place(balancer, placement, [...placement.tried, placement.server]);
}

function settle(balancer: Balancer, key: string): void {
  balancer.store.memory.placements.delete(key);
  balancer.stopTimer('place', key);
}

/** `point`: where the user lies on the circle, 0 to 2^32 - 1. */
function choose(balancer: Balancer, point: number, tried: readonly number[]): number {
  const servers = serversOf(balancer);
  const isWanted = (server: number) => !tried.includes(server) && isHealthy(balancer, server);
  switch (balancer.knobs.balancing) {
    case 'ring':
      return ownerAt(ringOf(balancer), point, isWanted);
    case 'jump':
    case 'modulo':
      return byNumber(balancer, point, servers.filter(isWanted));
    case 'roundRobin':
      return nextInTurn(balancer, servers, isWanted);
    case 'leastConnections':
      return leastLoaded(balancer, servers.filter(isWanted));
  }
}

/**
 * By the place in the list of servers that are well: one that falls out in the middle renumbers all
 * behind it, and their users move too. That is the weakness of both.
 */
function byNumber({ knobs }: Balancer, point: number, servers: readonly number[]): number {
  if (servers.length === 0) return -1;
  const place =
    knobs.balancing === 'jump'
      ? jumpHash(BigInt(point), servers.length)
      : moduloHash(point, servers.length);
  return servers[place] as number;
}

function nextInTurn(
  { store }: Balancer,
  servers: readonly number[],
  isWanted: (server: number) => boolean,
): number {
  for (let step = 0; step < servers.length; step += 1) {
    const server = servers[store.memory.turn % servers.length] as number;
    store.memory.turn += 1;
    if (isWanted(server)) return server;
  }
  return -1;
}

/** Among equals the first in the deployment. */
function leastLoaded(balancer: Balancer, servers: readonly number[]): number {
  let least = -1;
  for (const server of servers) {
    if (least < 0 || loadOf(balancer, server) < loadOf(balancer, least)) least = server;
  }
  return least;
}

function ringOf(balancer: Balancer): HashRing {
  const { topology, knobs } = balancer;
  const key = `${balancer.name} ${knobs.ringPoints}`;
  const known = rings.get(topology)?.get(key);
  if (known !== undefined) return known;
  const servers = serversOf(balancer).map((index) => {
    return { index, name: topology.nodes[index]?.name ?? '' };
  });
  const ring = createRing(servers, knobs.ringPoints);
  const ringsHere = rings.get(topology) ?? new Map<string, HashRing>();
  rings.set(topology, ringsHere.set(key, ring));
  return ring;
}

const keyOfPlacement = (phone: number, connection: number): string => `${phone}/${connection}`;
