/** Who writes what and when under a seed, for the line of time of a hole. */
import { trafficFor, type Scenario } from '../../scenarios/index.ts';

export interface Typed {
  readonly id: string;
  readonly atMs: number;
  readonly user: string;
  readonly text: string;
}

/** A text is cut there. */
export const RECORD_TEXT_MAX = 60;

export function typedIn(scenario: Scenario, seed: string): readonly Typed[] {
  return trafficFor(scenario, seed).items.flatMap(({ id, atUs, action }): Typed[] => {
    if (action.do !== 'operate' || action.operation.act !== 'type') return [];
    const { text } = action.operation;
    return [{ id, atMs: atUs / 1000, user: action.phone, text }];
  });
}
