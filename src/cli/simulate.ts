/** `npm run simulate`: one run of a lesson, as a story line by line or as one JSON object. */
import type { TraceRecord } from '../kernel/index.ts';
import { digitsInGroups } from '../kernel/index.ts';
import type { Lesson, RunSetup } from '../lesson/index.ts';
import { FinishedRun, missingNodes, parsePlan, runInputFor } from '../lesson/index.ts';
import { MessageBook, storyOf } from '../measures/index.ts';
import { didYouMean } from '../scenarios/index.ts';
import { withoutChanceLosses } from '../explore/index.ts';
import type { RunInput } from '../world/index.ts';
import { readArguments, UsageError } from './arguments.ts';
import { readDesign } from './design-option.ts';
import { readLesson } from './lesson-files.ts';
import { readWholeLesson, tellProblems } from './whole-lesson.ts';
import { answer, complain, DONE, printJson, printLine, WRONG } from './output.ts';

const USAGE =
  'npm run --silent simulate -- LESSON [--scenario NAME] [--seed S] ' +
  '[--design key=value,...] [--plan FILE] [--until ms] [--json]';

/** What the lines of a story are, for whoever asks for help. */
const LEGEND = `Without --json, one line a record:
  milliseconds since the start   node   what happened there, in words
then the number of events, the digest of the whole trace, and one line a check:
  holds        it was put to the test and kept
  not proved   nothing put it to the test, or the run ended too early
  broken       and why; with --json also the index of the record that shows it`;

const OPTIONS = {
  values: ['scenario', 'seed', 'design', 'plan', 'until'],
  flags: ['json', 'help'],
};

/** Answers 0 for a run that came to its end or to --until, 1 for a broken lesson or a stopped run. */
export async function main(args: string[]): Promise<number> {
  return answer(args, () => simulate(args));
}

function simulate(args: readonly string[]): number {
  const { words, values, flags } = readArguments(args, OPTIONS);
  if (flags.has('help')) {
    printLine(USAGE);
    printLine(LEGEND);
    return DONE;
  }
  const [word, ...rest] = words;
  if (word === undefined) throw new UsageError(`name a lesson by its id or its file: ${USAGE}`);
  if (rest.length > 0) throw new UsageError(`one lesson at a time; "${rest[0]}" is one too many`);
  const design = readDesign(values.get('design'));
  const untilMs = readUntil(values.get('until'));
  const lesson = readWholeLesson(word, flags.has('json'));
  if (lesson === undefined) return WRONG;
  const setup = setupOf(lesson, values.get('scenario'));
  const seed = values.get('seed') ?? setup.seed;
  const own = { ...setup, seed, design: { ...setup.design, ...design } };
  const drawn = runInputFor(lesson, own);
  const input = values.has('plan') ? underPlan(drawn, values.get('plan')!, flags) : drawn;
  if (input === undefined) return WRONG;
  const missing = missingNodes(input.scenario, input.design);
  if (missing !== '') throw new UsageError(missing);
  const finished = new FinishedRun(input, input.scenario.checks, untilMs * 1000);
  if (flags.has('json')) printJson(asJson(lesson.id, finished));
  else printStory(finished);
  if (finished.stopped === '') return DONE;
  complain(finished.stopped);
  return WRONG;
}

/** The lesson's first run; with another scenario, that scenario as it stands. */
function setupOf(lesson: Lesson, scenario: string | undefined): RunSetup {
  const runs = lesson.beats.flatMap(({ parts }) => parts.filter((part) => part.kind === 'run'));
  const setups = runs.map(({ setup }) => setup);
  const names = lesson.scenarios.map(({ name }) => name);
  if (scenario === undefined && setups[0] !== undefined) return setups[0];
  const wanted = scenario ?? names[0] ?? '';
  if (!names.includes(wanted)) {
    throw new UsageError(`${lesson.id} has no scenario "${wanted}"${didYouMean(wanted, names)}`);
  }
  const found = setups.find((setup) => setup.scenario === wanted);
  return found ?? { scenario: wanted, seed: '1', design: {}, edits: [] };
}

/**
 * The run under the plan of a file, which says all that goes wrong: chance loses no packets beside
 * it. Undefined after telling every mistake in the file.
 */
function underPlan(
  input: RunInput,
  path: string,
  flags: ReadonlySet<string>,
): RunInput | undefined {
  const { name, text } = readLesson(path);
  const parsed = parsePlan(text, input.scenario);
  if (parsed.ok) {
    return { ...input, scenario: withoutChanceLosses(input.scenario), plan: parsed.plan };
  }
  tellProblems(name, parsed.problems, flags.has('json'));
  return undefined;
}

function readUntil(option: string | undefined): number {
  if (option === undefined) return Infinity;
  const untilMs = Number(option);
  if (option.trim() !== '' && untilMs >= 0 && Number.isFinite(untilMs)) return untilMs;
  throw new UsageError(`--until is a number of milliseconds, not "${option}"`);
}

function asJson(lesson: string, { run, stopped, verdicts, measures }: FinishedRun): object {
  const { scenario, seed, design } = run.input;
  return {
    ...(stopped === '' ? {} : { error: stopped }),
    lesson,
    scenario: scenario.id,
    seed,
    design,
    events: run.ordinal,
    simulatedMs: run.nowUs / 1000,
    digest: run.digest(),
    checks: verdicts,
    measures,
  };
}

/** One line a record: milliseconds, node, sentence; then the verdicts. */
function printStory(finished: FinishedRun): void {
  const { trace, topology, ordinal } = finished.run;
  const book = new MessageBook();
  const width = Math.max(...topology.nodes.map(({ name }) => name.length));
  const step = (record: TraceRecord): void => {
    book.step(record);
    const time = (record.timeUs / 1000).toFixed(3).padStart(12);
    const node = (topology.nodes[record.node]?.name ?? '').padEnd(width);
    printLine(`${time}  ${node}  ${storyOf(record, trace.names, topology, book)}`);
  };
  finished.replay([{ step }]);
  printLine(`${digitsInGroups(ordinal)} events, digest ${finished.run.digest()}`);
  for (const verdict of finished.verdicts) {
    const because = 'because' in verdict ? `: ${verdict.because}` : '';
    printLine(`${verdict.id} ${verdict.verdict}${because}`);
  }
}
