/** Whether two designs are one, and which others a design can be compared with. */
import type { AnyDesign } from '../../models/index.ts';
import { designFor, referenceDesign, type Scenario } from '../../scenarios/index.ts';

export function isSameDesign(one: AnyDesign, other: AnyDesign): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}

export interface NamedDesign {
  readonly id: string;
  readonly label: string;
  readonly design: AnyDesign;
}

/** The scenario's own design, the reference in its clothes, and whatever else stands beside it. */
export function othersThan(
  design: AnyDesign,
  scenario: Scenario,
  beside: readonly NamedDesign[] = [],
): readonly NamedDesign[] {
  const all: readonly NamedDesign[] = [
    { id: 'scenario', label: 'this scenario’s own design', design: designFor(scenario) },
    { id: 'reference', label: 'the reference design', design: referenceDesign },
    ...beside,
  ];
  return all.filter(
    (each, place) =>
      !isSameDesign(each.design, design) &&
      all.findIndex((other) => isSameDesign(other.design, each.design)) === place,
  );
}
