/** [no-hidden-gaps] what a phone shows is contiguous, or it tells of the gap. */
import { expect, test } from 'vitest';
import { verdictOf, type Case } from './judged.ts';

const verdict = (log: string, more: Partial<Case> = {}) =>
  verdictOf('no-hidden-gaps', { log, ...more });
/** Ben has number 2 and misses number 1. */
const GAP = `
  ana typed m1 "One" ana-ben
  cassandra stored m1 table 1 1
  ana typed m2 "Two" ana-ben
  cassandra stored m2 table 1 2
  ben stored m2 local 1 0
`;
const HIDDEN =
  "broken at 4: Ben's phone shows what came after “One” (ana/m1), but not that one, " +
  'and for 10,000 ms nothing tells of the gap';

test.each([
  ['a gap that is filled in time', `${GAP}\n@900 ben stored m1 local 1 0`, 'holds'],
  ['a gap that the phone tells of', `${GAP}\n@900 ben gap ana-ben 1`, 'holds'],
  ['a gap that nothing tells of', GAP, HIDDEN],
  ['a gap that is filled too late', `${GAP}\n@15000 ben stored m1 local 1 0`, HIDDEN],
  ['a gap in another chat is another gap', `${GAP}\n@900 ben gap family 1`, HIDDEN],
  ['a gap further up is not this one', `${GAP}\n@900 ben gap ana-ben 2`, HIDDEN],
  [
    'a connection lost in between: it cannot ask without one',
    `${GAP}\n@9000 ben disconnected server-7 1 pongTimeout\n@15000 ben stored m1 local 1 0`,
    'holds',
  ],
  [
    'a number that no message has is no gap',
    'ana typed m1 "x" ana-ben\ncassandra stored m1 table 1 7\nben stored m1 local 1 0',
    'not proved: no message came after one with a higher number, so no gap could be hidden',
  ],
  [
    'a row that the table gets late',
    `ana typed m1 "One" ana-ben
    ana typed m2 "Two" ana-ben
    cassandra stored m2 table 1 2
    ben stored m2 local 1 0
    cassandra stored m1 table 1 1`,
    HIDDEN,
  ],
  [
    'their own words are missed by nobody',
    `ben typed ben/m1 "Mine" ana-ben
    cassandra stored ben/m1 table 1 1
    ana typed m1 "Two" ana-ben
    cassandra stored m1 table 1 2
    ben stored m1 local 1 0`,
    'not proved: no message came after one with a higher number, so no gap could be hidden',
  ],
])('[no-hidden-gaps] %s', (_, log, expected) => {
  expect(verdict(log)).toBe(expected);
});

test('[no-hidden-gaps] a gap at the end of the run, or of a phone in trouble, is not proved', () => {
  expect(verdict(GAP, { scenario: { durationMs: 5000 } })).toBe(
    'not proved: a gap had not lasted for the bound when the run ended',
  );
  const off = { do: 'operate', phone: 'ben', operation: { act: 'airplane', on: true } } as const;
  expect(verdict(GAP, { plan: [[500, off]] })).toBe(
    "not proved: Ben's phone is in airplane mode at the end",
  );
});
