// @vitest-environment jsdom
/** Where nothing can be kept, the learner is told before the work is done, and only for own lessons. */
import { render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useProgress } from '../../../src/app/lesson-player/progress/use-progress.ts';
import { useNotices } from '../../../src/app/shell/notices.ts';
import { pageKeeper } from '../../../src/app/storage/index.ts';
import { lessonOf } from './lessons.ts';

const L08 = lessonOf('08');

function Reader({ storageId }: { storageId: string | null }) {
  useProgress(L08, storageId);
  return null;
}

const told = () => useNotices.getState().notices.map(({ tone, text }) => [tone, text]);

afterEach(() => {
  pageKeeper().store.setState({ trouble: '' });
  useNotices.setState({ notices: [] });
});

test('a full storage is told once', () => {
  pageKeeper().store.setState({ trouble: 'There is no room to keep progress.' });
  const { rerender } = render(<Reader storageId="L08" />);
  rerender(<Reader storageId="L08" />);
  expect(told()).toEqual([['bad', 'There is no room to keep progress.']]);
});

test('nobody is told of what a lesson from a file never keeps', () => {
  pageKeeper().store.setState({ trouble: 'There is no room to keep progress.' });
  render(<Reader storageId={null} />);
  expect(told()).toEqual([]);
});

test('all is well: nothing is said', () => {
  render(<Reader storageId="L08" />);
  expect(told()).toEqual([]);
});
