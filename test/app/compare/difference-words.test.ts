/** What two designs show differently, told in a sentence; and which numbers are worth telling. */
import { describe, expect, test } from 'vitest';
import type { VisibleDifference } from '../../../src/explore/index.ts';
import {
  differenceSentence,
  gapRows,
  numberText,
} from '../../../src/app/compare/difference-words.ts';
import { SITUATIONS } from '../../../src/app/compare/situations.ts';
import { isSameDesign } from '../../../src/app/sweep/same-design.ts';

const sight = (what: string, timeUs: number) => ({ what, timeUs, record: 1 });

const difference = (
  kind: VisibleDifference['kind'],
  before: VisibleDifference['before'],
  after: VisibleDifference['after'],
): VisibleDifference => ({
  phone: 'ana',
  message: 'ana/m1',
  timeUs: 0,
  kind,
  before,
  after,
  parted: { before: 0, after: 0 },
});

describe('a difference is told', () => {
  test.each([
    [
      difference('other', sight('delivered', 1), sight('failed', 1)),
      'Ana’s phone and “Six?”: A shows two ticks, B shows a warning.',
    ],
    [
      difference('missing', sight('delivered', 1), null),
      'Ana’s phone and “Six?”: A shows two ticks, B never does.',
    ],
    [
      difference('missing', null, sight('shown: Six?', 1)),
      'Ana’s phone and “Six?”: B shows the message, A never does.',
    ],
    [
      difference('late', sight('sent', 1_000_000), sight('sent', 4_500_000)),
      'Ana’s phone and “Six?”: A shows one tick at once, B only 3.50 s later.',
    ],
  ])('as a sentence', (given, words) => {
    expect(differenceSentence(given, 'Ana', 'Six?')).toBe(words);
  });
});

describe('numbers that differ', () => {
  const pair = (before: number | undefined, after: number | undefined) => ({ before, after });

  test('come first where they were equal at the parting; what nobody reads is left out', () => {
    const gaps = [
      { name: 'packetsSent', atParting: pair(5, 7), end: pair(10, 30) },
      { name: 'retries', atParting: pair(0, 0), end: pair(0, 4) },
      { name: 'somethingInner', atParting: pair(0, 0), end: pair(0, 4) },
    ];
    expect(gapRows({ gaps, messages: [] }).map(({ name }) => name)).toEqual([
      'retries',
      'packetsSent',
    ]);
  });

  test('are short', () => {
    expect([numberText(undefined), numberText(1.26)]).toEqual(['–', '1.3']);
  });
});

test.each(SITUATIONS.map((situation) => [situation.id, situation] as const))(
  'the situation %s has two sides that differ in what is in dispute',
  (_id, { before, after, knobs }) => {
    expect(isSameDesign(before, after)).toBe(false);
    expect(knobs.some((key) => before[key] !== after[key])).toBe(true);
  },
);
