/** Every planted bug. */
import { componentMutants } from './component-mutants.ts';
import { designMutants } from './design-mutants.ts';
import { engineMutants } from './engine-mutants.ts';
import type { Mutant } from './mutant.ts';

export { jobOf, type Mutant } from './mutant.ts';
export { references } from './scenarios.ts';

export const mutants: readonly Mutant[] = [...designMutants, ...componentMutants, ...engineMutants];
