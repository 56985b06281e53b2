/** Every planted bug. */
import { contentMutants } from './content-mutants.ts';
import { reportMutants } from './report-mutants.ts';
import { designMutants } from './design-mutants.ts';
import { engineMutants } from './engine-mutants.ts';
import type { Mutant } from './mutant.ts';

export { jobOf, type Mutant } from './mutant.ts';
export { references } from './scenarios.ts';

export const mutants: readonly Mutant[] = [
  ...designMutants,
  ...contentMutants,
  ...reportMutants,
  ...engineMutants,
];
