/** What the balancer remembers. All of it is memory: after a crash it learns everything anew. */
import { NodeStore, type NodeContext } from '../protocol/index.ts';
import type { LoadBalancerKnobs } from './knobs.ts';
import { createMemberLine, type MemberLine } from './member-line.ts';

/** A phone that asks for a connection. */
export interface Login {
  readonly phone: number;
  readonly user: string;
  readonly connection: number;
}

/** A login that a server was asked to take. */
export interface Placement extends Login {
  readonly server: number;
  /** Servers that would not or could not. */
  readonly tried: readonly number[];
}

export interface ServerHealth {
  /** A check is on its way. */
  asked: boolean;
  /** Checks in a row that were not answered before the next was due. */
  misses: number;
}

interface BalancerMemory {
  /** By phone, first come first served. */
  readonly logins: Map<number, Login & { readonly order: number }>;
  /** Members of crowds who wait in the same line. */
  readonly members: MemberLine;
  /** Requests so far. */
  asked: number;
  /** By phone and connection. */
  readonly placements: Map<string, Placement>;
  /** The server that each phone was given last. */
  readonly servers: Map<number, number>;
  /** How many phones each server was given and, as far as is known, still holds. */
  readonly loads: Map<number, number>;
  readonly health: Map<number, ServerHealth>;
  /** Placements by turns so far. */
  turn: number;
  /** The power of two under which the queue's depth was last recorded. */
  depthBand: number;
}

export type BalancerStore = NodeStore<object, BalancerMemory>;
export type Balancer = NodeContext<BalancerStore, LoadBalancerKnobs>;

export const createBalancerStore = (): BalancerStore =>
  new NodeStore<object, BalancerMemory>({
    disk: () => ({}),
    memory: () => ({
      logins: new Map(),
      members: createMemberLine(),
      asked: 0,
      placements: new Map(),
      servers: new Map(),
      loads: new Map(),
      health: new Map(),
      turn: 0,
      depthBand: 0,
    }),
  });
