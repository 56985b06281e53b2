/** All blocks of a lesson together: scenarios first, then runs, then what refers to them. */
import type { CheckName } from '../../scenarios/index.ts';
import { CHECK_NAMES } from '../../scenarios/index.ts';
import type { Beat, BeatPart, Lesson, LessonBlock, RunBlock, RunSetup } from '../lesson.ts';
import type { ReadBeat, ReadBlock, ReadPart } from '../reading/read-blocks.ts';
import type { WrittenFrontMatter } from '../written/front-matter.ts';
import { compileScenarios } from './all-scenarios.ts';
import { compileCompare, compileExplain, compilePredict, compileRun, compileSay } from './beats.ts';
import type { Compiling } from './context.ts';
import { compileFix } from './fix.ts';
import type { LessonContext } from './lesson-context.ts';
import { compileQuiz } from './quiz.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';

/** The version of the file format that this program reads. */
const FORMAT = 1;

export interface ReadLesson {
  readonly fileName: string;
  readonly frontMatter: { readonly written: WrittenFrontMatter; readonly spot: Spot } | undefined;
  readonly beats: readonly ReadBeat[];
}

type Named<Word extends ReadBlock['word']> = Extract<ReadBlock, { word: Word }>;

/** The lesson, as far as it could be compiled; it counts only when there are no problems. */
export function compileLesson(read: ReadLesson, compiling: Compiling): Lesson | undefined {
  const { fileName, frontMatter } = read;
  const id = frontMatter?.written.id ?? 'lesson';
  const blocks = read.beats.flatMap(({ parts }) => parts.filter((part) => part.word !== 'prose'));
  const scenarioBlocks = blocks.filter((block) => block.word === 'scenario');
  const scenarios = compileScenarios(id, scenarioBlocks, compiling);
  const haveScenarios = compiling.isWhole && scenarios.size === scenarioBlocks.length;
  const start: LessonContext = { ...compiling, scenarios, runs: new Map(), isWhole: haveScenarios };
  const runs = compileRuns(blocks, start);
  const setups = new Map<string, RunSetup>();
  for (const { name, setup } of runs.values()) setups.set(name, setup);
  const readRuns = blocks.filter(({ word }) => word === 'run').length;
  const isWhole = haveScenarios && setups.size === readRuns;
  const context: LessonContext = { ...start, runs: setups, isWhole };
  const names = new PredictionNames();
  const beats = read.beats.map(({ name, place, parts }): Beat => {
    const compiled = parts.flatMap((part) => compilePart(part, { context, runs, names }));
    return { name, ...place, parts: compiled };
  });
  mustSayOnce(blocks);
  if (frontMatter === undefined) return undefined;
  const { format: _, invariants, ...head } = checkFrontMatter(frontMatter);
  const list = [...scenarios].map(([name, scenario]) => ({ name, scenario }));
  return { fileName, ...head, invariants: invariants as CheckName[], scenarios: list, beats };
}

/** Runs have names, so that predictions can say which one answers them; unnamed ones are counted. */
function compileRuns(
  blocks: readonly ReadBlock[],
  context: LessonContext,
): ReadonlyMap<ReadBlock, RunBlock> {
  const runs = new Map<ReadBlock, RunBlock>();
  const taken = new Set<string>();
  const written = blocks.filter((block): block is Named<'run'> => block.word === 'run');
  written.forEach((block, nth) => {
    const name = block.written.name ?? `run-${nth + 1}`;
    if (taken.has(name)) {
      block.spot.in('name').complain('E-DUP', `there is a run "${name}" already`);
    }
    taken.add(name);
    const { spot, place } = block;
    const run = compileRun(block.written, spot, context, { ...place, name });
    if (run !== undefined) runs.set(block, run);
  });
  return runs;
}

/** Names for predictions: their own, or counted ones. */
class PredictionNames {
  private count = 0;
  private readonly taken = new Set<string>();

  next({ written, spot }: Named<'predict'>): string {
    this.count += 1;
    const name = written.name ?? `predict-${this.count}`;
    if (this.taken.has(name)) {
      spot.in('name').complain('E-DUP', `there is a prediction "${name}" already`);
    }
    this.taken.add(name);
    return name;
  }
}

interface PartContext {
  readonly context: LessonContext;
  readonly runs: ReadonlyMap<ReadBlock, RunBlock>;
  readonly names: PredictionNames;
}

function compilePart(part: ReadPart, { context, runs, names }: PartContext): readonly BeatPart[] {
  if (part.word === 'prose') return [{ kind: 'prose', prose: part.prose }];
  const compiled = compileBlock(part, { context, runs, names });
  return compiled === undefined ? [] : [compiled];
}

/** Scenarios are not shown where they are written: they are kept in the lesson. */
function compileBlock(
  block: ReadBlock,
  { context, runs, names }: PartContext,
): LessonBlock | undefined {
  const { spot, place } = block;
  switch (block.word) {
    case 'scenario':
      return undefined;
    case 'predict':
      return compilePredict(block.written, spot, context, { ...place, name: names.next(block) });
    case 'run':
      return runs.get(block);
    case 'explain':
      return compileExplain(block.written, spot, context, place);
    case 'compare':
      return compileCompare(block.written, spot, context, place);
    case 'fix':
      return compileFix(block.written, spot, context, place);
    case 'say':
      return compileSay(block.written, place);
    case 'quiz': {
      const item = compileQuiz(block.written, spot, context);
      return item && { kind: 'quiz', ...place, item };
    }
  }
}

function mustSayOnce(blocks: readonly ReadBlock[]): void {
  const [, second] = blocks.filter(({ word }) => word === 'say');
  second?.spot.complain(
    'E-COUNT',
    'a lesson has one "say" block: put all that is to be said there',
  );
}

function checkFrontMatter({ written, spot }: NonNullable<ReadLesson['frontMatter']>) {
  if (written.format !== undefined && written.format > FORMAT) {
    const message = `made for a later version: this program reads format ${FORMAT}`;
    spot.in('format').complain('E-NEWER', message);
  }
  written.invariants.forEach((check, place) => {
    mustBeKnown(spot.in('invariants', place), 'check', check, CHECK_NAMES);
  });
  return written;
}
