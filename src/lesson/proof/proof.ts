/** What `verify` finds out about a lesson: which of its promises the engine keeps. */
import type { CheckName } from '../../scenarios/index.ts';
import type { Place } from '../reading/problem.ts';

/** The parts of a proof, in the order in which they are told. */
export type ProofPart =
  'runs' | 'predictions' | 'numbers' | 'reference' | 'near-misses' | 'withheld';

export interface ProofProblem extends Place {
  readonly part: ProofPart;
  readonly message: string;
}

/** How a wrong design fails: on which seed, at which record, in the check's own words. */
export interface Failure {
  readonly name: string;
  readonly check: CheckName;
  readonly seed: string;
  readonly record: number;
  readonly because: string;
}

export interface LessonProof {
  readonly problems: readonly ProofProblem[];
  /** For each fix block: how many seeds the reference holds on, and how the wrong designs fail. */
  readonly fixes: readonly {
    readonly seeds: number;
    readonly start: Failure | undefined;
    readonly nearMisses: readonly Failure[];
    readonly withheld: Failure | undefined;
  }[];
  readonly claims: number;
  readonly numbers: number;
}
