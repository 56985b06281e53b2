/** The build turns a lesson into plain JSON, and stops at a broken one. */
import { expect, test } from 'vitest';
import { parseLesson } from '../../../src/lesson/index.ts';
import { lessonModule } from '../../../src/app/build/lessons-plugin.ts';
import { lessonOf } from './lessons.ts';

const PARSED = import.meta.glob('/lessons/*.md', { query: '?lesson', import: 'default' });

test('what is shipped is what the parser reads', async () => {
  const paths = Object.keys(PARSED);
  expect(paths.length).toBeGreaterThanOrEqual(3);
  const path = paths.find((each) => each.includes('/08-'))!;
  const { fileName: _fileName, ...expected } = lessonOf('08');
  // JSON has no undefined; nobody can tell a missing field from one.
  expect(await PARSED[path]!()).toMatchObject(JSON.parse(JSON.stringify(expected)) as object);
});

test('a broken lesson stops the build, with file, line and column', () => {
  expect(() =>
    lessonModule(parseLesson, '---\nid: L99\ntitel: Oops\n---\n', '/lessons/x.md'),
  ).toThrow(/^\/lessons\/x\.md:\d+:\d+: /);
});
