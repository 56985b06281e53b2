/** Every schema of the lesson format, by the word that opens its block. */
import * as z from 'zod/mini';
import {
  compareSchema,
  explainSchema,
  fixSchema,
  predictSchema,
  runSchema,
  saySchema,
} from './beat-schemas.ts';
import { frontMatterSchema } from './front-matter.ts';
import { quizSchemas } from './quiz-schemas.ts';
import { scenarioSchema } from './scenario-schema.ts';

/** The words that may stand behind ```; `text` is a listing that is only shown. */
export const BLOCK_WORDS = [
  'scenario',
  'predict',
  'run',
  'explain',
  'compare',
  'fix',
  'say',
  'quiz',
  'text',
] as const;

export type BlockWord = (typeof BLOCK_WORDS)[number];

/** One schema a word, and one a type for quiz items. Made anew for each lesson that is read. */
export function lessonSchemas() {
  // Without this zod writes functions as text, which the page's policy against eval forbids.
  z.config({ jitless: true });
  return {
    frontMatter: frontMatterSchema(),
    scenario: scenarioSchema(),
    predict: predictSchema(),
    run: runSchema(),
    explain: explainSchema(),
    compare: compareSchema(),
    fix: fixSchema(),
    say: saySchema(),
    quiz: quizSchemas(),
  };
}

export type LessonSchemas = ReturnType<typeof lessonSchemas>;

/** The schemas as one JSON Schema (draft 2020-12), for the completion of an editor. */
export function lessonJsonSchema(): object {
  const { quiz, ...blocks } = lessonSchemas();
  const all = z.strictObject({
    ...z.partial(z.strictObject(blocks)).shape,
    quiz: z.optional(z.union(Object.values(quiz))),
  });
  const title = 'A lesson: its front matter, and one schema for each kind of fenced block';
  return { title, ...z.toJSONSchema(all, { io: 'input' }) };
}
