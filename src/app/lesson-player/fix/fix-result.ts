/** What a sweep says about a learner's design: each promise, and the near-miss it may be. Pure. */
import type { Failure } from '../../../explore/index.ts';
import type { FixBlock, WrongDesign } from '../../../lesson/index.ts';
import type { AnyDesign } from '../../../models/index.ts';
import type { CheckName } from '../../../scenarios/index.ts';
import type { SweepState } from '../../engine/index.ts';

export interface PromiseResult {
  readonly check: CheckName;
  readonly verdict: 'holds' | 'not proved' | 'broken';
  readonly holds: number;
  readonly notProved: number;
  readonly broken: number;
  /** The failing run of the lowest number; undefined when there is none. */
  readonly failure: Failure | undefined;
}

/** For each promise of the fix, over the runs that have finished. */
export function promisesOf({ checks }: FixBlock, { outcomes }: SweepState): PromiseResult[] {
  return checks.map((check) => {
    let holds = 0;
    let notProved = 0;
    let broken = 0;
    let failure: Failure | undefined;
    outcomes.forEach((outcome, place) => {
      const verdict = outcome?.verdicts.find(({ id }) => id === check);
      if (outcome === undefined || verdict === undefined) return;
      if (verdict.verdict === 'holds') holds++;
      else if (verdict.verdict === 'not proved') notProved++;
      else {
        broken++;
        failure ??= { ...verdict, seed: outcome.seed, nth: place + 1 };
      }
    });
    const verdict = broken > 0 ? 'broken' : notProved > 0 || holds === 0 ? 'not proved' : 'holds';
    return { check, verdict, holds, notProved, broken, failure };
  });
}

/** The design is accepted when every promise holds on every seed: no run failed to prove one. */
export function isAccepted(fix: FixBlock, state: SweepState): boolean {
  const isWhole = state.status === 'finished' && state.done === fix.seeds.count;
  return isWhole && promisesOf(fix, state).every(({ verdict }) => verdict === 'holds');
}

/** The knobs at which a learner begins: the lesson's start over what the scenario sets. */
export function startOf({ knobs, start }: FixBlock, scenarioDesign: AnyDesign): AnyDesign {
  return Object.fromEntries(
    knobs.flatMap((key) => {
      const value = start[key] ?? scenarioDesign[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/**
 * The wrong design of the lesson that this one is; undefined when it is none. Numbers count only
 * where the wrong design speaks of them: it is the choices that make a mistake.
 */
export function nearMissOf(
  fix: FixBlock,
  begin: AnyDesign,
  design: AnyDesign,
): WrongDesign | undefined {
  const isLike = (wrong: WrongDesign, base: AnyDesign) => {
    const whole = { ...base, ...wrong.design };
    return fix.knobs
      .filter((key) => key in wrong.design || typeof design[key] === 'string')
      .every((key) => whole[key] === design[key]);
  };
  const near = fix.nearMisses.find((each) => isLike(each, begin));
  if (near !== undefined) return near;
  return isLike(fix.withheld, { ...begin, ...fix.reference }) ? fix.withheld : undefined;
}
