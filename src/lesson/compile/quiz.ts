/** Quiz items: the six types that are judged here are checked in full, the others for their designs. */
import type { AnyDesign } from '../../models/index.ts';
import type {
  Band,
  Choice,
  EstimateItem,
  NumberItem,
  OrderItem,
  OutcomeItem,
  QuizItem,
  ShownItem,
  TwoTierItem,
} from '../quiz.ts';
import type { WrittenQuiz, WrittenQuizOf } from '../written/quiz-schemas.ts';
import { mustMarkOne } from './beats.ts';
import { compileClaim, compileNumberSource } from './claim.ts';
import { compileDesign, compileKnobNames } from './design.ts';
import type { LessonContext } from './lesson-context.ts';
import { compileSetup } from './lesson-context.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';

export function compileQuiz(
  written: WrittenQuiz,
  spot: Spot,
  context: LessonContext,
): QuizItem | undefined {
  switch (written.type) {
    case 'P1':
      return compileOutcome(written, spot, context);
    case 'P2':
      return compileNumber(written, spot, context);
    case 'E':
      return compileEstimate(written, spot);
    case 'O':
      return compileOrder(written, spot);
    case 'M': {
      const { pairs, extra = [], why } = written;
      return { type: 'M', ...common(written), pairs, extra, why };
    }
    case 'C':
      return compileTwoTier(written, spot);
    default:
      return compileShown(written, spot, context);
  }
}

function common({ id, stem, misconception = '' }: WrittenQuiz) {
  return { id, stem, misconception };
}

function compileOutcome(
  written: WrittenQuizOf<'P1'>,
  spot: Spot,
  context: LessonContext,
): OutcomeItem | undefined {
  const staged = compileSetup(written, spot, context);
  mustMarkOne(written.options, spot.in('options'), 'happens');
  if (staged === undefined) return undefined;
  const options = written.options.flatMap(({ text, happens = false, why, claim }, place) => {
    const at = spot.in('options', place);
    const compiled = compileClaim(claim, at.in('claim'), staged);
    return compiled ? [{ text, claim: compiled, happens, why, ...at.place }] : [];
  });
  return { type: 'P1', ...common(written), setup: staged.setup, options };
}

function compileNumber(
  written: WrittenQuizOf<'P2'>,
  spot: Spot,
  context: LessonContext,
): NumberItem | undefined {
  const staged = compileSetup(written, spot, context);
  if (staged === undefined) return undefined;
  const { answer, bands, unit = '' } = written;
  const engine = compileNumberSource(answer.engine, spot.in('answer', 'engine'), staged);
  const full = bandOf(bands.full, spot.in('bands', 'full'));
  const half = bands.half === undefined ? full : bandOf(bands.half, spot.in('bands', 'half'));
  if (answer.is < full.least || answer.is > full.most) {
    spot.in('bands', 'full').complain('E-RANGE', `the answer ${answer.is} lies outside this band`);
  }
  const feedback = feedbackOf(written.feedback);
  const { setup } = staged;
  const item = { ...common(written), setup, is: answer.is, unit, full, half, feedback };
  return engine && { type: 'P2', ...item, engine };
}

function bandOf([least, most]: readonly [number, number], spot: Spot): Band {
  if (least > most) spot.complain('E-RANGE', 'a band is [least, most], the smaller number first');
  return { least, most };
}

function feedbackOf({ right, low, high }: WrittenQuizOf<'E'>['feedback']) {
  return { right, low: low ?? right, high: high ?? right };
}

function compileEstimate(written: WrittenQuizOf<'E'>, spot: Spot): EstimateItem {
  const { answer, unit = '', ratios } = written;
  if (!(ratios.full >= 1 && ratios.half >= ratios.full)) {
    spot.in('ratios').complain('E-RANGE', 'ratios are 1 or more, and "half" is the wider one');
  }
  const feedback = feedbackOf(written.feedback);
  const { full: fullRatio, half: halfRatio } = ratios;
  return { type: 'E', ...common(written), answer, unit, fullRatio, halfRatio, feedback };
}

function compileOrder(written: WrittenQuizOf<'O'>, spot: Spot): OrderItem {
  const ids = written.steps.map(({ id }) => id);
  const steps = written.steps.map(({ id, text, after = [] }, place) => {
    const at = spot.in('steps', place);
    if (ids.indexOf(id) !== place) at.in('id').complain('E-DUP', `the step "${id}" comes twice`);
    after.forEach((each, nth) => mustBeKnown(at.in('after', nth), 'step', each, ids));
    return { id, text, after };
  });
  if (hasCycle(steps))
    spot.in('steps').complain('E-REF', 'these steps wait for each other in a circle');
  const feedback = feedbackOf(written.feedback);
  return { type: 'O', ...common(written), steps, distractors: written.distractors ?? [], feedback };
}

/** Takes away steps that wait for nothing until none is left, or none can be taken. */
function hasCycle(steps: OrderItem['steps']): boolean {
  let left = [...steps];
  for (;;) {
    const ids = new Set(left.map(({ id }) => id));
    const waiting = left.filter(({ after }) => after.some((each) => ids.has(each)));
    if (waiting.length === left.length) return left.length > 0;
    left = waiting;
  }
}

function compileTwoTier(written: WrittenQuizOf<'C'>, spot: Spot): TwoTierItem {
  mustMarkOne(written.options, spot.in('options'), 'right');
  mustMarkOne(written.reasons, spot.in('reasons'), 'right');
  const [options, reasons] = [written.options.map(choiceOf), written.reasons.map(choiceOf)];
  return { type: 'C', ...common(written), options, reasons };
}

function choiceOf({ text, right = false, why }: WrittenQuizOf<'C'>['options'][number]): Choice {
  return { text, right, why };
}

function compileShown(
  written: ShownItem['written'],
  spot: Spot,
  context: LessonContext,
): ShownItem {
  const designs: AnyDesign[] = [];
  for (const field of ['design', 'reference', 'other'] as const) {
    if (!spot.has(field)) continue;
    const design = (written as Record<string, unknown>)[field] as AnyDesign;
    designs.push(compileDesign(design, spot.in(field), context));
  }
  if ('knobs' in written) compileKnobNames(written.knobs, spot.in('knobs'), context);
  return { type: written.type, ...common(written), written, designs };
}
