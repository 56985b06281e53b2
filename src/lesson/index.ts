/** The lesson file: read it, grade what a learner says, and prove that a lesson keeps its word. */
export type {
  Claim,
  ClaimWindow,
  Fact,
  FieldPattern,
  NumberSource,
  RecordPattern,
} from './claim.ts';
export { judgeFor } from './grading/claim-judge.ts';
export type { ClaimJudge, Decision, RunEnd } from './grading/claim-judge.ts';
export { gradeBand, gradeChoice, gradeNumber } from './grading/grade.ts';
export type { Credit, PredictionGrade } from './grading/grade.ts';
export { gradeEstimate, gradeMatch, gradeOrder, gradeTwoTier } from './grading/grade-quiz.ts';
export { matcherFor } from './grading/match.ts';
export type { Matcher, TraceWords } from './grading/match.ts';
export * from './lesson.ts';
export { missingNodes } from './missing-nodes.ts';
export { parseLesson } from './parse.ts';
export type { ParsedLesson } from './parse.ts';
export { parsePlan } from './plan-file.ts';
export type { ParsedPlan } from './plan-file.ts';
export { FinishedRun } from './proof/finished-run.ts';
export type { Failure, LessonProof, ProofPart, ProofProblem } from './proof/proof.ts';
export { proveLesson } from './proof/prove.ts';
export type { ProseBlock, ProseInline } from './prose.ts';
export type * from './quiz.ts';
export type { Place, Problem, ProblemCode } from './reading/problem.ts';
export { runInputFor } from './run-input.ts';
export { lessonJsonSchema } from './written/block-schemas.ts';
