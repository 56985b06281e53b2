/** Grades: what a learner said against what the engine did. */
import { describe, expect, test } from 'vitest';
import type {
  EstimateItem,
  MatchItem,
  OrderItem,
  PredictBlock,
  TwoTierItem,
} from '../../src/lesson/index.ts';
import {
  gradeBand,
  gradeChoice,
  gradeEstimate,
  gradeMatch,
  gradeNumber,
  gradeOrder,
  gradeTwoTier,
} from '../../src/lesson/index.ts';
import { parseSmall } from './small-lesson.ts';

function prediction(): PredictBlock {
  const parsed = parseSmall();
  const part = parsed.ok ? parsed.lesson.beats[1]!.parts[0] : undefined;
  if (part?.kind !== 'predict') throw new Error('the small lesson has lost its prediction');
  return part;
}

const feedback = { right: '', low: '', high: '' };
const head = { id: 'q', stem: '', misconception: '' };

describe('a chosen option', () => {
  test('that is refuted says which record refuted it, and what happened instead', () => {
    expect(gradeChoice(prediction(), 0, { isTrue: false, record: 214 })).toEqual({
      isRight: false,
      youSaid: 'One.',
      itDid: 'Two.',
      why: 'The row is single, the push is not.',
      record: 214,
    });
  });

  test('that happens is right', () => {
    expect(gradeChoice(prediction(), 1, { isTrue: true, record: 214 })).toMatchObject({
      isRight: true,
      youSaid: 'Two.',
      itDid: 'Two.',
    });
  });

  test('that does not exist is our own mistake', () => {
    expect(() => gradeChoice(prediction(), 2, { isTrue: true, record: -1 })).toThrow(
      'there is no option 2: expected 0 to 1',
    );
  });
});

describe('a number', () => {
  test('is right, near or off by its distance', () => {
    const grades = [50, 47, 44, 39].map((answer) => gradeNumber({ full: 3, half: 10 }, answer, 50));
    expect(grades).toEqual(['full', 'full', 'half', 'none']);
  });

  test('is judged by bands whose ends belong to them', () => {
    const bands = { full: { least: 2, most: 3 }, half: { least: 1, most: 4 } };
    const grades = [2, 3, 3.5, 1, 4.1].map((answer) => gradeBand(bands, answer));
    expect(grades).toEqual(['full', 'full', 'half', 'half', 'none']);
  });

  test('that is an estimate is judged by its ratio, both ways alike', () => {
    const item: EstimateItem = {
      ...head,
      type: 'E',
      answer: 60,
      unit: '',
      fullRatio: 1.5,
      halfRatio: 3,
      feedback,
    };
    const grades = [40, 90, 39, 180, 181, -60, 0].map((answer) => gradeEstimate(item, answer));
    expect(grades).toEqual(['full', 'full', 'half', 'half', 'none', 'none', 'none']);
  });
});

describe('an order', () => {
  const item: OrderItem = {
    ...head,
    type: 'O',
    steps: [
      { id: 'disk', text: '', after: [] },
      { id: 'tick', text: '', after: ['disk'] },
      { id: 'push', text: '', after: ['disk'] },
    ],
    distractors: [],
    feedback,
  };

  test('is right in every order that waits as it must', () => {
    expect(gradeOrder(item, ['disk', 'tick', 'push'])).toBe('full');
    expect(gradeOrder(item, ['disk', 'push', 'tick'])).toBe('full');
    expect(gradeOrder(item, ['tick', 'disk', 'push'])).toBe('none');
  });

  test('is wrong when a step is missing, doubled or unknown', () => {
    expect(gradeOrder(item, ['disk', 'tick'])).toBe('none');
    expect(gradeOrder(item, ['disk', 'tick', 'tick'])).toBe('none');
    expect(gradeOrder(item, ['disk', 'tick', 'other'])).toBe('none');
  });
});

test('a match is half right from half of its pairs', () => {
  const pairs = ['a', 'b', 'c'].map((left) => ({ left, right: left.toUpperCase() }));
  const item: MatchItem = { ...head, type: 'M', pairs, extra: ['D'], why: '' };
  expect(gradeMatch(item, ['A', 'B', 'C'])).toBe('full');
  expect(gradeMatch(item, ['A', 'B', 'D'])).toBe('half');
  expect(gradeMatch(item, ['A', 'C', 'B'])).toBe('none');
});

test('right for the wrong reason is half of it', () => {
  const choices = [true, false].map((right) => ({ text: '', right, why: '' }));
  const item: TwoTierItem = { ...head, type: 'C', options: choices, reasons: choices };
  expect(gradeTwoTier(item, { option: 0, reason: 0 })).toBe('full');
  expect(gradeTwoTier(item, { option: 0, reason: 1 })).toBe('half');
  expect(gradeTwoTier(item, { option: 1, reason: 0 })).toBe('none');
});
