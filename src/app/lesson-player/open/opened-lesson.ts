/** A lesson file from the reader's own disk: the lesson, or what is wrong with the file. */
import { create } from 'zustand';
import type { Lesson, Problem } from '../../../lesson/index.ts';

/** The address of a lesson that was opened from a file: #/lesson/file. */
export const FILE_ID = 'file';

export interface OpenedLesson {
  /** The last file that was a whole lesson. A broken one does not take its place. */
  readonly lesson: Lesson | null;
  readonly fileName: string;
  readonly isReading: boolean;
  /** Of the last file; [] when it was in order. */
  readonly problems: readonly Problem[];
}

export const useOpenedLesson = create<OpenedLesson>(() => ({
  lesson: null,
  fileName: '',
  isReading: false,
  problems: [],
}));

/** Reads a file and opens it; whatever is wrong with it becomes a list of problems. */
export async function openLessonFile(file: File): Promise<void> {
  useOpenedLesson.setState({ fileName: file.name, isReading: true, problems: [] });
  // The parser and its worker are fetched by those who open a file.
  const { readLessonFile } = await import('./read-lesson-file.ts');
  const read = await readLessonFile(file);
  // Another file may have been opened in the meantime.
  if (useOpenedLesson.getState().fileName !== file.name) return;
  if (read.ok) {
    useOpenedLesson.setState({ lesson: read.lesson, isReading: false, problems: [] });
    window.location.hash = `#/lesson/${FILE_ID}`;
  } else {
    useOpenedLesson.setState({ isReading: false, problems: read.problems });
  }
}

export function dismissProblems(): void {
  useOpenedLesson.setState({ problems: [] });
}
