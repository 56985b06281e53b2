/** The simulation in its worker, as the page sees it: runs, sweeps, shrinking. */
export { createEngine, type Engine, type RunListener } from './engine.ts';
export type { RunEnd, RunOrder, ShrinkOrder, SweepOrder } from './messages.ts';
export type { GhostFound } from './ghost-hunt.ts';
export type { CourseOrder } from './search-orders.ts';
export { startShrink, type ShrinkListener } from './shrink.ts';
export { startSweep, type Cancellable } from './sweep.ts';
export { sweepClaim, sweepTally, type SweepState, type SweepStatus } from './sweep-state.ts';
export { ENGINE_VERSION } from './version.ts';
export { useSearch, type SearchState } from './use-search.ts';
export { useSweep, type SweepHandle } from './use-sweep.ts';
