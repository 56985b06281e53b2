/** Whether there is room for the stage beside the text. */
import { useSyncExternalStore } from 'react';

/** The same width as in LessonPlayer.module.css. */
const WIDE = '(min-width: 901px)';

export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(WIDE).matches,
  );
}
