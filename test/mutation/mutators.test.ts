/** The mistakes that are planted are where they are said to be, and each is one operator. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSync } from 'vite';
import { readRepository } from '../house-rules/source-file.ts';
import { explainedPlaces, whyUnnoticed } from './explained.ts';
import { mutantsOf, mutated } from './mutators.ts';
import { relatedTests } from './related-tests.ts';

const changesOf = (text: string): string[] =>
  mutantsOf({ path: 'src/x.ts', text }).map((mutant) => mutated(text, mutant));

describe('a mutant', () => {
  test.each([
    ['a = b < c;', ['a = b <= c;', 'a = b >= c;', ';']],
    ['export const a = b && c;', ['export const a = b || c;']],
    ['export const a = b ?? c;', ['export const a = b && c;']],
    [
      'export const a = b === c ? d : e;',
      [
        'export const a = true ? d : e;',
        'export const a = false ? d : e;',
        'export const a = b !== c ? d : e;',
      ],
    ],
    ['if (!a) b();', ['if (true) b();', 'if (false) b();', 'if (a) b();', 'if (!a) ;']],
    ['export const a = -1;', ['export const a = 1;', 'export const a = -2;']],
    ['export const a = true;', ['export const a = false;']],
    ['a += 2;', [';', 'a -= 2;', 'a += 3;']],
    ['a++;', ['a--;', ';']],
  ])('of %s', (text, expected) => {
    expect(changesOf(text).toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    'import { a } from "b";',
    'export type A = 1 | 2;',
    'export interface A { readonly b: true }',
    'throw new Error(`no ${a + 1}`);',
    'export const words = "a" + b;',
  ])('is none in %s', (text) => {
    expect(changesOf(text)).toEqual([]);
  });

  test('leaves a program that can be read', () => {
    const text =
      'export function f(a: number): number {\n  if (a > 1 && a !== 3) g(a);\n  return a ?? 2;\n}';
    for (const change of changesOf(text)) {
      expect(parseSync('x.ts', change).errors, change).toEqual([]);
    }
  });
});

test('the tests of a file are asked in rounds: its own, its folder’s, those of whole runs', () => {
  const file = (path: string, ...imports: string[]) => ({
    path,
    text: imports.map((specifier) => `import '${specifier}';`).join('\n'),
  });
  const files = [
    file('src/models/redis/expiry.ts'),
    file('src/models/redis/index.ts', './expiry.ts'),
    file('test/models/redis/expiry.test.ts', '../../../src/models/redis/expiry.ts'),
    file('test/models/redis/other.test.ts', '../../../src/models/redis/index.ts'),
    file('test/world/run.test.ts', '../../src/models/redis/index.ts'),
    file('test/world/big-sweep.test.ts', '../../src/models/redis/index.ts'),
    file('test/kernel/names.test.ts'),
  ];
  expect(relatedTests('src/models/redis/expiry.ts', files)).toEqual([
    ['test/models/redis/expiry.test.ts'],
    ['test/models/redis/other.test.ts'],
    ['test/world/run.test.ts'],
  ]);
});

test('every explanation speaks of a mutant that there is', () => {
  const files = readRepository(join(import.meta.dirname, '../..'));
  for (const { path, code, before, after } of explainedPlaces) {
    const file = files.find((each) => each.path === path);
    const mutants = file === undefined ? [] : mutantsOf(file);
    const found = mutants.filter((mutant) => mutant.code === code && mutant.before === before);
    expect(
      found.map((mutant) => mutant.after),
      `${path}: ${code}`,
    ).toContain(after);
    expect(whyUnnoticed({ path, code, before, after })).toBeDefined();
    expect(whyUnnoticed({ path, code: `${code} `, before, after })).toBeUndefined();
  }
});
