/** Where the stops stand on the road, in percent of its box. The style sheet uses the same numbers. */
import type { RoadStop } from './hero-frame.ts';

export interface RoadPlace {
  readonly x: number;
  readonly y: number;
}

export const ROAD_PLACES: Readonly<Record<RoadStop | 'ana' | 'ben', RoadPlace>> = {
  ana: { x: 0, y: 40 },
  'server-1': { x: 30, y: 40 },
  'server-7': { x: 70, y: 40 },
  /** A packet that waits at Ben's door stands before it, not under the phone. */
  ben: { x: 90, y: 40 },
  redis: { x: 40, y: 84 },
  cassandra: { x: 60, y: 84 },
};
