/** The plan for an interview: what fits into the days that are left. */
import { describe, expect, test } from 'vitest';
import { ALL_LESSONS, WRITTEN, type LessonEntry } from '../../../src/app/home/curriculum.ts';
import { daysBetween } from '../../../src/app/home/InterviewPlan.tsx';
import { studyPlan } from '../../../src/app/home/study-plan.ts';

const lesson = (id: string, minutes = 30): LessonEntry => ({
  id,
  title: id,
  question: '',
  minutes,
});
const THREE = [lesson('L06'), lesson('L08'), lesson('L09')];

/** "0: L06 full, L08 full" */
const lines = (lessons: readonly LessonEntry[], days: number) =>
  studyPlan(lessons, days).map(
    ({ day, tasks, isRehearsal }) =>
      `${day}: ${tasks.map(({ lesson: { id }, cut }) => `${id} ${cut}`).join(', ')}${isRehearsal ? ' aloud' : ''}`,
  );

describe('a plan by day', () => {
  test('today: the short cuts, as many as an evening holds', () => {
    expect(lines(THREE, 0)).toEqual(['0: L06 short, L08 short, L09 short']);
    expect(lines(ALL_LESSONS, 0)[0]?.split(',')).toHaveLength(3);
  });

  test('tomorrow: short cuts today, and nothing on the day itself', () => {
    expect(lines(THREE, 1)).toEqual(['0: L06 short, L08 short, L09 short']);
  });

  test('a week: full lessons in the first two thirds, recall in between, aloud at the end', () => {
    expect(lines(THREE, 7)).toEqual([
      '0: L06 full',
      '1: L08 full',
      '2: L06 recall',
      '3: L08 recall, L09 full',
      '4: L09 recall',
      '6:  aloud',
    ]);
  });

  test.each([0, 1, 2, 3, 5, 10, 30, 60])('%i days: never more than 75 minutes a day', (days) => {
    for (const { tasks } of studyPlan(ALL_LESSONS, days)) {
      expect(tasks.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(75);
    }
  });
});

test('days are counted by the calendar, over a change of the clocks too', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-11-22', '2026-11-22')).toBe(0);
  expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
});

describe('the course', () => {
  test('has 28 lessons with ids in order', () => {
    expect(ALL_LESSONS.map(({ id }) => id)).toEqual(
      Array.from({ length: 28 }, (_, nth) => `L${String(nth).padStart(2, '0')}`),
    );
  });

  test('every file in lessons/ is one of them', () => {
    expect(WRITTEN.size).toBeGreaterThan(0);
    for (const id of WRITTEN) expect(ALL_LESSONS.map((each) => each.id)).toContain(id);
  });
});
