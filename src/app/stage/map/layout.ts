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
import { stackedLayout } from './stacked.ts';

export interface MapLayout extends Places {
  readonly links: ReadonlyMap<string, LinkShape>;
}

/** `columns`: phones left, push right. `facing`: phones on both sides, the servers between them. */
export type Arrangement = 'columns' | 'facing';

/** Columns read best; only where they would be much smaller does the map stand upright. */
const COLUMNS_PREFERRED = 1.15;

const scaleOf = (places: Places, room: Room): number =>
  Math.min(room.width / places.width, room.height / places.height);

function placesFor(topology: Topology, cast: Cast, arrangement: Arrangement, room: Room): Places {
  const isFacing = arrangement === 'facing' && cast.crowd.length === 0;
  const across = (isFacing ? facingLayout : columnsLayout)(topology, cast, room);
  const upright = stackedLayout(topology, cast, room);
  const isUpright = scaleOf(upright, room) > scaleOf(across, room) * COLUMNS_PREFERRED;
  return isUpright ? upright : across;
}

export function layoutMap(
  topology: Topology,
  cast: Cast,
  arrangement: Arrangement,
  room: Room,
): MapLayout {
  const places = placesFor(topology, cast, arrangement, room);
  return { ...places, links: linksBetween(topology, cast, places) };
}
