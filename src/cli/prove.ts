/** `npm run prove`: the tests too long for every change: long sweeps, and every planted bug measured. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readArguments, UsageError } from './arguments.ts';
import { commitOf } from './commit.ts';
import { answerLater, DONE, printLine, WRONG } from './output.ts';

const USAGE = 'npm run --silent prove -- [PART ...] [--seed TEXT]';
const LEGEND = `Takes most of an hour on two cores. A part is a piece of a file's name:
  references      every reference design on 20,000 seeds: no check may be broken
  detectability   every planted bug on 3,000 seeds: found by at least 3 in 1,000, with 95 %
  mutation        small mistakes planted in the engine: at least 85 % noticed (MUTANTS=all: nights)
  redis           tens of thousands of random sequences on the model and on a real redis-server
The seed is the commit unless --seed says otherwise.`;

const ROOT = resolve(import.meta.dirname, '../..');

/** Answers 0 when everything is proved, 1 when something is not. */
export async function main(args: string[]): Promise<number> {
  return answerLater(args, () => prove(args));
}

async function prove(args: readonly string[]): Promise<number> {
  const { words, values, flags } = readArguments(args, { values: ['seed'], flags: ['help'] });
  if (flags.has('help')) {
    printLine(USAGE);
    printLine(LEGEND);
    return DONE;
  }
  const strange = words.find((word) => !/^[a-z-]+$/.test(word));
  if (strange !== undefined) throw new UsageError(`"${strange}" names no part: ${USAGE}`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const seed = values.get('seed') ?? commitOf(ROOT);
  const child = spawn(process.execPath, [vitest, 'run', '--project=prove', ...words], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...(seed === undefined ? {} : { EXPLORE_SEED: seed }) },
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return code === 0 ? DONE : WRONG;
}
