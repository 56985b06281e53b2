/** The view that shows the whole map in the middle of its room. */
import type { Viewport } from 'reactflow';
import type { Room } from './places.ts';

export const ZOOM_MIN = 0.3;
export const ZOOM_MAX = 2;
/** Never much larger than life. */
const FIT_MAX = 1.2;

export function fitted(map: Room, room: Room): Viewport {
  const fits = Math.min(FIT_MAX, room.width / map.width, room.height / map.height);
  const zoom = Math.max(ZOOM_MIN, fits);
  return {
    x: (room.width - map.width * zoom) / 2,
    y: (room.height - map.height * zoom) / 2,
    zoom,
  };
}
