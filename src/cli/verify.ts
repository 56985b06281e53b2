/** `npm run verify`: every lesson proves itself, or says at which line and column it does not. */
import type { LessonProof } from '../lesson/index.ts';
import { lessonJsonSchema, parseLesson, proveLesson } from '../lesson/index.ts';
import { readArguments } from './arguments.ts';
import type { LessonFile } from './lesson-files.ts';
import { builtInLessons, findLesson, readLesson } from './lesson-files.ts';
import { answer, complain, DONE, printJson, printLine, WRONG } from './output.ts';

const USAGE = 'npm run --silent verify -- [FILE or id ...] [--json] [--schema]';

const OPTIONS = { values: [], flags: ['json', 'schema', 'help'] };

interface ToldProblem {
  readonly part: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What is told of a lesson. null: not reached, because an earlier part failed. */
interface Report {
  readonly lesson: string;
  readonly file: string;
  readonly parsed: boolean;
  readonly runs: boolean | null;
  readonly predictions: boolean | null;
  readonly numbers: boolean | null;
  readonly reference: boolean | null;
  readonly 'near-misses': boolean | null;
  readonly withheld: boolean | null;
  readonly problems: readonly ToldProblem[];
  readonly evidence: Omit<LessonProof, 'problems'> | null;
}

/** Answers 0 when all lessons keep their word, 1 when one does not, 2 when a file cannot be read. */
export async function main(args: string[]): Promise<number> {
  return answer(args, () => verify(args));
}

function verify(args: readonly string[]): number {
  const { words, flags } = readArguments(args, OPTIONS);
  if (flags.has('help')) {
    printLine(USAGE);
    return DONE;
  }
  if (flags.has('schema')) {
    printJson(lessonJsonSchema());
    return DONE;
  }
  const files = words.length > 0 ? words.map(findLesson) : builtInLessons().map(readLesson);
  const reports = files.map((file) => {
    const report = reportOn(file);
    tell(report, flags.has('json'));
    return report;
  });
  const isGood = reports.every(({ problems }) => problems.length === 0);
  if (flags.has('json')) printJson({ ok: isGood, lessons: reports });
  else if (reports.length === 0) printLine('There is no lesson to verify.');
  return isGood ? DONE : WRONG;
}

function reportOn({ name, text }: LessonFile): Report {
  const parsed = parseLesson(text, name);
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ line, column, message }) => {
      return { part: 'parsed', line, column, message };
    });
    return { lesson: '', file: name, parsed: false, ...NOT_REACHED, problems, evidence: null };
  }
  const { problems, ...evidence } = proveLesson(parsed.lesson);
  const isKept = (part: string): boolean => !problems.some((problem) => problem.part === part);
  return {
    lesson: parsed.lesson.id,
    file: name,
    parsed: true,
    runs: isKept('runs'),
    predictions: isKept('predictions'),
    numbers: isKept('numbers'),
    reference: isKept('reference'),
    'near-misses': isKept('near-misses'),
    withheld: isKept('withheld'),
    problems,
    evidence,
  };
}

const NOT_REACHED = {
  runs: null,
  predictions: null,
  numbers: null,
  reference: null,
  'near-misses': null,
  withheld: null,
} as const;

/** Problems go to standard error, as every compiler's do; what went well to standard output. */
function tell(report: Report, asJson: boolean): void {
  const { file, problems, evidence } = report;
  for (const { line, column, message } of problems)
    complain(`${file}:${line}:${column} ${message}`);
  if (asJson || problems.length > 0 || evidence === null) return;
  const seeds = evidence.fixes.reduce((sum, fix) => sum + fix.seeds, 0);
  const told = `${evidence.claims} claims and ${evidence.numbers} numbers are what the engine does`;
  printLine(`${report.lesson} keeps its word: ${told}; the reference holds on ${seeds} seeds.`);
  for (const { nearMisses, withheld } of evidence.fixes) {
    for (const failure of [...nearMisses, ...(withheld === undefined ? [] : [withheld])]) {
      const { name, check, seed, because } = failure;
      printLine(`  "${name}" breaks ${check} on seed ${seed}: ${because}`);
    }
  }
}
