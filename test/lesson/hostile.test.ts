/** Files made to hurt: each is refused with a sentence, in little time, and leaves nothing behind. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { complaints, parseSmall, SMALL_LESSON, withChange } from './small-lesson.ts';
import { rounds } from '../proof-size.ts';

const ask = (value: string): string => withChange('ask: Why twice?', `ask: ${value}`);
const prose = (text: string): string => withChange('## Predict', `${text}\n\n## Predict`);

const REFUSED: Readonly<Record<string, readonly [text: string, code: string]>> = {
  'a picture of a program': ['\u0089PNG\r\n\u001a\n\u0000\u0000', 'E-NOT-TEXT'],
  'a NUL in the middle': [ask('a\u0000b'), 'E-NOT-TEXT'],
  'a quarter of a MiB and a byte': [SMALL_LESSON + 'a \n\n'.repeat(64 * 1024), 'E-SIZE'],
  'five thousand brackets': [ask('['.repeat(5000)), 'E-MARKDOWN'],
  'a hundred brackets': [ask('['.repeat(100)), 'E-DEPTH'],
  'nine thousand list signs in a block': [ask(`\n${'- '.repeat(9000)}`), 'E-MD-DEPTH'],
  'a list that goes deeper with each line': [
    ask(Array.from({ length: 60 }, (_, depth) => `\n${' '.repeat(depth + 1)}-`).join('')),
    'E-DEPTH',
  ],
  'a billion laughs': [ask('x\na: &a [l, l]\nb: &b [*a, *a]\nc: [*b, *b]'), 'E-ALIAS'],
  'a merge key': [ask('x\n<<: { a: 1 }'), 'E-ALIAS'],
  'twenty thousand keys': [
    ask(`x\n${Array.from({ length: 1500 }, (_, key) => `k${key}: 1`).join('\n')}`),
    'E-KEYS',
  ],
  'a tag that would run': [ask('!!python/object:os.system x'), 'E-TAG'],
  'a key into the prototype': [ask('x\nconstructor: { polluted: true }'), 'E-KEY'],
  'lists in lists, in prose': [prose('* '.repeat(2000)), 'E-MD-DEPTH'],
  'quotations in quotations': [prose('> '.repeat(5000)), 'E-MD-DEPTH'],
  'lists that go deeper with each line': [
    prose(Array.from({ length: 90 }, (_, depth) => `${'  '.repeat(depth)}* a`).join('\n')),
    'E-MD-DEPTH',
  ],
  'five thousand columns': [prose(`${'|a'.repeat(5000)}|\n${'|-'.repeat(5000)}|`), 'E-MD-TABLE'],
  'twenty thousand stars': [prose('*a_'.repeat(6600)), 'E-MARKDOWN'],
  'a long paragraph': [prose('word '.repeat(5000)), 'E-SIZE'],
  'infinity as a number': [withChange('minutes: 5', 'minutes: 1e999'), 'E-TYPE'],
  'a number that is none': [withChange('minutes: 5', 'minutes: .nan'), 'E-TYPE'],
  'a name that turns the text round': [withChange('title: A', 'title: \u202eA'), 'E-RANGE'],
  'HTML in a field': [ask('<img src=x onerror=alert(1)>'), 'E-RANGE'],
};

describe('a file made to hurt', () => {
  test.each(Object.entries(REFUSED))('%s is refused', (_, [text, code]) => {
    const parsed = parseSmall(text);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.code)).toContain(code);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('nothing but https and our own routes becomes a link', () => {
    const addresses = [
      'javascript:alert(1)',
      'java&#9;script:alert(1)',
      'data:text/html,x',
      'http://example.org',
      '//evil.example',
      'https://user:secret@example.org',
      'file:///etc/passwd',
      '/etc',
    ];
    for (const address of addresses) {
      expect(complaints(prose(`[x](${address})`)), address).toHaveLength(1);
    }
    expect(complaints(prose('[x](https://example.org/a?b#c) [y](#/lessons/08)'))).toEqual([]);
  });

  test(
    'cutting a file off anywhere gives problems, never an exception',
    { timeout: 30_000 },
    () => {
      for (let end = 0; end < SMALL_LESSON.length - 1; end += 37) {
        expect(parseSmall(SMALL_LESSON.slice(0, end)).ok).toBe(false);
      }
    },
  );

  // Shared machines are slow at times; what is measured is exceptions, not seconds.
  test(
    'any piece put anywhere gives problems or a lesson, never an exception',
    { timeout: 30_000 },
    () => {
      const pieces = fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('```', '---', '\n', ': ', '- ', '[', '{', '"', '&a', '*a', '<a>', '|', '#'),
      );
      const place = fc.integer({ min: 0, max: SMALL_LESSON.length });
      fc.assert(
        fc.property(pieces, place, (piece, at) => {
          parseSmall(SMALL_LESSON.slice(0, at) + piece + SMALL_LESSON.slice(at));
        }),
        { numRuns: rounds(80, 12), seed: 7 },
      );
    },
  );
});
