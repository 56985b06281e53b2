/** The lesson file: read it, grade what a learner says, and prove that a lesson keeps its word. */
export type {
  Claim,
  ClaimWindow,
  Fact,
  FieldPattern,
  NumberSource,
  RecordPattern,
} from './claim.ts';
export * from './lesson.ts';
export { parseLesson } from './parse.ts';
export type { ParsedLesson } from './parse.ts';
export type { ProseBlock, ProseInline } from './prose.ts';
export type * from './quiz.ts';
export type { Place, Problem, ProblemCode } from './reading/problem.ts';
export { lessonJsonSchema } from './written/block-schemas.ts';
