// @vitest-environment jsdom
/** The ways through a lesson: what each leaves out is marked by beat, and stepping leaves it out too. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { BEAT_NAMES } from '../../../src/lesson/index.ts';
import { NO_ANSWERS } from '../../../src/app/lesson-player/answers.ts';
import { takeCut } from '../../../src/app/lesson-player/chosen-cut.ts';
import { beatsOf, minutesOf, neighboursOf } from '../../../src/app/lesson-player/cuts.ts';
import { LessonContext } from '../../../src/app/lesson-player/LessonContext.tsx';
import { LessonHead } from '../../../src/app/lesson-player/LessonHead.tsx';
import { NO_PROGRESS } from '../../../src/app/lesson-player/progress/progress.ts';
import { useCut } from '../../../src/app/lesson-player/use-cut.ts';
import { lessonOf } from './lessons.ts';

const L08 = lessonOf('08');

afterEach(() => void document.body.replaceChildren());

function head(cut: 'whole' | 'class' | 'short') {
  const value = {
    lesson: L08,
    answers: NO_ANSWERS,
    progress: NO_PROGRESS,
    send: () => undefined,
    cut,
    chooseCut: () => undefined,
  };
  const opened: string[] = [];
  render(
    <LessonContext value={value}>
      <LessonHead
        cut={cut}
        beat="hook"
        done={new Set()}
        onOpen={(beat) => void opened.push(beat)}
        onReset={() => undefined}
      />
    </LessonContext>,
  );
  return opened;
}

test('a way has its beats in their order, and its time', () => {
  expect(beatsOf(L08, 'whole')).toEqual(BEAT_NAMES);
  expect(beatsOf(L08, 'short')).toEqual(['hook', 'predict', 'run', 'explain', 'say']);
  expect(['whole', 'class', 'short'].map((cut) => minutesOf(L08, cut as 'short'))).toEqual([
    30, 20, 12,
  ]);
});

test('stepping goes from beat to beat of the way, from one that is left out too', () => {
  const way = beatsOf(L08, 'short');
  expect(neighboursOf(way, 'explain')).toEqual(['run', 'say']);
  expect(neighboursOf(way, 'fix')).toEqual(['explain', 'say']);
  expect(neighboursOf(way, 'hook')).toEqual([undefined, 'predict']);
  expect(neighboursOf(way, 'say')).toEqual(['explain', undefined]);
});

test('the rail says of each beat that the way leaves it out, and opens it all the same', async () => {
  const opened = head('short');
  const out = screen.getAllByText(/left out of the short way/);
  expect(out.map((each) => each.closest('button')?.textContent)).toEqual([
    'Investigate, left out of the short way',
    'Fix, left out of the short way',
  ]);
  await userEvent.click(screen.getByRole('button', { name: /^Fix/ }));
  expect(opened).toEqual(['fix']);
});

test('the whole lesson leaves nothing out', () => {
  head('whole');
  expect(screen.queryByText(/left out/)).toBeNull();
});

describe('the way through a lesson', () => {
  function Way() {
    const [cut, choose] = useCut();
    return (
      <button type="button" onClick={() => choose('class')}>
        {cut}
      </button>
    );
  }

  test('is the one that a plan of the first page has time for, and then the one chosen here', async () => {
    takeCut('short');
    const first = render(<Way />);
    expect(screen.getByRole('button')).toHaveProperty('textContent', 'short');
    await userEvent.click(screen.getByRole('button'));
    first.unmount();
    render(<Way />);
    expect(screen.getByRole('button')).toHaveProperty('textContent', 'class');
  });
});
