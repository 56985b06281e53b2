/** What is kept of a learner's work on a lesson, and how two records of it become one. Pure. */
import { BEAT_NAMES, type BeatName, type Lesson } from '../../../lesson/index.ts';
import { allBlocks, beatsDone, NO_ANSWERS, type Answers, type Prediction } from '../answers.ts';
import { isReset, joinedAnswers } from './joined-answers.ts';

export interface LessonProgress {
  /** What was answered since the last reset. */
  readonly answers: Answers;
  /** How often the lesson was begun anew: answers from before a reset are forgotten. */
  readonly resets: number;
  /** Grows with each change of the answers; a reset counts as one. */
  readonly turn: number;
  /** Ever finished. These three only grow, whatever is reset. */
  readonly beats: readonly BeatName[];
  /** Checks that a design of the learner's kept on all seeds. */
  readonly kept: readonly string[];
  /** First verdicts, for calibration: a second try has seen the answer. */
  readonly predictions: Readonly<Record<string, Prediction>>;
}

export const NO_PROGRESS: LessonProgress = {
  answers: NO_ANSWERS,
  resets: 0,
  turn: 0,
  beats: [],
  kept: [],
  predictions: {},
};

/** The progress after the answers have changed. */
export function grown(before: LessonProgress, lesson: Lesson, answers: Answers): LessonProgress {
  const decided = Object.entries(answers.predictions).filter(
    ([, each]) => each.credit !== undefined,
  );
  const kept = allBlocks(lesson, 'fix')
    .filter((fix) => answers.fixes[`fix@${fix.line}`]?.accepted === true)
    .flatMap(({ checks }) => checks);
  return {
    answers,
    resets: before.resets + (isReset(before.answers, answers) ? 1 : 0),
    turn: before.turn + 1,
    beats: inOrder([...before.beats, ...beatsDone(lesson, answers)]),
    kept: [...new Set([...before.kept, ...kept])],
    predictions: { ...Object.fromEntries(decided), ...before.predictions },
  };
}

/** Nothing that one of the two has is lost: a second tab, or a write that was cut off. */
export function merged(one: LessonProgress, other: LessonProgress): LessonProgress {
  const [older, newer] = one.turn <= other.turn ? [one, other] : [other, one];
  return {
    answers: answersOf(newer, older),
    resets: Math.max(one.resets, other.resets),
    turn: newer.turn,
    beats: inOrder([...one.beats, ...other.beats]),
    kept: [...new Set([...one.kept, ...other.kept])],
    predictions: { ...newer.predictions, ...older.predictions },
  };
}

function answersOf(newer: LessonProgress, older: LessonProgress): Answers {
  if (newer.resets === older.resets) return joinedAnswers(newer.answers, older.answers);
  return newer.resets > older.resets ? newer.answers : older.answers;
}

const wholeFrom = (stored: unknown): number =>
  typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 0 ? stored : 0;

const inOrder = (beats: readonly BeatName[]): readonly BeatName[] =>
  BEAT_NAMES.filter((name) => beats.includes(name));

/** Progress out of anything that was stored; what is damaged or unknown counts as never done. */
export function progressFrom(stored: unknown): LessonProgress {
  if (!isTable(stored)) return NO_PROGRESS;
  const { answers, resets, turn, beats, kept, predictions } = stored;
  return {
    answers: answersFrom(answers),
    resets: wholeFrom(resets),
    turn: wholeFrom(turn),
    beats: inOrder(texts(beats) as readonly BeatName[]),
    kept: texts(kept),
    predictions: tableOf(predictions) as Readonly<Record<string, Prediction>>,
  };
}

/** A field whose shape is wrong is left out; the others are kept. */
function answersFrom(stored: unknown): Answers {
  if (!isTable(stored)) return NO_ANSWERS;
  const fields = Object.entries(NO_ANSWERS).map(([key, empty]) => {
    const value = stored[key];
    const isAlike = Array.isArray(empty)
      ? Array.isArray(value) && value.every((each) => typeof each === 'string')
      : isTable(value);
    return [key, isAlike ? value : empty];
  });
  return Object.fromEntries(fields) as unknown as Answers;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isTable(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, each]) => isTable(each)));
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
