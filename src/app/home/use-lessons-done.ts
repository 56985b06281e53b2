/** Which lessons the reader has finished, as their own browser remembers it. */
import { useSyncExternalStore } from 'react';

const NONE: ReadonlySet<string> = new Set();

export function useLessonsDone(): ReadonlySet<string> {
  return useSyncExternalStore(
    () => () => undefined,
    () => NONE,
  );
}
