/** What an edge or a shield keeps: copies, refusals it remembers, and fetches under way. All memory. */
import { NodeStore, type NodeContext } from '../protocol/index.ts';
import type { CdnKnobs } from './knobs.ts';

export interface CachedCopy {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  readonly isSealed: boolean;
  readonly freshUntilUs: number;
}

/** Whoever waits for a fetch, and how far they have been sent it. */
export interface Waiter {
  readonly to: number;
  readonly connection: number;
  readonly name: string;
  readonly transfer: string;
  /** What they have already: If-None-Match. */
  readonly etag: string;
  sentTo: number;
}

export interface Fetch {
  readonly cacheKey: string;
  readonly key: string;
  readonly name: string;
  /** Of the expired copy that the parent is asked about, '' when there is none. */
  readonly etag: string;
  readonly waiters: Waiter[];
  /** From the head of the answer; bytes is -1 until it has come. */
  bytes: number;
  newEtag: string;
  isSealed: boolean;
  received: number;
  attempts: number;
}

interface Refused {
  readonly status: number;
  readonly error: string;
  readonly untilUs: number;
}

interface CdnMemory {
  /** Least recently used first. */
  readonly copies: Map<string, CachedCopy>;
  readonly refused: Map<string, Refused>;
  /** By the transfer's name. */
  readonly fetches: Map<string, Fetch>;
}

export type CdnStore = NodeStore<{ transfers: number }, CdnMemory>;
export type Edge = NodeContext<CdnStore, CdnKnobs>;

export const createCdnStore = (): CdnStore =>
  new NodeStore<{ transfers: number }, CdnMemory>({
    // On disk, so that an answer to an earlier life is never taken for one to this life.
    disk: () => ({ transfers: 0 }),
    memory: () => ({ copies: new Map(), refused: new Map(), fetches: new Map() }),
  });
