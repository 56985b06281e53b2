/** The lessons of the repository, read as the build reads them, and their runs without a worker. */
import { parseLesson, runInputFor, type Lesson, type RunSetup } from '../../../src/lesson/index.ts';
import { Playback, type Branch } from '../../../src/app/playback/index.ts';
import { Lab } from '../../../src/app/lesson-player/lab/lab.ts';
import { InlineEngine } from '../engine/inline-engine.ts';

const TEXTS = import.meta.glob<string>('/lessons/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** @param number such as 08. @throws Error when there is no such lesson, or it is broken. */
export function lessonOf(number: string): Lesson {
  const entry = Object.entries(TEXTS).find(([path]) => path.includes(`/${number}-`));
  if (entry === undefined) throw new Error(`there is no lesson file ${number}-*.md`);
  const parsed = parseLesson(entry[1], entry[0]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.lesson;
}

export const labOf = (): Lab => new Lab(new Playback(new InlineEngine()));

export async function branchOf(lesson: Lesson, setup: RunSetup): Promise<Branch> {
  const [branch] = await labOf().show({
    key: 'test',
    title: 'test',
    order: runInputFor(lesson, setup),
  });
  return branch!;
}
