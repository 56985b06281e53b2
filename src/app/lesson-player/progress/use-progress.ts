/** Progress of one lesson: read once, kept after every change of the answers. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Lesson } from '../../../lesson/index.ts';
import { notify } from '../../shell/index.ts';
import { pageKeeper } from '../../storage/index.ts';
import type { Answers } from '../answers.ts';
import { grown, NO_PROGRESS, type LessonProgress } from './progress.ts';
import { readProgress, writeProgress } from './progress-store.ts';

/** With a null id nothing is read or kept. */
export function useProgress(
  lesson: Lesson,
  storageId: string | null,
): readonly [LessonProgress, (answers: Answers) => void] {
  const [progress, setProgress] = useState(() =>
    storageId === null ? NO_PROGRESS : readProgress(storageId),
  );
  const last = useRef(progress);
  const keep = useCallback(
    (answers: Answers) => {
      const before = last.current;
      if (before.answers === answers) return;
      const after = grown(before, lesson, answers);
      last.current = storageId === null ? after : kept(storageId, before, after);
      setProgress(last.current);
    },
    [lesson, storageId],
  );
  const trouble = useStore(pageKeeper().store, (state) => state.trouble);
  useEffect(() => {
    // Told where work is at stake, and before much of it is done.
    if (trouble !== '' && storageId !== null) notify({ tone: 'bad', text: trouble });
  }, [trouble, storageId]);
  return [progress, keep];
}

function kept(storageId: string, before: LessonProgress, after: LessonProgress): LessonProgress {
  // The site's own book of all lessons; the first page reads it.
  for (const beat of after.beats) {
    if (!before.beats.includes(beat)) pageKeeper().complete(storageId, beat);
  }
  return writeProgress(storageId, after);
}
