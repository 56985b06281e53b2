/** Every lesson in the repository, proved as `npm run verify` proves it; none is skipped in silence. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../src/lesson/index.ts';
import { parseLesson, proveLesson } from '../../src/lesson/index.ts';
import { longTest } from '../proof-size.ts';

const FILES = readdirSync('lessons')
  .filter((file) => file.endsWith('.md'))
  .toSorted((a, b) => (a < b ? -1 : 1));

function lessonOf(file: string): Lesson {
  const path = `lessons/${file}`;
  const parsed = parseLesson(readFileSync(path, 'utf8'), path);
  if (parsed.ok) return parsed.lesson;
  const lines = parsed.problems.map(({ line, column, message }) => `${path}:${line}:${column} ${message}`);
  throw new Error(lines.join('\n'));
}

test('the lessons of the first issue are here', () => {
  expect(FILES.map((file) => file.slice(0, 2))).toEqual(expect.arrayContaining(['06', '08', '09']));
});

describe.each(FILES)('%s', (file) => {
  test('is named after its number and title', () => {
    const { id, title } = lessonOf(file);
    const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    expect(file).toBe(`${id.slice(1)}-${words}.md`);
  });

  // `npm run verify` proves the same lesson by lesson, while one is written.
  longTest('keeps its word', { timeout: 60_000 }, () => {
    const proof = proveLesson(lessonOf(file));
    expect(proof.problems).toEqual([]);
    expect(proof.claims).toBeGreaterThan(0);
    for (const { nearMisses, withheld } of proof.fixes) {
      expect(nearMisses.length).toBeGreaterThanOrEqual(2);
      expect(withheld).toBeDefined();
    }
  });

  test('says nothing of a real product without a dated source', () => {
    const text = readFileSync(`lessons/${file}`, 'utf8');
    expect(text.match(/WhatsApp|Signal|Telegram|Facebook/g) ?? []).toEqual([]);
  });

  test('has texts of a length that people read', () => {
    const { beats } = lessonOf(file);
    for (const { parts } of beats) {
      for (const part of parts) {
        if (part.kind !== 'predict' && part.kind !== 'explain') continue;
        const whys = part.options.map(({ why }) => why);
        for (const why of whys) expect(why.split(/\s+/).length, why).toBeLessThanOrEqual(40);
      }
    }
  });
});
