/** How good the tests are: of small mistakes planted one at a time in the engine, most are noticed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Score } from '../mutation/mutate.ts';

/** Mutants in each folder. All of them take nights: `MUTANTS=all` tries every one and goes on where it was. */
const SAMPLE = process.env['MUTANTS'] ?? '80';
const SEED = process.env['EXPLORE_SEED'] ?? 'mutation';
/** Of a sample of 80 at 85 % the count varies by four; what is asked is asked of the sample. */
const SHARE_LEAST = 0.85;

let scores: readonly Score[] = [];

beforeAll(async () => {
  const launcher = join(import.meta.dirname, '../../src/cli/run.mjs');
  const sample = SAMPLE === 'all' ? [] : ['--sample', SAMPLE];
  const args = [launcher, 'test/mutation/mutate.ts', '--json', '--seed', SEED, ...sample];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  scores = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Score);
}, 80_000_000);

test.each(['kernel', 'statechart', 'models', 'checks'])('%s: at least 85 % are noticed', (name) => {
  const score = scores.find(({ folder }) => folder === name)!;
  const told = `${score.noticed} of ${score.tried}; not noticed:\n${score.unnoticed.join('\n')}`;
  expect(score.noticed / score.tried, told).toBeGreaterThanOrEqual(SHARE_LEAST);
});
