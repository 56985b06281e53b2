/** How much room an element has, followed as it changes. */
import { useCallback, useEffect, useState, type RefCallback } from 'react';
import type { Room } from './map/places.ts';

/** Sizes are taken in steps, so that a scroll bar that comes and goes does not lay the map anew. */
const STEP_PX = 8;

const step = (px: number): number => Math.floor(px / STEP_PX) * STEP_PX;

/** Null until it has been measured, or while it is not shown at all. */
export function useRoom(): [RefCallback<HTMLElement>, Room | null] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      const width = step(entry?.contentRect.width ?? 0);
      const height = step(entry?.contentRect.height ?? 0);
      if (width === 0 || height === 0) return;
      setRoom((before) =>
        before?.width === width && before.height === height ? before : { width, height },
      );
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [element]);
  return [useCallback((node: HTMLElement | null) => setElement(node), []), room];
}
