/**
 * Where everything on the map stands, computed from the topology and the room there is; never drawn
 * by hand. The same input gives the same places, so nothing moves when a state changes.
 */
import type { Topology } from '../../../models/index.ts';
import type { Cast } from './cast.ts';
import { columnsLayout } from './columns.ts';
import { facingLayout } from './facing.ts';
import { linksBetween, type LinkShape } from './links.ts';
import type { Places, Room } from './places.ts';

export interface MapLayout extends Places {
  readonly links: ReadonlyMap<string, LinkShape>;
}

/** `columns`: phones left, push right. `facing`: phones on both sides, the servers between them. */
export type Arrangement = 'columns' | 'facing';

export function layoutMap(
  topology: Topology,
  cast: Cast,
  arrangement: Arrangement,
  room: Room,
): MapLayout {
  const place = arrangement === 'facing' && cast.crowd.length === 0 ? facingLayout : columnsLayout;
  const places = place(topology, cast, room);
  return { ...places, links: linksBetween(topology, cast, places) };
}
