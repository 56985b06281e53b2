/** A planted bug: a design or a component that must break its check, in a scenario that can show it. */
import type { CreateRun } from '../../../src/explore/index.ts';
import type { AnyComponent, AnyDesign, ComponentKind } from '../../../src/models/index.ts';
import { designFor, type CheckName, type Scenario } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';

export interface Mutant {
  /** What somebody got wrong, in a few words. */
  readonly bug: string;
  readonly breaks: CheckName;
  readonly scenario: Scenario;
  /** On top of the scenario's design. */
  readonly design?: AnyDesign;
  readonly components?: Partial<Record<ComponentKind, AnyComponent>>;
  /** A bug of the engine itself. */
  readonly createRun?: CreateRun;
  /** It was found within so many seeds when it was measured, with room to spare. */
  readonly within?: number;
}

/** All that a sweep or a shrinking of a mutant needs. */
export function jobOf(mutant: Mutant) {
  const { scenario, components, breaks } = mutant;
  const design = designFor(scenario, mutant.design);
  const createRun: CreateRun =
    mutant.createRun ??
    ((input) => new Run(components === undefined ? input : { ...input, components }));
  return { scenario: { ...scenario, checks: [breaks] }, design, createRun };
}
