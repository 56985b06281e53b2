/** Who goes round in a circle: the shortest repeated pattern among recent actors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortestCycle } from '../../src/kernel/cycle.ts';

/** A pattern repeated until the list has this many numbers. */
function repeated(pattern: number[], length: number): number[] {
  return Array.from({ length }, (_, i) => pattern[i % pattern.length]!);
}

describe('a repeated pattern', () => {
  test.each<[string, number[], number, number[]]>([
    ['one actor', [4], 100, [4]],
    ['two in turn', [1, 2], 100, [1, 2]],
    ['two, seen from the second on', [2, 1], 100, [1, 2]],
    ['three, cut in mid-round', [7, 3, 5], 100, [3, 5, 7]],
    ['one actor twice in a round', [1, 2, 1, 3], 100, [1, 2, 1, 3]],
    ['the same, seen from the middle', [1, 3, 1, 2], 100, [1, 2, 1, 3]],
    ['exactly half the list', [5, 1, 4, 2, 3], 10, [1, 4, 2, 3, 5]],
  ])('%s', (_name, pattern, length, expected) => {
    expect(shortestCycle(repeated(pattern, length))).toEqual(expected);
  });

  test('reads the same wherever it was cut', () => {
    const actors = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(actors, fc.nat(20), (pattern, shift) => {
        const long = repeated(pattern, 100 + shift);
        expect(shortestCycle(long.slice(shift))).toEqual(shortestCycle(long.slice(0, 100)));
      }),
    );
  });

  test('is the shortest, and repeated gives the list again', () => {
    const actors = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(actors, (pattern) => {
        const cycle = shortestCycle(repeated(pattern, 100));
        expect(cycle.length).toBeLessThanOrEqual(pattern.length);
        expect(pattern.length % cycle.length).toBe(0);
        const turns = cycle.map((_, i) => [...cycle.slice(i), ...cycle.slice(0, i)]);
        const found = turns.some(
          (turn) => repeated(turn, 100).join() === repeated(pattern, 100).join(),
        );
        expect(found).toBe(true);
      }),
    );
  });
});

describe('without a pattern', () => {
  test.each<[string, number[], number[]]>([
    ['nobody', [], []],
    ['one less than twice a pattern', [1, 2, 3, 4, 1, 2, 3], [1, 2, 3, 4]],
    ['one event', [5], [5]],
    ['two different', [5, 4], [4, 5]],
    ['most frequent first, then by number', [3, 1, 2, 3, 1, 9], [1, 3, 2, 9]],
    ['a loop that began late', [8, 1, 2, 1, 2, 1, 2], [1, 2, 8]],
  ])('%s', (_name, list, expected) => {
    expect(shortestCycle(list)).toEqual(expected);
  });
});
