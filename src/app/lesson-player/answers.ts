/** What a learner did in a lesson, as plain data; and which beats that completes. Pure. */
import {
  BEAT_NAMES,
  type Beat,
  type BeatName,
  type BeatPart,
  type Credit,
  type Lesson,
  type LessonBlock,
} from '../../lesson/index.ts';
import type { AnyDesign } from '../../models/index.ts';

export type Confidence = 1 | 2 | 3;

export interface Prediction {
  /** The place of the option, or the number; a prediction has one of them. */
  readonly option?: number;
  readonly number?: number;
  readonly confidence?: Confidence;
  /** Known once the run has decided. */
  readonly credit?: Credit;
}

export interface FixTry {
  readonly design: AnyDesign;
  readonly accepted: boolean;
}

/** By the key of each block. */
export interface Answers {
  readonly predictions: Readonly<Record<string, Prediction>>;
  /** Places of the causes that were tried, the last one last. */
  readonly causes: Readonly<Record<string, readonly number[]>>;
  readonly compared: readonly string[];
  readonly fixes: Readonly<Record<string, FixTry>>;
  /** Runs that were watched up to their verdict. */
  readonly watched: readonly string[];
  /** Lines that were said, and compared with the lesson's. */
  readonly said: readonly string[];
  /** By the question: known, or not yet. */
  readonly recalled: Readonly<Record<string, boolean>>;
  readonly quiz: Readonly<Record<string, Credit>>;
  readonly visited: readonly BeatName[];
}

export const NO_ANSWERS: Answers = {
  predictions: {},
  causes: {},
  compared: [],
  fixes: {},
  watched: [],
  said: [],
  recalled: {},
  quiz: {},
  visited: [],
};

/** Names a block within its lesson; the same in every version that does not move it. */
export function keyOf(block: LessonBlock): string {
  if (block.kind === 'predict' || block.kind === 'run') return block.name;
  if (block.kind === 'quiz') return block.item.id;
  return `${block.kind}@${block.line}`;
}

export const blocksOf = (beat: Beat): readonly LessonBlock[] =>
  beat.parts.filter((part): part is LessonBlock => part.kind !== 'prose');

export function allBlocks<Kind extends BeatPart['kind']>(
  lesson: Lesson,
  kind: Kind,
): readonly Extract<BeatPart, { kind: Kind }>[] {
  return lesson.beats.flatMap(({ parts }) =>
    parts.filter((part): part is Extract<BeatPart, { kind: Kind }> => part.kind === kind),
  );
}

/** The beats whose work is done. The hook is done when the learner has gone on from it. */
export function beatsDone(lesson: Lesson, answers: Answers): ReadonlySet<BeatName> {
  const done = lesson.beats.filter((beat) => {
    const blocks = blocksOf(beat);
    if (blocks.length === 0) {
      const later = BEAT_NAMES.slice(BEAT_NAMES.indexOf(beat.name) + 1);
      return later.some((name) => answers.visited.includes(name));
    }
    return blocks.every((block) => isDone(block, answers));
  });
  return new Set(done.map(({ name }) => name));
}

function isDone(block: LessonBlock, answers: Answers): boolean {
  const key = keyOf(block);
  switch (block.kind) {
    case 'predict':
      return answers.predictions[key] !== undefined;
    case 'run':
      return answers.watched.includes(key);
    case 'explain':
      return (answers.causes[key] ?? []).some((place) => block.options[place]?.right === true);
    case 'compare':
      return answers.compared.includes(key);
    case 'fix':
      return answers.fixes[key]?.accepted === true;
    case 'say':
      return answers.said.includes(key);
    case 'quiz':
      return answers.quiz[key] !== undefined;
  }
}

export interface Calibration {
  readonly right: number;
  readonly decided: number;
  /** Of those with a confidence: how many were sure, and how many of these were right. */
  readonly sure: number;
  readonly sureRight: number;
}

/** How predictions came out, and how well the learner knew what they knew. */
export function calibrationOf(predictions: Iterable<Prediction>): Calibration {
  const decided = [...predictions].filter(({ credit }) => credit !== undefined);
  const sure = decided.filter(({ confidence }) => confidence === 3);
  const isRight = ({ credit }: Prediction) => credit === 'full';
  return {
    right: decided.filter(isRight).length,
    decided: decided.length,
    sure: sure.length,
    sureRight: sure.filter(isRight).length,
  };
}
