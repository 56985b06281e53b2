/** What the hero shows at one moment: plain data, so that the first frame needs no simulation. */
import type { Status } from '../../models/index.ts';

export type PhoneOwner = 'ana' | 'ben';

export interface HeroBubble {
  readonly key: string;
  readonly text: string;
  readonly mine: boolean;
  readonly status: Status;
}

export interface HeroToken {
  readonly key: string;
  /** In percent of the road's box. */
  readonly x: number;
  readonly y: number;
  readonly look: 'letter' | 'receipt' | 'control';
  /** To or from a store, beside the road: not drawn where there is no room for the stores. */
  readonly isAside: boolean;
}

/** Dim: not reached. Lit: the message has been here. Told: part of the chain behind the ticks. */
export type StopLight = 'dim' | 'lit' | 'told';

export interface HeroFrame {
  readonly ana: readonly HeroBubble[];
  readonly ben: readonly HeroBubble[];
  /** What waits in Ana's typing box; '' once it is sent. */
  readonly draft: string;
  readonly tokens: readonly HeroToken[];
  readonly lights: Readonly<Record<RoadStop, StopLight>>;
  /** Ben's signal is cut. */
  readonly isCut: boolean;
  /** A packet to Ben was lost at the tear. */
  readonly isLost: boolean;
  /** The simulated time since the message was typed, as text; '' before. */
  readonly clock: string;
}

export const ROAD_STOPS = ['server-1', 'server-7', 'redis', 'cassandra'] as const;
export type RoadStop = (typeof ROAD_STOPS)[number];

/** The words that wait to be sent. */
export const QUESTION = 'Meet at six?';

export const ALL_DIM: HeroFrame['lights'] = {
  'server-1': 'dim',
  'server-7': 'dim',
  redis: 'dim',
  cassandra: 'dim',
};

export const FIRST_FRAME: HeroFrame = {
  ana: [],
  ben: [],
  draft: QUESTION,
  tokens: [],
  lights: ALL_DIM,
  isCut: false,
  isLost: false,
  clock: '',
};
