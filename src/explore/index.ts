/** Many runs instead of one: sweeps, and the smallest story behind a failure. Resumable jobs. */
export { BenchJob, benches, type Bench, type BenchResult } from './benches/index.ts';
export { createRun, type CreateRun, type ExploredRun } from './explored-run.ts';
export {
  GhostDiffJob,
  type GhostDiff,
  type GhostDiffOptions,
  type MetricGap,
  type VisibleDifference,
} from './ghost-diff.ts';
export {
  GolfJob,
  GolfParJob,
  type GolfCourse,
  type GolfPar,
  type GolfScore,
} from './nemesis-golf.ts';
export { JudgedRun, type RunOutcome, type RunVerdict } from './judged-run.ts';
export {
  NoReturnJob,
  type Chance,
  type NoReturn,
  type NoReturnOptions,
} from './point-of-no-return.ts';
export { PairedSweepJob, type PairedSweepResult } from './paired-sweep.ts';
export type { ShortStory } from './short-story.ts';
export { ShrinkJob, type ShrinkOptions, type ShrinkProgress, type ShrinkResult } from './shrink.ts';
export { StormJob, type StormOptions, type StormResult, type StormSeries } from './storm-job.ts';
export { judgedSeed, SweepJob, type SweepOptions, type SweepProgress } from './sweep.ts';
export { claimOf, tallyOf, type Failure, type Tally, type VerdictCounts } from './tally.ts';
export { withoutChanceLosses } from './written-losses.ts';
