/** Keeps the map fitted to its room, and what is selected out from under an inspector that covers it. */
import { useEffect } from 'react';
import { useReactFlow, type Viewport } from 'reactflow';
import { usePlayback } from '../../playback/index.ts';
import type { MapLayout } from './layout.ts';
import type { Room } from './places.ts';

/** Between these widths the inspector lies over the stage; it is this wide. */
const COVERED = '(min-width: 901px) and (max-width: 1200px)';
const COVER_PX = 372;
const EDGE_PX = 16;
const MOVE_MS = 200;

export function useShownSelection(layout: MapLayout, room: Room, fit: Viewport): void {
  const flow = useReactFlow();
  const node = usePlayback(({ selection }) => (selection?.kind === 'node' ? selection.node : -1));

  useEffect(() => void flow.setViewport(fit), [flow, fit]);
  useEffect(() => {
    const box = layout.boxes.get(node);
    if (box === undefined || !window.matchMedia(COVERED).matches) return;
    const { x, y, zoom } = flow.getViewport();
    const hidden = (box.x + box.width) * zoom + x - (room.width - COVER_PX - EDGE_PX);
    if (hidden > 0) void flow.setViewport({ x: x - hidden, y, zoom }, { duration: MOVE_MS });
    // When the inspector closes, the map goes back to where it was.
    return () => void flow.setViewport({ x, y, zoom }, { duration: MOVE_MS });
  }, [flow, layout, room, node]);
}
