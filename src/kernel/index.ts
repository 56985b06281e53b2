/** The kernel: time, the queue of events, chance, the trace, budgets and checkpoints. */
export { AliasTable, zipfWeights } from './alias-table.ts';
export { BatchPool } from './batch-pool.ts';
export { Budget, DEFAULT_LIMITS } from './budget.ts';
export type { BudgetImage, BudgetLimits, BudgetStop } from './budget.ts';
export { keyOf, Luck, purpose } from './chance.ts';
export type { Purpose } from './chance.ts';
export { Checkpoints } from './checkpoints.ts';
export type { Checkpoint, CheckpointLimits } from './checkpoints.ts';
export { Names } from './names.ts';
export { exp, ln, pow } from './portable-math.ts';
export {
  DAY,
  digitsInGroups,
  HOUR,
  isTimeUs,
  LAST_TIME_US,
  MINUTE,
  MS,
  SECOND,
  timeInWords,
  usFromMs,
} from './time.ts';
export type { TimeUs } from './time.ts';
export { TimingWheel } from './timing-wheel.ts';
export type { PendingVisitor, WheelImage } from './wheel-image.ts';
export { Trace } from './trace.ts';
export type { TraceMark } from './trace.ts';
export type { TraceBatch } from './trace-batch.ts';
export { NO_RECORD, RECORD_BYTES } from './trace-columns.ts';
export type { TraceColumns, TraceRecord } from './trace-columns.ts';
export { Digest } from './trace-digest.ts';
export { TraceView } from './trace-view.ts';
