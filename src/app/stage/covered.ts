/** On screens of middling width the inspector lies over the right of the stage, so that the map stays. */
import { useSyncExternalStore } from 'react';
import { usePlayback } from '../playback/index.ts';

const COVERED = '(min-width: 901px) and (max-width: 1680px)';

/** How much of the stage the inspector covers, as its style sheet says. */
export const COVER_PX = 372;

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(COVERED);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

/** The inspector is open and lies over the stage now. */
export function useCovered(): boolean {
  const isOpen = usePlayback(({ selection }) => selection !== null);
  const mayCover = useSyncExternalStore(subscribe, () => window.matchMedia(COVERED).matches);
  return isOpen && mayCover;
}
