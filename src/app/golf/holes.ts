/** The holes of nemesis golf: flawed designs that sources proposed, and the promise each breaks. */
import type { AnyDesign } from '../../models/index.ts';
import {
  designFor,
  disputes,
  homeScenario,
  type CheckName,
  type Scenario,
} from '../../scenarios/index.ts';

export interface Hole {
  /** Part of its address. */
  readonly id: string;
  readonly title: string;
  /** What the flawed design claims. */
  readonly claim: string;
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly check: CheckName;
  /** Of its traffic and its luck: the same for everybody. */
  readonly seed: string;
}

/**
 * By number of the dispute: a seed under which the design does well until a fault strikes, and some
 * schedule breaks it; a test keeps it so. Disputes that break without any fault are no holes.
 */
const SEEDS: ReadonlyMap<number, string> = new Map([
  [1, 'golf-1'],
  [2, 'golf-8'],
  [3, 'golf-1'],
  [4, 'golf-1'],
  [5, 'golf-1'],
  [6, 'golf-4'],
  [7, 'golf-5'],
  [44, 'golf-1'],
]);

const first: Hole = {
  id: 'home',
  title: 'These two ticks are a lie',
  claim: 'When the push call has returned, the message has arrived.',
  scenario: homeScenario,
  design: designFor(homeScenario),
  check: 'no-acked-loss',
  seed: 'golf-1',
};

export const HOLES: readonly Hole[] = [
  first,
  ...disputes.flatMap(({ number, scenario, claim, flaw, breaks }): Hole[] => {
    const seed = SEEDS.get(number);
    const [check] = breaks;
    if (seed === undefined || check === undefined) return [];
    const design = designFor(scenario, flaw);
    // Two disputes may share a scenario, so that the number is part of the address.
    const id = `${scenario.id}-${number}`;
    return [{ id, title: scenario.title, claim, scenario, design, check, seed }];
  }),
];

export const holeOf = (id: string | undefined): Hole | undefined =>
  HOLES.find((hole) => hole.id === id);

/** From 1. */
export const numberOf = (hole: Hole): number => HOLES.indexOf(hole) + 1;

/** 1 against par 2 is "1 under par". */
export function againstPar(score: number, par: number): string {
  if (score === par) return 'par';
  const strokes = Math.abs(score - par);
  return `${strokes} ${score < par ? 'under' : 'over'} par`;
}
