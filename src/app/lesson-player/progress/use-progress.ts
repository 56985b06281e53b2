/** Progress of one lesson: read once, kept after every change of the answers. */
import { useCallback, useRef, useState } from 'react';
import type { Lesson } from '../../../lesson/index.ts';
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
  return [progress, keep];
}

function kept(storageId: string, before: LessonProgress, after: LessonProgress): LessonProgress {
  // The site's own book of all lessons; the first page reads it.
  for (const beat of after.beats) {
    if (!before.beats.includes(beat)) pageKeeper().complete(storageId, beat);
  }
  return writeProgress(storageId, after);
}
