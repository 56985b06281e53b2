/** Finds lessons on disk: by id among the built-in ones, or by path. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { didYouMean } from '../scenarios/index.ts';
import { UsageError } from './arguments.ts';

/** The folder of built-in lessons, seen from this file. */
const LESSONS = resolve(import.meta.dirname, '../../lessons');

/** A quarter of a MiB is the limit of a lesson; what is larger is not read at all. */
const BYTES_MOST = 1024 * 1024;

export interface LessonFile {
  /** As the user would write it. */
  readonly name: string;
  readonly text: string;
}

/** The built-in lessons in the order of their numbers. */
export function builtInLessons(): readonly string[] {
  if (!existsSync(LESSONS)) return [];
  const files = readdirSync(LESSONS).filter((file) => file.endsWith('.md'));
  return files.sort((a, b) => (a < b ? -1 : 1)).map((file) => join(LESSONS, file));
}

/** Built-in files are named by the number of their lesson: 06-two-users-two-servers.md is L06. */
export function idOf(path: string): string {
  const number = /^(\d+)-/.exec(basename(path))?.[1];
  return number === undefined ? '' : `L${number}`;
}

/** @throws UsageError when there is neither a lesson of that id nor a file of that name. */
export function findLesson(word: string): LessonFile {
  const builtIn = builtInLessons().find((path) => idOf(path) === word.toUpperCase());
  if (builtIn !== undefined) return readLesson(builtIn);
  if (existsSync(resolve(word))) return readLesson(word);
  const ids = builtInLessons().map(idOf);
  const list = ids.length === 0 ? 'there are none' : `the lessons are ${ids.join(', ')}`;
  const hint = didYouMean(word, ids).startsWith('; did') ? didYouMean(word, ids) : '';
  throw new UsageError(
    `there is no lesson "${word}" and no such file${hint}; ${list}`.replace('?; ', '? '),
  );
}

/** @throws UsageError when the file cannot be read as text. */
export function readLesson(path: string): LessonFile {
  const name = relative(process.cwd(), resolve(path));
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`there is no file ${path}`);
  if (!status.isFile()) throw new UsageError(`${path} is not a file`);
  if (status.size > BYTES_MOST) throw new UsageError(`${path} is too large for a lesson`);
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch {
    throw new UsageError(`${path} is not text in UTF-8`);
  }
}
