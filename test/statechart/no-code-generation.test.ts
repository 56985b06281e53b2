/** The page's policy forbids making code from strings; the executor must not need it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { build } from 'vite';

const SOURCES = fileURLToPath(new URL('../../src/statechart/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('./no-code-generation.ts', import.meta.url));

test('no file of the statechart folder makes code from strings', () => {
  const makers = readdirSync(SOURCES).filter((file) =>
    /\beval\s*\(|\bFunction\s*\(/.test(readFileSync(join(SOURCES, file), 'utf8')),
  );
  expect(makers).toEqual([]);
});

test('a machine runs where code generation from strings is disallowed', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'statechart-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: { ssr: PROGRAM, outDir, rolldownOptions: { output: { entryFileNames: 'run.mjs' } } },
      ssr: { noExternal: true },
    });
    const flags = ['--disallow-code-generation-from-strings', join(outDir, 'run.mjs')];
    const printed = execFileSync(process.execPath, flags, { encoding: 'utf8' });
    expect(printed.trim().split('\n')).toEqual(['code generation refused', 'online']);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}, 30_000);
