/** The simulation behind the first page: half of all script, so it is fetched apart and once. */
import { lazy } from 'react';

let pending: Promise<typeof import('./story/HomeStory.tsx')> | undefined;

/** Starts or continues the fetch. A failed one may be tried again. */
export function loadStory(): Promise<typeof import('./story/HomeStory.tsx')> {
  pending ??= import('./story/HomeStory.tsx').catch((error: unknown) => {
    pending = undefined;
    throw error;
  });
  return pending;
}

export const Story = lazy(loadStory);
