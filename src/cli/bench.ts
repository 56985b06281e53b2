/** `npm run bench`: the speed of the engine, as ratios to references measured in the same process. */
import { BenchJob, benches, type BenchResult } from '../explore/index.ts';
import { didYouMean } from '../scenarios/index.ts';
import { readArguments, UsageError } from './arguments.ts';
import { answerLater, complain, DONE, printJson, printLine, WRONG } from './output.ts';

const USAGE = 'npm run --silent bench -- [--only NAME] [--rounds N] [--json]';

const OPTIONS = { values: ['only', 'rounds'], flags: ['json', 'help'] };

/** Answers 0 when every ratio reaches its floor, 1 when one does not. */
export async function main(args: string[]): Promise<number> {
  return answerLater(args, () => Promise.resolve(bench(args)));
}

function bench(args: readonly string[]): number {
  const { words, values, flags } = readArguments(args, OPTIONS);
  if (flags.has('help')) {
    printLine(USAGE);
    return DONE;
  }
  if (words.length > 0) throw new UsageError(`bench takes no "${words[0]}": ${USAGE}`);
  const results: BenchResult[] = [];
  for (const each of chosen(values.get('only'))) {
    const job = new BenchJob(each, () => performance.now(), roundsOf(values.get('rounds')));
    while (job.step());
    const result = job.result();
    results.push(result);
    if (!flags.has('json')) printLine(lineOf(result));
  }
  if (flags.has('json')) printJson({ benches: results });
  const slow = results.filter(({ ratio, floor }) => floor !== null && ratio < floor);
  for (const { name, ratio, floor } of slow) {
    complain(`${name} reaches ${ratio.toFixed(2)} times its reference; it should reach ${floor}.`);
  }
  return slow.length === 0 ? DONE : WRONG;
}

/** All benches, or those whose name is this or begins with it and a dash. */
function chosen(only: string | undefined) {
  if (only === undefined) return benches;
  const found = benches.filter(({ name }) => name === only || name.startsWith(`${only}-`));
  if (found.length > 0) return found;
  const names = benches.map(({ name }) => name);
  throw new UsageError(`there is no bench "${only}"${didYouMean(only, names)}`);
}

/** An odd number, so that one round is the middle. */
function roundsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rounds = Number(text);
  if (rounds >= 1 && rounds % 2 === 1) return rounds;
  throw new UsageError(`--rounds ${text}: give an odd whole number, as in 5`);
}

function lineOf({ name, unit, perSecond, ratio, reference, figures }: BenchResult): string {
  const more = Object.entries(figures).map(([key, value]) => `, ${key} ${value}`);
  const speed = `${Math.round(perSecond).toLocaleString('en')} ${unit}/s`;
  return `${name.padEnd(15)} ${speed}, ${ratio.toFixed(2)} x ${reference}${more.join('')}`;
}
