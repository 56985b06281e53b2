// @vitest-environment jsdom
/** Small answers: beats in addresses, numbers as people write them, measures in words, prose, files. */
import { render, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { parseLesson } from '../../../src/lesson/index.ts';
import { beatIn, searchWith } from '../../../src/app/lesson-player/beat-address.ts';
import {
  differingMeasures,
  measureWords,
} from '../../../src/app/lesson-player/beats/measure-words.ts';
import { readLessonFile } from '../../../src/app/lesson-player/open/read-lesson-file.ts';
import { Prose } from '../../../src/app/lesson-player/prose/Prose.tsx';
import { numberIn } from '../../../src/app/lesson-player/quiz/number-in.ts';
import { shuffled } from '../../../src/app/lesson-player/quiz/shuffled.ts';

describe('the beat in the address', () => {
  test('comes back, belongs to one lesson, and leaves other parts alone', () => {
    const search = searchWith('?embed=1', 'L08', 'run');
    expect(search).toBe('?embed=1&beat=L08.run');
    expect(beatIn(search, 'L08')).toBe('run');
    expect(beatIn(search, 'L06')).toBeUndefined();
    expect(searchWith(search, 'L08', null)).toBe('?embed=1');
  });

  test.each(['', '?beat=', '?beat=L08', '?beat=L08.dance', '?beat=run'])(
    '%s names none',
    (search) => {
      expect(beatIn(search, 'L08')).toBeUndefined();
    },
  );
});

test.each([
  ['3', 3],
  ['57,870', 57_870],
  ['57 870', 57_870],
  ['1.5', 1.5],
  ['1,5', 1.5],
  ['1.2e6', 1_200_000],
  ['40 million', 40_000_000],
  ['3k', 3000],
  ['-2', -2],
  ['', undefined],
  ['many', undefined],
  ['3 apples', undefined],
])('“%s” is %s', (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test('steps are shown in another order than that of the file, the same every time', () => {
  const steps = ['disk', 'one tick', 'push', 'local', 'report', 'two ticks'];
  const once = shuffled(steps, (text) => text);
  expect(once).not.toEqual(steps);
  expect(once.toSorted()).toEqual(steps.toSorted());
  expect(shuffled(steps.toReversed(), (text) => text)).toEqual(once);
});

test('measures that differ are told in words, what people notice first', () => {
  const left = { shownP50Ms: 100, 'packetsSent.publish': 1, packetsSent: 4, messagesRead: 0 };
  const right = { 'packetsSent.publish': 2, packetsSent: 4, messagesRead: 1 };
  expect(differingMeasures(left, right)).toEqual([
    {
      name: 'shownP50Ms',
      words: 'Typed to shown, half of them within (ms)',
      values: [100, undefined],
    },
    { name: 'packetsSent.publish', words: 'Packets sent: publish', values: [1, 2] },
  ]);
  expect(measureWords('packetsLost.halfOpen')).toBe('Packets lost: half open');
});

test('prose becomes elements, and a link that is no place of ours or https is only its text', () => {
  render(
    <Prose
      blocks={[
        { type: 'heading', depth: 3, children: [{ type: 'text', text: 'The hop' }] },
        {
          type: 'paragraph',
          children: [
            { type: 'strong', children: [{ type: 'text', text: 'here' }] },
            { type: 'code', text: 'conn:ben' },
            { type: 'link', url: '#/about', children: [{ type: 'text', text: 'about' }] },
            { type: 'link', url: 'javascript:x', children: [{ type: 'text', text: 'bad' }] },
          ],
        },
        { type: 'table', align: [null], head: [[{ type: 'text', text: 'Screen' }]], rows: [] },
      ]}
    />,
  );
  expect(screen.getByRole('heading', { level: 3, name: 'The hop' })).toBeInTheDocument();
  expect(screen.getByRole('columnheader', { name: 'Screen' })).toBeInTheDocument();
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['about']);
  expect(screen.getByText(/bad/)).toBeInTheDocument();
});

describe('a lesson file', () => {
  const file = (content: BlobPart, name = 'mine.md') => new File([content], name);

  /** A worker that answers as told: at once, never, or with a fault. */
  function workerThat(does: 'parses' | 'hangs' | 'sleeps' | 'fails') {
    const terminate = vi.fn();
    const makeWorker = () => {
      const target = new EventTarget();
      const postMessage = ({ text, fileName }: { text: string; fileName: string }) => {
        if (does === 'sleeps') return;
        if (does === 'hangs') {
          const ready = new MessageEvent('message', { data: 'ready' });
          return queueMicrotask(() => target.dispatchEvent(ready));
        }
        const event =
          does === 'fails'
            ? new Event('error')
            : new MessageEvent('message', { data: parseLesson(text, fileName) });
        queueMicrotask(() => target.dispatchEvent(event));
      };
      return Object.assign(target, { postMessage, terminate }) as unknown as Worker;
    };
    return { makeWorker, terminate };
  }

  test('that is broken tells line, column and cure, and its worker is ended', async () => {
    const { makeWorker, terminate } = workerThat('parses');
    const read = await readLessonFile(file('---\nid: L99\ntitel: Oops\n---\n'), { makeWorker });
    if (read.ok) throw new Error('a broken lesson was taken for a whole one');
    const typo = read.problems.find(({ message }) => message.includes('titel'));
    expect(typo).toMatchObject({ line: 3, column: 1 });
    expect(typo?.message).toContain('did you mean');
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  test('over which the reader hangs is given up, with a sentence', async () => {
    const { makeWorker, terminate } = workerThat('hangs');
    const read = await readLessonFile(file('x'), { makeWorker, limitMs: 5 });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringMatching(/longer/) }],
    });
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  test('is not blamed for a reader that is slow to start', async () => {
    const { makeWorker, terminate } = workerThat('sleeps');
    const read = await readLessonFile(file('x'), { makeWorker, limitMs: 1, startMs: 40 });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: 'the reader did not start in time: try again' }],
    });
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  test('that stops the reader is a problem like any other', async () => {
    const read = await readLessonFile(file('x'), { makeWorker: workerThat('fails').makeWorker });
    expect(read.ok).toBe(false);
  });

  test.each([
    ['too large', new Uint8Array(257 * 1024), 'E-SIZE'],
    ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x41, 0x00]), 'E-NOT-TEXT'],
  ])('that is %s is refused before it is read', async (_name, bytes, code) => {
    const makeWorker = vi.fn();
    const read = await readLessonFile(file(bytes), { makeWorker });
    expect(read).toMatchObject({ ok: false, problems: [{ line: 1, column: 1, code }] });
    expect(makeWorker).not.toHaveBeenCalled();
  });
});
