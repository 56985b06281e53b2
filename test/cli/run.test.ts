/** The launcher: a TypeScript program's words, exit code and folder reach the caller unchanged. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'launcher-')));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a program, starts it with the launcher, and gives back all that the caller sees. */
function start(program: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const path = join(folder, 'program.ts');
  writeFileSync(path, program);
  const fromRoot = relative(ROOT, path);
  const launcher = join(ROOT, 'src/cli/run.mjs');
  // The tests themselves may run under npm; only a test that says so looks as if it did.
  const outside = { ...process.env, npm_lifecycle_event: undefined, INIT_CWD: undefined };
  const { status, stdout, stderr } = spawnSync('node', [launcher, fromRoot, ...args], {
    cwd: ROOT,
    env: { ...outside, TWO_TICKS_CACHE: join(folder, 'cache'), ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test("standard output holds the program's words and nothing else", () => {
  const program =
    'export const main = (args: string[]) => { console.log(JSON.stringify(args)); return 0; };';
  expect(start(program, ['L06', '--json'])).toEqual({
    status: 0,
    stdout: '["L06","--json"]\n',
    stderr: '',
  });
});

test("the program's answer is the exit code, promised or not", () => {
  expect(start('export const main = () => 3;').status).toBe(3);
  expect(start('export const main = async () => 4;').status).toBe(4);
});

test('a changed program is bundled again', () => {
  const saying = (word: string) =>
    `export const main = () => { console.log('${word}'); return 0; };`;
  expect(start(saying('one')).stdout).toBe('one\n');
  expect(start(saying('three')).stdout).toBe('three\n');
});

test("under npm, paths mean the caller's own folder", () => {
  const program = 'export const main = () => { console.log(process.cwd()); return 0; };';
  const underNpm = { npm_lifecycle_event: 'simulate', INIT_CWD: folder };
  expect(start(program, [], underNpm).stdout).toBe(`${folder}\n`);
});

test('a program finds what lies beside it', () => {
  const program =
    "import { basename } from 'node:path';" +
    "export const main = () => { console.log(basename(new URL('./a.md', import.meta.url).pathname)," +
    ' import.meta.dirname); return 0; };';
  expect(start(program).stdout).toBe(`a.md ${folder}\n`);
});

test('an error names the line of the TypeScript file', () => {
  const { status, stdout, stderr } = start(
    '\n\nexport const main = () => { throw new Error("no"); };',
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('program.ts:3');
});

test('a program that is not there is named, with exit code 2', () => {
  const launcher = join(ROOT, 'src/cli/run.mjs');
  const { status, stderr } = spawnSync('node', [launcher, 'simulat'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('src/cli/simulat.ts');
});
