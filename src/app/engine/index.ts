/** The simulation in its worker, as the page sees it. */
export { createEngine, type Engine, type RunListener } from './engine.ts';
export type { RunEnd, RunOrder } from './messages.ts';
