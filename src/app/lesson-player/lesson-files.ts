/** The lessons that came with the site, parsed when it was built; each is fetched when it is opened. */
import type { Lesson } from '../../lesson/index.ts';

const FILES = import.meta.glob<Lesson>('/lessons/*.md', { query: '?lesson', import: 'default' });

/** L06 for 06-two-users-two-servers.md. */
const idOf = (path: string): string => `L${/(\d\d)-[^/]*$/.exec(path)?.[1] ?? ''}`;

const byId = new Map(Object.entries(FILES).map(([path, load]) => [idOf(path), load]));

/** The ids of the lessons that are there, in order. */
export const LESSON_IDS: readonly string[] = [...byId.keys()].toSorted((one, other) =>
  one < other ? -1 : 1,
);

/** Undefined when no such lesson came with the site; rejects when its file does not arrive. */
export function loadLesson(id: string): Promise<Lesson> | undefined {
  return byId.get(id)?.();
}
