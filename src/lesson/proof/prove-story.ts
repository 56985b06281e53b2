/** Proves what a lesson tells of its runs: pauses, facts, evidence, numbers, and every prediction. */
import type { CheckName } from '../../scenarios/index.ts';
import type { Claim, Fact, NumberSource, RecordPattern } from '../claim.ts';
import type {
  Lesson,
  LessonBlock,
  NumberPrediction,
  PredictBlock,
  PredictOption,
  RunSetup,
} from '../lesson.ts';
import type { QuizItem } from '../quiz.ts';
import type { Place } from '../reading/problem.ts';
import { runInputFor } from '../run-input.ts';
import { FinishedRun } from './finished-run.ts';
import type { ProofPart, ProofProblem } from './proof.ts';

export class StoryProof {
  readonly problems: ProofProblem[] = [];
  claims = 0;
  numbers = 0;
  private readonly lesson: Lesson;
  /** Several blocks speak of one run: it is made once. */
  private readonly runs = new Map<string, FinishedRun>();

  /** Checks that some claim of the lesson speaks of; not every scenario is judged by them. */
  private readonly checks: readonly CheckName[];

  constructor(lesson: Lesson, blocks: readonly LessonBlock[]) {
    this.lesson = lesson;
    this.checks = blocks.flatMap(claimsOf).flatMap(checksIn);
  }

  prove(block: LessonBlock): void {
    switch (block.kind) {
      case 'run':
        this.mustHappen(block.setup, block.pause, block, 'the run never pauses');
        this.proveFacts(block.facts, block.setup);
        return;
      case 'predict':
        this.provePrediction(block);
        return;
      case 'explain':
        this.mustHappen(block.setup, block.evidence, block, 'the evidence never happens');
        return;
      case 'compare':
        this.proveFacts(block.left.facts, block.left.setup);
        this.proveFacts(block.right.facts, block.right.setup);
        return;
      case 'quiz':
        this.proveQuiz(block.item, block);
        return;
      case 'fix':
      case 'say':
    }
  }

  private provePrediction(block: PredictBlock): void {
    for (const option of block.options) this.proveOption(option, option.setup);
    const { number } = block;
    if (number !== undefined) this.proveNumber(number, block.setup, block);
  }

  /** The option that happens is true in its run, and each other one is false in its own. */
  private proveOption(option: Omit<PredictOption, 'setup'>, setup: RunSetup): void {
    const run = this.runOf(setup, option);
    if (run === undefined) return;
    this.claims += 1;
    const { isTrue, record } = run.decide(option.claim);
    if (isTrue === option.happens) return;
    const where = record < 0 ? 'at the end of the run' : `at record ${record}`;
    const message = option.happens
      ? `"${option.text}" is marked as what happens, but its claim turns false ${where}`
      : `"${option.text}" is not marked, but its claim is true ${where}`;
    this.complain('predictions', option, message);
  }

  private proveFacts(facts: readonly Fact[], setup: RunSetup): void {
    for (const fact of facts) {
      const run = this.runOf(setup, fact);
      if (run === undefined) continue;
      const isNumber = fact.claim.claim === 'measure';
      if (isNumber) this.numbers += 1;
      else this.claims += 1;
      const { isTrue, record } = run.decide(fact.claim);
      if (isTrue) continue;
      const where = record < 0 ? 'at the end of the run' : `at record ${record}`;
      const came = isNumber ? `, where the engine has ${measured(run, fact)}` : '';
      const message = `"${fact.says}" is not true ${where}${came}`;
      this.complain(isNumber ? 'numbers' : 'runs', fact, message);
    }
  }

  private proveQuiz(item: QuizItem, place: Place): void {
    if (item.type === 'P1') {
      for (const option of item.options) this.proveOption(option, item.setup);
    } else if (item.type === 'P2') {
      this.proveNumber({ engine: item.engine, is: item.is }, item.setup, place);
    }
  }

  private proveNumber(
    { engine, is }: Pick<NumberPrediction, 'is'> & { readonly engine: NumberSource },
    setup: RunSetup,
    place: Place,
  ): void {
    const run = this.runOf(setup, place);
    if (run === undefined) return;
    this.numbers += 1;
    const found = run.number(engine);
    if (found !== is) {
      this.complain('numbers', place, `the answer says ${is}, but the engine has ${found}`);
    }
  }

  private mustHappen(setup: RunSetup, pattern: RecordPattern, place: Place, what: string): void {
    const run = this.runOf(setup, place);
    if (run === undefined || run.find(pattern).length > 0) return;
    this.complain('runs', place, `${what}: the run has no "${pattern.kind}" record like that`);
  }

  /** The run, or undefined with a problem when it does not reach its end. */
  private runOf(setup: RunSetup, place: Place): FinishedRun | undefined {
    const key = JSON.stringify(setup);
    let run = this.runs.get(key);
    if (run === undefined) {
      const input = runInputFor(this.lesson, setup);
      run = new FinishedRun(input, [...input.scenario.checks, ...this.checks]);
      this.runs.set(key, run);
      if (run.stopped !== '') this.complain('runs', place, run.stopped);
    }
    return run.stopped === '' ? run : undefined;
  }

  private complain(part: ProofPart, { line, column }: Place, message: string): void {
    this.problems.push({ part, line, column, message });
  }
}

function measured(run: FinishedRun, { claim }: Fact): string {
  if (claim.claim !== 'measure') return '';
  return `${claim.measure} ${run.measures[claim.measure] ?? 'without a value'}`;
}

function claimsOf(block: LessonBlock): readonly Claim[] {
  switch (block.kind) {
    case 'predict':
      return block.options.map(({ claim }) => claim);
    case 'run':
      return block.facts.map(({ claim }) => claim);
    case 'compare':
      return [...block.left.facts, ...block.right.facts].map(({ claim }) => claim);
    case 'quiz':
      return block.item.type === 'P1' ? block.item.options.map(({ claim }) => claim) : [];
    default:
      return [];
  }
}

function checksIn(claim: Claim): readonly CheckName[] {
  if (claim.claim === 'all') return claim.claims.flatMap(checksIn);
  return claim.claim === 'check' ? [claim.check] : [];
}
