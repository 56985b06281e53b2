/** Reads a lesson for a command that needs all of it, and tells every mistake of one that has some. */
import { parseLesson, type Lesson, type Problem } from '../lesson/index.ts';
import { findLesson } from './lesson-files.ts';
import { complain, printJson } from './output.ts';

/** The lesson; undefined after telling every mistake in its file. */
export function readWholeLesson(word: string, asJson: boolean): Lesson | undefined {
  const { name, text } = findLesson(word);
  const parsed = parseLesson(text, name);
  if (parsed.ok) return parsed.lesson;
  tellProblems(name, parsed.problems, asJson);
  return undefined;
}

/** One line a mistake on standard error; with --json one object that lists them too. */
export function tellProblems(name: string, problems: readonly Problem[], asJson: boolean): void {
  for (const { line, column, message } of problems) {
    complain(`${name}:${line}:${column} ${message}`);
  }
  if (asJson) printJson({ error: `${name} has mistakes`, problems });
}
