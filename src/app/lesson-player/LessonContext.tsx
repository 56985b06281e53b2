/** The lesson on screen, what was answered in it, and how to answer: for all its cards. */
import { createContext, useContext } from 'react';
import type { Lesson } from '../../lesson/index.ts';
import type { Answers } from './answers.ts';
import type { Cut } from './cuts.ts';
import type { LessonEvent } from './lesson-machine.ts';
import type { LessonProgress } from './progress/progress.ts';

export interface LessonOnScreen {
  readonly lesson: Lesson;
  readonly answers: Answers;
  readonly progress: LessonProgress;
  readonly send: (event: LessonEvent) => void;
  /** How much of the lesson the reader has time for. */
  readonly cut: Cut;
  readonly chooseCut: (cut: Cut) => void;
}

export const LessonContext = createContext<LessonOnScreen | null>(null);

export function useLesson(): LessonOnScreen {
  const lesson = useContext(LessonContext);
  if (lesson === null) throw new Error('no lesson here: put a LessonContext around it');
  return lesson;
}
