/** Last write wins: Cassandra's own order of preference, and that it does not matter who asks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, compareBytes, reconcile } from '../../../src/models/cassandra/cells.ts';
import recorded from './reconcile.json' with { type: 'json' };

interface Written {
  readonly ts: number;
  readonly value?: string;
  readonly tombstone?: boolean;
  readonly expiring?: boolean;
}

const cellOf = ({ ts, value = '', tombstone, expiring }: Written): Cell => ({
  value,
  timestampUs: ts,
  kind: tombstone ? 'tombstone' : expiring ? 'expiring' : 'live',
});

const value = fc.constantFrom('', 'A', 'AB', 'é', 'Z');
const timestampUs = fc.nat(3);
const anyCell = fc.oneof(
  fc.record({ value, timestampUs, kind: fc.constant('live' as const) }),
  fc.record({
    value,
    timestampUs,
    kind: fc.constantFrom('expiring' as const, 'tombstone' as const),
    deletedAtS: fc.nat(2),
  }),
);

describe('two values of one cell', () => {
  test.each(recorded.vectors)('$a against $b: $winner', ({ a, b, winner }) => {
    const [left, right] = [cellOf(a), cellOf(b)];
    const expected = winner.startsWith('a') ? left : right;
    expect(reconcile(left, right)).toBe(expected);
    expect(reconcile(right, left)).toBe(expected);
  });

  test('two tombstones at one time: the one that was deleted later', () => {
    const early = { value: '', timestampUs: 5, kind: 'tombstone', deletedAtS: 1 } as const;
    const late = { ...early, deletedAtS: 2 };
    expect(reconcile(early, late)).toBe(late);
    expect(reconcile(late, early)).toBe(late);
  });

  test('replicas agree, in whatever order the writes reach them', () => {
    fc.assert(
      fc.property(anyCell, anyCell, anyCell, (one, two, three) => {
        const there = reconcile(reconcile(one, two), three);
        const here = reconcile(one, reconcile(three, two));
        expect(there).toEqual(here);
      }),
      { numRuns: 2000 },
    );
  });

  test('texts are ordered by their bytes, unsigned, and a beginning comes first', () => {
    const words = ['é', 'Z', '', 'AB', 'A', '😀', '～'];
    expect([...words].sort(compareBytes)).toEqual(['', 'A', 'AB', 'Z', 'é', '～', '😀']);
  });
});
