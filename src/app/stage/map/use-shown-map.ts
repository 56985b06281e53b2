/** Keeps the map in view: fitted to its room, smaller or aside while the inspector covers a part. */
import { useEffect } from 'react';
import { useReactFlow, type Viewport } from 'reactflow';
import { usePlayback } from '../../playback/index.ts';
import { COVER_PX, useCovered } from '../covered.ts';
import { fitted } from './fitted.ts';
import type { MapLayout } from './layout.ts';
import type { Room } from './places.ts';

const EDGE_PX = 16;
const MOVE_MS = 200;
/** Smaller than this a map cannot be read: then it keeps its size and moves aside instead. */
const READABLE = 0.7;

/** Where the map goes while the inspector covers the right of its room. */
function besideInspector(layout: MapLayout, room: Room, fit: Viewport, node: number): Viewport {
  const visible = { width: room.width - COVER_PX, height: room.height };
  const smaller = fitted(layout, visible);
  const box = layout.boxes.get(node);
  if (smaller.zoom >= Math.min(READABLE, fit.zoom) || box === undefined) return smaller;
  const right = (box.x + box.width) * fit.zoom + fit.x;
  return { ...fit, x: fit.x - Math.max(0, right - visible.width + EDGE_PX) };
}

export function useShownMap(layout: MapLayout, room: Room, fit: Viewport): void {
  const flow = useReactFlow();
  const isCovered = useCovered();
  const node = usePlayback(({ selection }) => (selection?.kind === 'node' ? selection.node : -1));

  useEffect(() => void flow.setViewport(fit), [flow, fit]);
  useEffect(() => {
    const view = isCovered ? besideInspector(layout, room, fit, node) : fit;
    void flow.setViewport(view, { duration: MOVE_MS });
  }, [flow, layout, room, fit, node, isCovered]);
}
