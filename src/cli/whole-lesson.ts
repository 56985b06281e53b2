/** Reads a lesson for a command that needs all of it, and tells every mistake of one that has some. */
import { parseLesson, type Lesson } from '../lesson/index.ts';
import { findLesson } from './lesson-files.ts';
import { complain, printJson } from './output.ts';

/** The lesson; undefined after telling every mistake in its file. */
export function readWholeLesson(word: string, asJson: boolean): Lesson | undefined {
  const { name, text } = findLesson(word);
  const parsed = parseLesson(text, name);
  if (parsed.ok) return parsed.lesson;
  const lines = parsed.problems.map(
    ({ line, column, message }) => `${name}:${line}:${column} ${message}`,
  );
  for (const line of lines) complain(line);
  if (asJson) printJson({ error: `${name} has mistakes`, problems: parsed.problems });
  return undefined;
}
