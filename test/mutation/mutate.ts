/**
 * Plants one small mistake at a time and asks whether a test notices: how good the tests are. What
 * was found out is kept, so that a long proof can be stopped and goes on where it was.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRepository, type SourceFile } from '../house-rules/source-file.ts';
import { Court } from './court.ts';
import { whyUnnoticed } from './explained.ts';
import { mutantsOf, mutated, type Mutant } from './mutators.ts';
import { relatedTests } from './related-tests.ts';

const ROOT = join(import.meta.dirname, '../..');
const JOURNAL = join(ROOT, 'node_modules/.cache/two-ticks/mutation.jsonl');
const FOLDERS = ['kernel', 'statechart', 'models', 'checks'] as const;

/** Texts for people, and lists of names: whatever stands in them is right. */
const NOT_BEHAVIOUR = /(fidelity|knobs|index|records|enums|packets|packet-types|words)\.ts$/;

const USAGE =
  'node src/cli/run.mjs test/mutation/mutate.ts [--folder NAME] [--sample N] [--seed TEXT] [--minutes N] [--json]';

type Outcome = 'noticed' | 'unnoticed' | 'timeout' | 'error';

interface Finding extends Omit<Mutant, 'start' | 'end'> {
  readonly key: string;
  readonly outcome: Outcome;
}

export interface Score {
  readonly folder: string;
  readonly mutants: number;
  readonly tried: number;
  readonly noticed: number;
  /** Of these, mutants whose tests did not end. */
  readonly endless: number;
  /** As "path:line before -> after", with the reason where one is known. */
  readonly unnoticed: readonly string[];
}

/** Prints the score of each folder; with --json as one object a line. Answers 0. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const option = (name: string): string | undefined => args[args.indexOf(`--${name}`) + 1];
  const has = (name: string): boolean => args.includes(`--${name}`);
  const files = readRepository(ROOT);
  const sample = has('sample') ? Number(option('sample')) : Infinity;
  const seed = has('seed') ? option('seed')! : 'mutation';
  const untilMs = has('minutes') ? Date.now() + Number(option('minutes')) * 60_000 : Infinity;
  const court = new Court();
  try {
    for (const folder of has('folder') ? [option('folder')!] : FOLDERS) {
      const score = await scoreOf(folder, { files, sample, seed, untilMs, court });
      process.stdout.write(has('json') ? `${JSON.stringify(score)}\n` : tell(score));
    }
  } finally {
    court.close();
  }
  return 0;
}

interface Trial {
  readonly files: readonly SourceFile[];
  readonly sample: number;
  readonly seed: string;
  /** What is not tried by then waits for the next time. */
  readonly untilMs: number;
  readonly court: Court;
}

async function scoreOf(folder: string, trial: Trial): Promise<Score> {
  const sources = trial.files.filter(
    ({ path }) =>
      path.startsWith(`src/${folder}/`) && /(?<!\.d)\.ts$/.test(path) && !NOT_BEHAVIOUR.test(path),
  );
  const all = sources.flatMap((file) => mutantsOf(file).map((mutant) => ({ file, mutant })));
  // By a hash that the seed changes: the same seed tries the same mutants, wherever they lie.
  const drawn = all
    .map((each) => ({ ...each, key: keyOf(each.file, each.mutant) }))
    .toSorted((a, b) => (drawOf(a.key, trial.seed) < drawOf(b.key, trial.seed) ? -1 : 1))
    .slice(0, trial.sample);
  const known = readJournal();
  const findings: Finding[] = [];
  for (const { file, mutant, key } of drawn) {
    if (!known.has(key) && Date.now() > trial.untilMs) continue;
    const finding = known.get(key) ?? (await find(file, mutant, key, trial));
    // Where the judge itself failed nothing is known: it is asked again next time.
    if (finding.outcome === 'error') continue;
    if (!known.has(key)) keep(finding);
    findings.push(finding);
  }
  const unnoticed = findings.filter(({ outcome }) => outcome === 'unnoticed');
  return {
    folder,
    mutants: all.length,
    tried: findings.length,
    noticed: findings.length - unnoticed.length,
    endless: findings.filter(({ outcome }) => outcome === 'timeout').length,
    unnoticed: unnoticed.map(lineOf),
  };
}

/** The nearest tests first; whole runs only when those have noticed nothing. */
async function find(file: SourceFile, mutant: Mutant, key: string, trial: Trial): Promise<Finding> {
  const { court, files } = trial;
  const { start: _, end: __, ...where } = mutant;
  const text = mutated(file.text, mutant);
  let outcome: Outcome = 'unnoticed';
  for (const round of relatedTests(file.path, files)) {
    const tests = await court.healthy(round);
    if (tests.length === 0) continue;
    outcome = await court.ask({ path: file.path, text, tests });
    if (outcome !== 'unnoticed') break;
  }
  return { ...where, key, outcome };
}

const lineOf = (finding: Finding): string => {
  const { path, line, before, after } = finding;
  const because = whyUnnoticed(finding);
  const change = `${path}:${line} ${oneLine(before)} -> ${oneLine(after)}`;
  return because === undefined ? change : `${change} (${because})`;
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 70);

function tell({ folder, mutants, tried, noticed, endless, unnoticed }: Score): string {
  const share = tried === 0 ? 0 : (100 * noticed) / tried;
  const head =
    `${folder}: ${noticed} of ${tried} noticed, ${share.toFixed(1)} % ` +
    `(${endless} by never ending; ${mutants} mutants in all)`;
  return `${[head, ...unnoticed.map((line) => `  ${line}`)].join('\n')}\n`;
}

/** A mutant of this text of the file; when the file changes it is another. */
const keyOf = ({ path, text }: SourceFile, { start, after }: Mutant): string =>
  hash(`${path}\n${text}\n${start}\n${after}`);

const drawOf = (key: string, seed: string): string => hash(`${seed}\n${key}`);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

function readJournal(): Map<string, Finding> {
  if (!existsSync(JOURNAL)) return new Map();
  const lines = readFileSync(JOURNAL, 'utf8').split('\n');
  const findings = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Finding);
  return new Map(findings.map((finding) => [finding.key, finding]));
}

function keep(finding: Finding): void {
  mkdirSync(join(JOURNAL, '..'), { recursive: true });
  appendFileSync(JOURNAL, `${JSON.stringify(finding)}\n`);
}
