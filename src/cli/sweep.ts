/** `npm run sweep`: many seeds of one lesson, and the shortest story of the first that fails. */
import type { Failure, Tally } from '../explore/index.ts';
import { claimOf, ShrinkJob, tallyOf } from '../explore/index.ts';
import { missingNodes, type Lesson } from '../lesson/index.ts';
import type { AnyDesign } from '../models/index.ts';
import { designFor, didYouMean, planFor, type Scenario } from '../scenarios/index.ts';
import { readArguments, UsageError } from './arguments.ts';
import { readDesign } from './design-option.ts';
import { answerLater, complain, DONE, printJson, printLine, WRONG } from './output.ts';
import { runSweep, type SweepOrder } from './sweep-pool.ts';
import { readWholeLesson } from './whole-lesson.ts';

const USAGE =
  'npm run --silent sweep -- LESSON [--seeds N] [--seed PREFIX] [--scenario NAME] ' +
  '[--design key=value,...] [--against key=value,...] [--json]';

const OPTIONS = {
  values: ['seeds', 'seed', 'scenario', 'design', 'against'],
  flags: ['json', 'help'],
};

const SEEDS = 1000;
/** As a shell says it of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;
const MOMENTS = 100_000;

/**
 * Answers 0 for a finished sweep, whatever it found, 1 for one whose workers died, and 130 for one
 * that was interrupted.
 */
export async function main(args: string[]): Promise<number> {
  return answerLater(args, () => sweep(args));
}

async function sweep(args: readonly string[]): Promise<number> {
  const { words, values, flags } = readArguments(args, OPTIONS);
  if (flags.has('help')) {
    printLine(USAGE);
    return DONE;
  }
  const [word, ...rest] = words;
  if (word === undefined) throw new UsageError(`name a lesson by its id or its file: ${USAGE}`);
  if (rest.length > 0) throw new UsageError(`one lesson at a time; "${rest[0]}" is one too many`);
  const count = readCount(values.get('seeds'));
  const changes = readDesign(values.get('design'));
  const against = values.has('against')
    ? readDesign(values.get('against'), '--against')
    : undefined;
  const lesson = readWholeLesson(word, flags.has('json'));
  if (lesson === undefined) return WRONG;
  const { scenario, start } = fieldOf(lesson, values.get('scenario'));
  const order = (more: AnyDesign): SweepOrder => {
    const design = designFor(scenario, { ...start, ...more });
    const missing = missingNodes(scenario, design);
    if (missing !== '') throw new UsageError(missing);
    return { scenario, design, seed: values.get('seed') ?? lesson.id, count };
  };
  const orders = [order(changes), ...(against === undefined ? [] : [order(against)])];
  return report(orders, flags.has('json'));
}

async function report(orders: readonly SweepOrder[], asJson: boolean): Promise<number> {
  const startedAtMs = performance.now();
  const { outcomes, interrupted, trouble } = await runSweep(orders);
  const tallies = outcomes.map((each, nth) => tallyOf(orders[nth]!.scenario, each));
  const wallMs = Math.round(performance.now() - startedAtMs);
  const [told, other] = tallies.map((tally, nth) => toldOf(tally, orders[nth]!));
  const pairs = other === undefined ? {} : { against: other, ...pairsOf(outcomes) };
  const error = trouble === '' ? {} : { error: trouble };
  if (asJson) printJson({ ...error, ...told, wallMs, ...pairs });
  else tallies.forEach((tally, nth) => print(tally, orders[nth]!));
  if (!asJson && other !== undefined) printPairs(pairsOf(outcomes));
  for (const { stopped } of tallies) {
    if (stopped > 0) complain(`${stopped} of the runs passed a budget and have no verdict.`);
  }
  if (trouble !== '') {
    complain(trouble);
    return WRONG;
  }
  if (!interrupted) return DONE;
  complain(`Interrupted after ${outcomes[0]?.length ?? 0} of ${orders[0]!.count} runs.`);
  return INTERRUPTED;
}

