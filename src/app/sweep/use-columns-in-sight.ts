/** Which columns of a wide grid are in sight: those are drawn, with some beyond either edge. */
import { useEffect, useState, type RefObject } from 'react';
import type { CellsInSight } from './check-cells.ts';

/** Drawn in steps of so many, so that a little scrolling draws nothing anew. */
const STEP = 40;

export function useColumnsInSight(
  frame: RefObject<HTMLElement | null>,
  { count, pitchPx }: { readonly count: number; readonly pitchPx: number },
): CellsInSight {
  const [sight, setSight] = useState<CellsInSight>({ fromNth: 1, toNth: Math.min(count, STEP) });
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const look = () => {
      const first = Math.floor(box.scrollLeft / pitchPx / STEP) * STEP;
      const columns = Math.ceil(box.clientWidth / pitchPx / STEP) * STEP + STEP;
      const fromNth = Math.max(1, Math.min(count, first + 1));
      const toNth = Math.max(fromNth, Math.min(count, first + columns));
      setSight((before) =>
        before.fromNth === fromNth && before.toNth === toNth ? before : { fromNth, toNth },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [frame, count, pitchPx]);
  return sight;
}
