/** `verify` at a terminal: five words a lesson, and line and column where something is wrong. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/verify.ts';
import { jsonOf, runMain } from './run-main.ts';

const folder = mkdtempSync(join(tmpdir(), 'two-ticks-'));
const L09 = readFileSync('lessons/09-twice-is-normal.md', 'utf8').replace(
  'count: 100',
  'count: 15',
);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('verify', () => {
  test('says of a good lesson that every part of its proof holds', async () => {
    const written = await runMain(main, file('good.md', L09), '--json');
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(jsonOf(written)).toMatchObject({
      ok: true,
      lessons: [
        {
          lesson: 'L09',
          parsed: true,
          runs: true,
          predictions: true,
          numbers: true,
          reference: true,
          'near-misses': true,
          withheld: true,
          problems: [],
        },
      ],
    });
    const plain = await runMain(main, file('good.md', L09));
    expect(plain.out).toContain('L09 keeps its word');
    expect(plain.out).toContain('the reference holds on 15 seeds');
  });

  test('says which part does not hold, where, and exits with 1', async () => {
    const bad = L09.replace('measure: duplicatesShown, is: 1', 'measure: duplicatesShown, is: 2');
    const path = file('bad.md', bad);
    const line = bad.split('\n').findIndex((each) => each.includes("Ben's screen has two")) + 1;
    const written = await runMain(main, path, '--json');
    expect(written.code).toBe(1);
    expect(jsonOf(written)).toMatchObject({
      ok: false,
      lessons: [{ parsed: true, numbers: false, reference: true, problems: [{ line, column: 5 }] }],
    });
    expect(written.err).toContain(`bad.md:${line}:5 "Ben's screen has two copies." is not true`);
  });

  test('judges nothing of a lesson that cannot be read', async () => {
    const path = file('broken.md', L09.replace('kind: duplicate', 'kind: dublicate'));
    const written = await runMain(main, path, '--json');
    expect(written.code).toBe(1);
    expect(jsonOf(written)).toMatchObject({
      lessons: [{ parsed: false, numbers: null, reference: null, withheld: null }],
    });
    expect(written.err).toContain('unknown kind of record "dublicate", did you mean "duplicate"?');
  });

  test('takes several files, and goes on after a bad one', async () => {
    const paths = [file('empty.md', ''), file('good.md', L09)];
    const { lessons } = jsonOf(await runMain(main, ...paths, '--json')) as { lessons: object[] };
    expect(lessons).toMatchObject([{ parsed: false }, { parsed: true, lesson: 'L09' }]);
  });

  test('says in one sentence that a file is not there, or is no text', async () => {
    const missing = await runMain(main, 'nowhere.md', '--json');
    expect(missing).toMatchObject({ code: 2 });
    expect(String(jsonOf(missing)['error'])).toContain('no such file');
    const path = join(folder, 'picture.md');
    writeFileSync(path, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]));
    expect((await runMain(main, path)).err).toContain('picture.md is not text in UTF-8');
  });

  test('--schema prints a JSON Schema with one part for each block', async () => {
    const written = await runMain(main, '--schema');
    const schema = jsonOf(written) as { properties: Record<string, object> };
    expect(Object.keys(schema.properties).toSorted()).toEqual([
      'compare',
      'explain',
      'fix',
      'frontMatter',
      'predict',
      'quiz',
      'run',
      'say',
      'scenario',
    ]);
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });
});
