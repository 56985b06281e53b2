/** Arrow keys on the map: from one node to the nearest one in that direction. */
import type { KeyboardEvent } from 'react';
import type { MapLayout } from './layout.ts';
import type { Box } from './places.ts';

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Going sideways costs more than going far: the next column wins over the same one. */
const SIDEWAYS = 2.5;

const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** The node one gets to from another by an arrow key; -1 at the edge of the map. */
export function nextNode(layout: Pick<MapLayout, 'boxes'>, from: number, key: string): number {
  const direction = DIRECTIONS[key];
  const start = layout.boxes.get(from);
  if (direction === undefined || start === undefined) return -1;
  const [dx, dy] = direction;
  const at = middle(start);
  let best = -1;
  let least = Infinity;
  for (const [node, box] of layout.boxes) {
    const to = middle(box);
    const ahead = (to.x - at.x) * dx + (to.y - at.y) * dy;
    if (node === from || ahead < 1) continue;
    const aside = Math.abs((to.x - at.x) * dy) + Math.abs((to.y - at.y) * dx);
    const cost = ahead + aside * SIDEWAYS;
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

export function nodeFromKey(event: KeyboardEvent, layout: MapLayout): void {
  const from = (event.target as HTMLElement).dataset?.['node'];
  if (from === undefined) return;
  const next = nextNode(layout, Number(from), event.key);
  if (next < 0) return;
  event.preventDefault();
  const root = event.currentTarget as HTMLElement;
  root.querySelector<HTMLElement>(`[data-node="${next}"]`)?.focus();
}
