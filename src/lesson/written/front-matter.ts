/** The fields between the two --- at the top of a lesson. */
import * as z from 'zod/mini';
import { list, text, whole } from './words.ts';

const BEAT_KEYS = ['hook', 'predict', 'run', 'explain', 'investigate', 'fix', 'say'] as const;

const lessonId = () =>
  z.string().check(z.regex(/^[A-Z][A-Z0-9]{0,7}$/, 'write an id such as L06: capitals and digits'));

export const frontMatterSchema = () =>
  z.strictObject({
    /** Version of this file format; left out, it is the present one. */
    format: z.optional(whole(1)),
    id: lessonId(),
    title: text(80),
    minutes: whole(1, 240),
    part: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
    question: text(200),
    misconceptions: list(
      z.string().check(z.regex(/^M\d{1,2}$/, 'write a misconception as M1, M2, ...')),
      0,
    ),
    /** Names of checks that the lesson is about. */
    invariants: list(z.string()),
    prerequisites: list(lessonId(), 0),
    objectives: list(text(200), 1, 8),
    /** Which beats are kept when there are only 12 minutes, or 20 in a class. */
    cuts: z.strictObject({
      short: list(z.enum(BEAT_KEYS), 1, 7),
      class: list(z.enum(BEAT_KEYS), 1, 7),
    }),
  });

export type WrittenFrontMatter = z.infer<ReturnType<typeof frontMatterSchema>>;
