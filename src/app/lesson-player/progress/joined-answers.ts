/** Two tabs of one lesson: what was answered in either of them counts. Pure. */
import type { Answers, Prediction } from '../answers.ts';

const union = <Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] => [
  ...new Set([...one, ...other]),
];

/** A verdict that is known is not taken back by a tab that has not seen it. */
function predictionOf(newer: Prediction, older: Prediction | undefined): Prediction {
  return newer.credit === undefined && older?.credit !== undefined ? older : newer;
}

/** Where both answered the same thing, the newer one counts. */
export function joinedAnswers(newer: Answers, older: Answers): Answers {
  const predictions = { ...older.predictions };
  for (const [key, prediction] of Object.entries(newer.predictions)) {
    predictions[key] = predictionOf(prediction, predictions[key]);
  }
  const fixes = { ...older.fixes };
  for (const [key, fix] of Object.entries(newer.fixes)) {
    fixes[key] = { ...fix, accepted: fix.accepted || older.fixes[key]?.accepted === true };
  }
  return {
    predictions,
    causes: { ...older.causes, ...newer.causes },
    compared: union(newer.compared, older.compared),
    fixes,
    watched: union(newer.watched, older.watched),
    said: union(newer.said, older.said),
    recalled: { ...older.recalled, ...newer.recalled },
    // The first answer to a question is the one that counts.
    quiz: { ...newer.quiz, ...older.quiz },
    visited: union(newer.visited, older.visited),
  };
}

const LISTS = ['compared', 'watched', 'said'] as const;
const TABLES = ['predictions', 'causes', 'fixes', 'recalled', 'quiz'] as const;

/** Answers only ever grow, except by a reset: then something that was there is gone. */
export function isReset(before: Answers, after: Answers): boolean {
  return (
    LISTS.some((list) => before[list].some((each) => !after[list].includes(each))) ||
    TABLES.some((table) => Object.keys(before[table]).some((key) => !(key in after[table])))
  );
}
