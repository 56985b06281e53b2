/** "You said, it did": a learner's prediction against what the engine did. */
import type { NumberPrediction, PredictBlock } from '../lesson.ts';
import type { Band } from '../quiz.ts';
import type { Decision } from './claim-judge.ts';

export interface PredictionGrade {
  readonly isRight: boolean;
  /** The texts of the chosen option and of the one that happens. */
  readonly youSaid: string;
  readonly itDid: string;
  readonly why: string;
  /** Index of the record that decides, in the run of the chosen option; -1 for its end. */
  readonly record: number;
}

/**
 * Grades a choice by what its claim came to in its own run. The engine decides, not the mark in
 * the file: `verify` shows that they agree.
 * @throws RangeError when there is no such option.
 */
export function gradeChoice(
  { options }: PredictBlock,
  chosen: number,
  decision: Decision,
): PredictionGrade {
  const option = options[chosen];
  if (option === undefined) {
    throw new RangeError(`there is no option ${chosen}: expected 0 to ${options.length - 1}`);
  }
  const happens = options.find((each) => each.happens) ?? option;
  return {
    isRight: option.happens && decision.isTrue,
    youSaid: option.text,
    itDid: happens.text,
    why: option.why,
    record: decision.record,
  };
}

/** full: right; half: near; none: off. */
export type Credit = 'full' | 'half' | 'none';

/** How near an answer is to the engine's number. */
export function gradeNumber(
  { full, half }: Pick<NumberPrediction, 'full' | 'half'>,
  answer: number,
  engine: number,
): Credit {
  const distance = Math.abs(answer - engine);
  if (distance <= full) return 'full';
  return distance <= half ? 'half' : 'none';
}

export function gradeBand(
  { full, half }: { readonly full: Band; readonly half: Band },
  answer: number,
): Credit {
  if (isIn(answer, full)) return 'full';
  return isIn(answer, half) ? 'half' : 'none';
}

function isIn(answer: number, { least, most }: Band): boolean {
  return answer >= least && answer <= most;
}
