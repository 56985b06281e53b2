// @vitest-environment jsdom
/** Questions that ask what happens are decided by the engine: it runs, and tells the event. */
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import type { Lesson, QuizItem } from '../../../src/lesson/index.ts';
import { allBlocks, NO_ANSWERS } from '../../../src/app/lesson-player/answers.ts';
import { LabContext } from '../../../src/app/lesson-player/lab/LabContext.tsx';
import { LessonContext } from '../../../src/app/lesson-player/LessonContext.tsx';
import type { LessonEvent } from '../../../src/app/lesson-player/lesson-machine.ts';
import { NO_PROGRESS } from '../../../src/app/lesson-player/progress/progress.ts';
import { QuizCard } from '../../../src/app/lesson-player/quiz/QuizCard.tsx';
import { labOf, lessonOf } from './lessons.ts';

afterEach(() => void document.body.replaceChildren());

const itemOf = (lesson: Lesson, id: string): QuizItem =>
  allBlocks(lesson, 'quiz').find(({ item }) => item.id === id)!.item;

function ask(lesson: Lesson, item: QuizItem): LessonEvent[] {
  const sent: LessonEvent[] = [];
  const value = {
    lesson,
    answers: NO_ANSWERS,
    progress: NO_PROGRESS,
    send: (event: LessonEvent) => void sent.push(event),
    cut: 'whole' as const,
    chooseCut: () => undefined,
  };
  render(
    <LessonContext value={value}>
      <LabContext value={labOf()}>
        <QuizCard item={item} />
      </LabContext>
    </LessonContext>,
  );
  return sent;
}

describe('an outcome', () => {
  const lesson = lessonOf('09');

  test('that happens is right, with the event of the run that decides', async () => {
    const sent = ask(lesson, itemOf(lesson, 'L09-q1'));
    await userEvent.click(screen.getByLabelText('Two.'));
    await waitFor(() => expect(screen.getByText('Right.')).toBeTruthy());
    expect(screen.getByText(/It was run here, seed 5/)).toBeTruthy();
    expect(sent).toEqual([{ type: 'quiz', id: 'L09-q1', credit: 'full' }]);
  });

  test('that does not happen is wrong because the run says so, whatever the file marks', async () => {
    const item = itemOf(lesson, 'L09-q1');
    if (item.type !== 'P1') throw new Error('L09-q1 is not a question about an outcome');
    const lying = { ...item, options: item.options.map((each) => ({ ...each, happens: true })) };
    const sent = ask(lesson, lying);
    await userEvent.click(screen.getByLabelText('One.'));
    await waitFor(() => expect(screen.getByText('Not so.')).toBeTruthy());
    expect(screen.getByText(/Ben's phone shows/)).toBeTruthy();
    expect(sent).toEqual([{ type: 'quiz', id: 'L09-q1', credit: 'none' }]);
  });
});

test('a number is the engine’s own, not the one in the file', async () => {
  const lesson = lessonOf('08');
  const item = itemOf(lesson, 'L08-q1');
  if (item.type !== 'P2') throw new Error('L08-q1 does not ask for a number of a run');
  const sent = ask(lesson, { ...item, is: 99 });
  await userEvent.type(screen.getByLabelText('Your number'), '3{Enter}');
  await waitFor(() => expect(screen.getByText(/It is 3\./)).toBeTruthy());
  expect(sent).toEqual([{ type: 'quiz', id: 'L08-q1', credit: 'full' }]);
});
