/** What compiling the blocks of a lesson needs to know besides the blocks. */
import type { KnobTable } from '../../models/index.ts';
import type { Problems } from '../reading/problem.ts';

/** The words that designs and claims may use, from the engine that will run the lesson. */
export interface Vocabulary {
  readonly knobs: KnobTable;
  readonly measures: readonly string[];
}

export interface Compiling extends Vocabulary {
  /** False when a block could not be read: what refers to it may be right all the same. */
  readonly isWhole: boolean;
  readonly problems: Problems;
}
