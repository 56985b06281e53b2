/** The simulation behind the first page: most of all script, so it is fetched apart and once. */
import { lazy, type ComponentType } from 'react';

interface StoryModule {
  readonly default: ComponentType;
}

let pending: Promise<StoryModule> | undefined;

/** Starts or continues the fetch. A failed one may be tried again. */
export function loadStory(): Promise<StoryModule> {
  pending ??= import('./story/HomeStory.tsx').catch((error: unknown) => {
    pending = undefined;
    throw error;
  });
  return pending;
}

export const Story = lazy(loadStory);
