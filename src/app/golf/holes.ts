/** The holes of nemesis golf: flawed designs that sources proposed, and the promise each breaks. */
import type { AnyDesign } from '../../models/index.ts';
import { designFor, disputes, type CheckName, type Scenario } from '../../scenarios/index.ts';

export interface Hole {
  /** Part of its address. */
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** What the flawed design claims. */
  readonly claim: string;
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly check: CheckName;
  /** Of its traffic and its luck: the same for everybody. */
  readonly seed: string;
}

export const HOLES: readonly Hole[] = disputes.map(
  // Two disputes may share a scenario, so that the number is part of the address.
  ({ number, scenario, claim, flaw, breaks }, place): Hole => ({
    id: `${scenario.id}-${number}`,
    number: place + 1,
    title: scenario.title,
    claim,
    scenario,
    design: designFor(scenario, flaw),
    check: breaks[0]!,
    seed: 'golf',
  }),
);

export const holeOf = (id: string | undefined): Hole | undefined =>
  HOLES.find((hole) => hole.id === id);

/** 1 against par 2 is "1 under par". */
export function againstPar(score: number, par: number): string {
  if (score === par) return 'par';
  const strokes = Math.abs(score - par);
  return `${strokes} ${score < par ? 'under' : 'over'} par`;
}
