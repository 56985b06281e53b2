/** The block fix: the task, its reference, and the designs that must fail for the reason they name. */
import type { CheckName, Scenario } from '../../scenarios/index.ts';
import { CHECK_NAMES } from '../../scenarios/index.ts';
import type { FixBlock, WrongDesign } from '../lesson.ts';
import type { WrittenFix, WrittenWrongDesign } from '../written/beat-schemas.ts';
import type { Place } from '../reading/problem.ts';
import { compileDesign, compileKnobNames, mustHaveNodes } from './design.ts';
import type { LessonContext } from './lesson-context.ts';
import { findScenario } from './lesson-context.ts';
import { compilePattern } from './pattern.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';

export function compileFix(
  written: WrittenFix,
  spot: Spot,
  context: LessonContext,
  place: Place,
): FixBlock | undefined {
  const found = findScenario(written.scenario, spot, context);
  const knobs = compileKnobNames(written.knobs, spot.in('knobs'), context);
  const start = compileDesign(written.start, spot.in('start'), context);
  const reference = compileDesign(written.reference, spot.in('reference'), context);
  for (const key of Object.keys(reference)) {
    if (knobs.includes(key)) continue;
    const message = `the learner cannot turn "${key}": add it to knobs, or take it out here`;
    spot.in('reference', key).complainOfKey('E-DESIGN', message);
  }
  written.checks.forEach((check, place) => {
    mustBeKnown(spot.in('checks', place), 'check', check, CHECK_NAMES);
  });
  if (found === undefined) return undefined;
  mustHaveNodes(found.scenario, { ...start, ...reference }, spot.in('reference'));
  const wrong = { ...context, scenario: found.scenario, checks: written.checks };
  const nearMisses = written['near-misses'].flatMap((each, place) => {
    const compiled = compileWrongDesign(each, spot.in('near-misses', place), wrong);
    return compiled === undefined ? [] : [compiled];
  });
  const withheld = compileWrongDesign(written.withheld, spot.in('withheld'), wrong);
  return (
    withheld && {
      kind: 'fix',
      ...place,
      task: written.task,
      scenario: found.name,
      knobs,
      start,
      reference,
      seeds: written.seeds,
      checks: written.checks as readonly CheckName[],
      hint: written.hint ?? '',
      nearMisses,
      withheld,
    }
  );
}

type WrongContext = LessonContext & {
  readonly scenario: Scenario;
  readonly checks: readonly string[];
};

function compileWrongDesign(
  written: WrittenWrongDesign,
  spot: Spot,
  context: WrongContext,
): WrongDesign | undefined {
  const design = compileDesign(written.design, spot.in('design'), context);
  const known = mustBeKnown(spot.in('fails'), 'check', written.fails, CHECK_NAMES);
  if (known && !context.checks.includes(written.fails)) {
    const message = `"${written.fails}" is not among the checks of this fix: add it there`;
    spot.in('fails').complain('E-REF', message);
  }
  mustHaveNodes(context.scenario, design, spot);
  const { record: pattern } = written;
  const record = pattern && compilePattern(pattern, spot.in('record'), context.scenario);
  if (!known || (pattern !== undefined && record === undefined)) return undefined;
  const { name, because } = written;
  const fails = written.fails as CheckName;
  return { ...spot.place, name, design, fails, record, because };
}
