/** Finds who is to blame for a loop: the shortest pattern that a list of recent actors repeats. */

/**
 * The shortest pattern that the whole list repeats at least twice, begun at its smallest number,
 * so that it reads the same wherever the loop was stopped. Without one, the different numbers in
 * the list, most frequent first.
 */
export function shortestCycle(recent: readonly number[]): number[] {
  for (let period = 1; period * 2 <= recent.length; period += 1) {
    if (repeatsEvery(recent, period)) return fromSmallest(recent.slice(0, period));
  }
  return byFrequency(recent);
}

function repeatsEvery(list: readonly number[], period: number): boolean {
  for (let i = period; i < list.length; i += 1) {
    if (list[i] !== list[i - period]) return false;
  }
  return true;
}

/** The rotation of a cycle that comes first in order, number by number. */
function fromSmallest(cycle: readonly number[]): number[] {
  let best = [...cycle];
  for (let start = 1; start < cycle.length; start += 1) {
    const turned = [...cycle.slice(start), ...cycle.slice(0, start)];
    const at = turned.findIndex((value, i) => value !== best[i]);
    if (at >= 0 && turned[at]! < best[at]!) best = turned;
  }
  return best;
}

function byFrequency(list: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([one, oneCount], [other, otherCount]) => otherCount - oneCount || one - other)
    .map(([value]) => value);
}
