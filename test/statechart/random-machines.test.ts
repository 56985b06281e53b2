/**
 * Random statecharts against XState. Four variables make the same comparison long:
 * STATECHART_MACHINES of each set, STATECHART_STEPS a machine, the first STATECHART_SEED, and
 * STATECHART_CONFIGURATIONS, above which a machine is left out because it takes seconds to compile.
 */
import { describe, expect, test } from 'vitest';
import { UnsupportedFeature } from '../../src/statechart/index.ts';
import { Dice } from './dice.ts';
import { play } from './equivalence.ts';
import { Lockstep } from './lockstep.ts';
import { EVENT_TYPES, FEATURE_SETS, randomMachine, type FeatureSet } from './random-machine.ts';
import { rounds } from '../proof-size.ts';

const numberFrom = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const MACHINES = numberFrom('STATECHART_MACHINES', rounds(50, 12));
const STEPS = numberFrom('STATECHART_STEPS', 60);
const FIRST_SEED = numberFrom('STATECHART_SEED', 1);
const CONFIGURATIONS_MAX = numberFrom('STATECHART_CONFIGURATIONS', 150);
const IS_LONG = process.env['STATECHART_MACHINES'] !== undefined;
const SECONDS_MAX = 60 + (MACHINES * STEPS) / 100;

type Ending = 'compared' | 'refused' | 'endless';

function compareMachine(seed: number, features: FeatureSet): { ending: Ending; steps: number } {
  const dice = new Dice(seed * 7919);
  let lockstep: Lockstep;
  try {
    const limits = { configurationsMax: CONFIGURATIONS_MAX };
    lockstep = new Lockstep(randomMachine(seed, features), { compile: limits });
  } catch (error) {
    if (error instanceof UnsupportedFeature) {
      if (IS_LONG) console.log(seed, features, error.problems[0]);
      return { ending: 'refused', steps: 0 };
    }
    if (/Infinite loop/.test(String(error))) return { ending: 'endless', steps: 0 };
    throw error;
  }
  for (let steps = 0; steps < STEPS; steps += 1) {
    if (lockstep.isDone) return { ending: 'compared', steps };
    const move = dice.chance(0.25)
      ? { timer: dice.chance(0.6) ? 0 : dice.below(8) }
      : { events: [{ type: dice.pick([...EVENT_TYPES, 'x', 'y']), seq: dice.below(8) }] };
    if (!play(lockstep, move)) return { ending: 'endless', steps };
  }
  return { ending: 'compared', steps: STEPS };
}

describe('random machines behave as under XState', () => {
  test.each(FEATURE_SETS)(
    '%s',
    (features) => {
      const endings: Record<Ending, number> = { compared: 0, refused: 0, endless: 0 };
      let steps = 0;
      for (let seed = FIRST_SEED; seed < FIRST_SEED + MACHINES; seed += 1) {
        try {
          const result = compareMachine(seed, features);
          endings[result.ending] += 1;
          steps += result.steps;
        } catch (error) {
          (error as Error).message = `machine of seed ${seed}, ${features}: ${String(error)}`;
          throw error;
        }
      }
      if (IS_LONG) console.log(features, endings, `${steps} steps`);
      // Without this a generator that makes only endless or refused machines would prove nothing.
      expect(endings.compared).toBeGreaterThan(MACHINES * 0.4);
    },
    SECONDS_MAX * 1000,
  );
});
