/** How far the reader has come in each lesson, as their own browser remembers it. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { pageKeeper } from '../storage/index.ts';

export type LessonState = 'open' | 'begun' | 'done';

/** Hook, predict, run, explain, investigate, fix, say it. */
const BEATS = 7;

export interface LessonStates {
  readonly stateOf: (id: string) => LessonState;
  /** Beats done, of seven. */
  readonly beatsOf: (id: string) => number;
}

export function useLessonStates(): LessonStates {
  const lessons = useStore(pageKeeper().store, ({ progress }) => progress.lessons);
  return useMemo(() => {
    const beatsOf = (id: string) =>
      Object.hasOwn(lessons, id) ? Object.keys(lessons[id] ?? {}).length : 0;
    const stateOf = (id: string): LessonState => {
      const beats = beatsOf(id);
      if (beats >= BEATS) return 'done';
      return beats > 0 ? 'begun' : 'open';
    };
    return { beatsOf, stateOf };
  }, [lessons]);
}
