/** Progress of one lesson: read once, kept after every change of the answers. */
import { useCallback, useState } from 'react';
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
  const keep = useCallback(
    (answers: Answers) =>
      setProgress((before) => {
        if (before.answers === answers) return before;
        const after = grown(before, lesson, answers);
        if (storageId === null) return after;
        // The site's own book of all lessons; the first page reads it.
        for (const beat of after.beats) {
          if (!before.beats.includes(beat)) pageKeeper().complete(storageId, beat);
        }
        return writeProgress(storageId, after);
      }),
    [lesson, storageId],
  );
  return [progress, keep];
}
