/** What the jobs need of a run. The world's Run has it all; tests bring small ones of their own. */
import type { Trace } from '../kernel/index.ts';
import type { Topology } from '../models/index.ts';
import { Run, type RunInput, type RunStatus } from '../world/index.ts';

export interface ExploredRun {
  readonly input: RunInput;
  readonly trace: Trace;
  readonly topology: Topology;
  /** Moments executed so far. */
  readonly ordinal: number;
  readonly stop?: { sentence(nameOf: (node: number) => string): string } | undefined;
  advance(moments: number): RunStatus;
}

export type CreateRun = (input: RunInput) => ExploredRun;

export const createRun: CreateRun = (input) => new Run(input);
