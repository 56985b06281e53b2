/** What to say about a word that nobody knows: the one that was meant, or all that there are. */
import { nearestWord } from '../../scenarios/index.ts';

const SHOWN_MOST = 60;
/** Shorter words are near to everything. */
const COMPARED_LEAST = 3;

/** `unknown field "quizz", did you mean "quiz"?`, or the list of what there is to choose from. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  const long = word.length > SHOWN_MOST;
  const shown = long ? `${word.slice(0, SHOWN_MOST)}…` : word;
  // Comparing costs the product of the lengths, and nobody misspells a word into something so long.
  const isShort = word.length < COMPARED_LEAST;
  const meant = long || isShort ? undefined : nearestWord(word, known);
  if (meant !== undefined) return `unknown ${what} "${shown}", did you mean "${meant}"?`;
  if (known.length === 0) return `unknown ${what} "${shown}": there is none to choose from here`;
  return `unknown ${what} "${shown}": choose one of ${known.join(', ')}`;
}
