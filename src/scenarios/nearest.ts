/** The word that somebody probably meant, for "did you mean". */

/**
 * The candidate nearest to a word, or undefined when none is near: one slip for each three letters,
 * where a slip is a letter added, left out, changed, or swapped with its neighbour. Case is free.
 * Equally near candidates: the first in the list.
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(wanted, candidate.toLowerCase());
    if (slips >= fewest) continue;
    fewest = slips;
    nearest = candidate;
  }
  return nearest;
}

/** `; did you mean "x"?`, or a list of what there is when nothing is near and the list is short. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = nearestWord(word, candidates);
  if (nearest !== undefined) return `; did you mean "${nearest}"?`;
  if (candidates.length === 0) return '';
  if (candidates.length > 12) return `; there are ${candidates.length}, none of them near`;
  return `; expected one of ${candidates.join(', ')}`;
}

/** Optimal string alignment distance (Damerau and Levenshtein, no substring edited twice). */
function slipsBetween(one: string, other: string): number {
  if (one === other) return 0;
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = one[row - 1] === other[column - 1] ? 0 : 1;
      let slips = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + changed,
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      if (swapped) slips = Math.min(slips, before[column - 2]! + 1);
      current.push(slips);
    }
    before = previous;
    previous = current;
  }
  return previous[other.length]!;
}
