/** [same-order] two screens show one order, and a place names one message. */
import { describe, expect, test } from 'vitest';
import { verdictOf, type Case } from './judged.ts';

const verdict = (log: string, more: Partial<Case> = {}) =>
  verdictOf('same-order', { log, ...more });
const TYPED = `
  ana typed m1 "One" ana-ben
  ana stored m1 local 1 0
  ben typed ben/m1 "Two" ana-ben
  ben stored ben/m1 local 1 0
`;
const SAME = `${TYPED}
  ana stored ben/m1 local 1 1
  ana shown ben/m1 1 2 "Two"
  ben stored m1 local 1 0
  ben shown m1 0 1 "One"
`;
const OTHER = SAME.replace('ben stored m1 local 1 0\n', 'ben stored m1 local 1 1\n');

describe('[same-order] screens', () => {
  test('that agree hold', () => {
    expect(verdict(SAME)).toBe('holds');
  });

  test('that differ when it has been quiet are broken', () => {
    expect(verdict(OTHER)).toBe(
      "broken at 7: Ana's phone shows “One” (ana/m1) above “Two” (ben/m1), Ben's phone below it",
    );
  });

  test('may differ for a while: a row that gets its number moves to its place', () => {
    expect(verdict(`${OTHER}\nben stored m1 local 1 0`)).toBe('holds');
  });

  test('that differ in a run too short to judge are not proved', () => {
    expect(verdict(OTHER, { scenario: { durationMs: 9000 } })).toContain(
      'not proved: the run ends',
    );
    const late = [[25_000, { do: 'heal', node: 'ana' }]] as const;
    expect(verdict(OTHER, { plan: late })).toContain('not proved: the run ends before');
  });

  test('of a phone that is out of reach at the end are left out', () => {
    const off = { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: true } } as const;
    expect(verdict(OTHER, { plan: [[5000, off]] })).toBe(
      'not proved: no two phones show the same two messages',
    );
  });

  test('with one message in common prove nothing', () => {
    expect(verdict(TYPED)).toBe('not proved: no two phones show the same two messages');
  });
});

describe('[same-order] a place', () => {
  test('that names two messages is broken at once', () => {
    const log = `${SAME}\nben typed ben/m2 "Three" ana-ben\nana shown ben/m2 2 1 "Three"`;
    expect(verdict(log)).toBe(
      'broken at 9: number 1 of ana-ben is both “One” (ana/m1) and “Three” (ben/m2)',
    );
  });

  test('is judged in the table, too', () => {
    const log = `${TYPED}\ncassandra stored m1 table 1 5\ncassandra stored ben/m1 table 1 5`;
    expect(verdict(log)).toContain('broken at 5: number 5 of ana-ben is both');
  });

  test('that nobody numbered is no place', () => {
    expect(verdict(SAME.replaceAll(/ (\d) \d "/g, ' $1 0 "'))).toBe('holds');
  });
});
