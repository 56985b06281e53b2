/** A lesson file into a Lesson, or into every problem that it has, each with its line and column. */
import { designKnobs } from '../scenarios/index.ts';
import type { Vocabulary } from './compile/context.ts';
import { compileLesson } from './compile/whole-lesson.ts';
import type { Lesson } from './lesson.ts';
import { measureNames } from './measure-names.ts';
import { findBeats } from './reading/beat-headings.ts';
import { checkLimits } from './reading/limits.ts';
import { readMarkdown } from './reading/markdown.ts';
import type { Problem } from './reading/problem.ts';
import { Problems } from './reading/problem.ts';
import { readBeat, readFrontMatter } from './reading/read-blocks.ts';
import { lessonSchemas } from './written/block-schemas.ts';

export type ParsedLesson =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads the text of a lesson file. Never throws for what an author wrote; a problem has line and
 * column from 1. A hostile text is refused early, but run it in a worker that is stopped after 2 s.
 * @param fileName only kept, for messages.
 */
export function parseLesson(
  text: string,
  fileName: string,
  vocabulary: Vocabulary = { knobs: designKnobs, measures: measureNames() },
): ParsedLesson {
  const problems = new Problems();
  const source = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  checkLimits(source, problems);
  if (!problems.none) return { ok: false, problems: problems.list() };
  const markdown = readMarkdown(source, problems);
  const schemas = lessonSchemas();
  const frontMatter = readFrontMatter(markdown.frontMatter, schemas, problems);
  const beats = findBeats(markdown, problems).map((beat) => readBeat(beat, schemas, problems));
  const isWhole = beats.length === markdown.sections.length && beats.every((beat) => beat.isWhole);
  const compiling = { ...vocabulary, problems, isWhole };
  const lesson = compileLesson({ fileName, frontMatter, beats }, compiling);
  if (lesson !== undefined && problems.none) return { ok: true, lesson };
  return { ok: false, problems: problems.list() };
}