/** The scenario that is meant for many seeds: the one of the fix, else the first with faults. */
function fieldOf(
  lesson: Lesson,
  wanted: string | undefined,
): { readonly scenario: Scenario; readonly start: AnyDesign } {
  const fixes = lesson.beats.flatMap(({ parts }) => parts.filter((part) => part.kind === 'fix'));
  const names = lesson.scenarios.map(({ name }) => name);
  const faulty = lesson.scenarios.find(({ scenario }) => mayFail(scenario));
  const name = wanted ?? fixes[0]?.scenario ?? faulty?.name ?? names[0] ?? '';
  const found = lesson.scenarios.find((each) => each.name === name);
  if (found === undefined) {
    throw new UsageError(`${lesson.id} has no scenario "${name}"${didYouMean(name, names)}`);
  }
  if (!mayFail(found.scenario)) {
    throw new UsageError(
      `scenario "${name}" allows no faults and loses no packets, so that all seeds would tell ` +
        'the same story: choose another by --scenario',
    );
  }
  const start = fixes.find(({ scenario }) => scenario === name)?.start ?? {};
  return { scenario: found.scenario, start };
}

function mayFail({ faults, network }: Scenario): boolean {
  const isLossy = Object.values(network).some(({ loss }) => loss > 0);
  return isLossy || (faults.most > 0 && faults.kinds.length > 0);
}

function readCount(option: string | undefined): number {
  const count = option === undefined ? SEEDS : Number(option);
  if (option?.trim() === '' || !Number.isInteger(count) || count < 1 || count > 100_000) {
    throw new UsageError(`--seeds is a whole number from 1 to 100,000, not "${option}"`);
  }
  return count;
}

function toldOf(tally: Tally, order: SweepOrder): object {
  const { runs, holds, notProved, broken, byCheck, reached, first } = tally;
  const told = first === undefined ? {} : { first: storyOf(first, order) };
  return { runs, holds, notProved, broken, byCheck, ...told, reached };
}

/** The failure made as small as it goes. */
function storyOf({ seed, id: check, because }: Failure, order: SweepOrder): object {
  const { scenario, design } = order;
  const job = new ShrinkJob({ scenario, design, seed, check, plan: planFor(scenario, seed) });
  while (!job.advance(MOMENTS).finished);
  const result = job.result();
  const story = result?.story.lines ?? [because];
  return { seed, check, story, plan: result?.plan ?? planFor(scenario, seed) };
}

type Outcomes = Awaited<ReturnType<typeof runSweep>>['outcomes'];

interface Pairs {
  readonly fixed: readonly string[];
  readonly newlyBroken: readonly string[];
  readonly bothBroken: readonly string[];
}

/** By seed: what the second design mends, and what it newly breaks. */
function pairsOf([before = [], after = []]: Outcomes): Pairs {
  const was = new Map(before.map(({ seed, verdict }) => [seed, verdict]));
  const pairs = after.flatMap(({ seed, verdict }) => {
    const earlier = was.get(seed);
    return earlier === undefined
      ? []
      : [{ seed, was: earlier === 'broken', is: verdict === 'broken' }];
  });
  const seeds = (wasBroken: boolean, isBroken: boolean): string[] =>
    pairs.filter((each) => each.was === wasBroken && each.is === isBroken).map(({ seed }) => seed);
  return {
    fixed: seeds(true, false),
    newlyBroken: seeds(false, true),
    bothBroken: seeds(true, true),
  };
}

function print(tally: Tally, order: SweepOrder): void {
  printLine(claimOf(tally));
  for (const [check, counts] of Object.entries(tally.byCheck)) {
    const { holds, notProved, broken } = counts;
    printLine(`  ${check}: holds ${holds}, not proved ${notProved}, broken ${broken}`);
  }
  const reached = Object.entries(tally.reached).map(([fault, runs]) => `${fault} in ${runs}`);
  if (reached.length > 0) printLine(`  Reached: ${reached.join(', ')} runs.`);
  if (tally.first === undefined) return;
  const { seed, check, story } = storyOf(tally.first, order) as Story;
  printLine(`  The shortest story of seed ${seed}, which breaks ${check}:`);
  for (const line of story) printLine(`    ${line}`);
}

interface Story {
  readonly seed: string;
  readonly check: string;
  readonly story: readonly string[];
}

function printPairs({ fixed, newlyBroken, bothBroken }: Pairs): void {
  const counts = [`${fixed.length} fixed`, `${newlyBroken.length} newly broken`];
  printLine(`On the same seeds: ${[...counts, `${bothBroken.length} broken in both`].join(', ')}.`);
}
