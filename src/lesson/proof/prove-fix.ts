/** Proves a fix: the reference keeps its checks on every seed, and each wrong design fails as it says. */
import type { AnyDesign } from '../../models/index.ts';
import type { FixBlock, Lesson, WrongDesign } from '../lesson.ts';
import type { Place } from '../reading/problem.ts';
import { inputFor, scenarioOf } from '../run-input.ts';
import { FinishedRun } from './finished-run.ts';
import type { Failure, LessonProof, ProofPart, ProofProblem } from './proof.ts';

type FixEvidence = LessonProof['fixes'][number];

export class FixProof {
  readonly problems: ProofProblem[] = [];
  private readonly lesson: Lesson;
  private readonly fix: FixBlock;

  constructor(lesson: Lesson, fix: FixBlock) {
    this.lesson = lesson;
    this.fix = fix;
  }

  prove(): FixEvidence {
    const { fix } = this;
    const seeds = this.proveReference();
    const start = this.firstFailure(fix.start);
    if (start === undefined) {
      this.complain('reference', fix, 'the learner starts with a design that fails nowhere');
    }
    const nearMisses = fix.nearMisses.flatMap((wrong) => {
      const failure = this.proveWrong('near-misses', wrong, { ...fix.start, ...wrong.design });
      return failure === undefined ? [] : [failure];
    });
    const { withheld } = fix;
    const without = { ...fix.start, ...fix.reference, ...withheld.design };
    return { seeds, start, nearMisses, withheld: this.proveWrong('withheld', withheld, without) };
  }

  /** Answers on how many seeds every check holds. A check that nothing put to the test is no proof. */
  private proveReference(): number {
    const { fix } = this;
    const design = { ...fix.start, ...fix.reference };
    let holding = 0;
    for (const seed of this.seeds()) {
      const bad = this.judge(seed, design).verdicts.find(({ verdict }) => verdict !== 'holds');
      if (bad === undefined || bad.verdict === 'holds') {
        holding += 1;
        continue;
      }
      const { id, verdict, because } = bad;
      const message = `on seed ${seed} the reference does not hold: ${id} is ${verdict}. ${because}`;
      this.complain('reference', fix, message);
    }
    return holding;
  }

  /** The first seed on which any check breaks. */
  private firstFailure(design: AnyDesign): Failure | undefined {
    for (const seed of this.seeds()) {
      const broken = this.judge(seed, design).verdicts.find(({ verdict }) => verdict === 'broken');
      if (broken?.verdict !== 'broken') continue;
      const { id: check, record, because } = broken;
      return { name: 'start', check, seed, record, because };
    }
    return undefined;
  }

  private proveWrong(part: ProofPart, wrong: WrongDesign, design: AnyDesign): Failure | undefined {
    const { name, fails, record: pattern } = wrong;
    let other = '';
    for (const seed of this.seeds()) {
      const run = this.judge(seed, design);
      const verdict = run.verdicts.find(({ id }) => id === fails);
      if (verdict?.verdict !== 'broken') continue;
      const { record, because } = verdict;
      if (pattern === undefined || run.isLike(record, pattern)) {
        return { name, check: fails, seed, record, because };
      }
      if (other === '')
        other = ` at a record like that; on seed ${seed} it breaks elsewhere: ${because}`;
    }
    const message = `"${name}" must break ${fails}, but on ${this.fix.seeds.count} seeds it does not${other}`;
    this.complain(part, wrong, message);
    return undefined;
  }

  private judge(seed: string, design: AnyDesign): FinishedRun {
    const scenario = scenarioOf(this.lesson, this.fix.scenario);
    return new FinishedRun(inputFor(scenario, { seed, design, edits: [] }), this.fix.checks);
  }

  private seeds(): readonly string[] {
    const { prefix, count } = this.fix.seeds;
    return Array.from({ length: count }, (_, place) => `${prefix}/${place + 1}`);
  }

  private complain(part: ProofPart, { line, column }: Place, message: string): void {
    this.problems.push({ part, line, column, message });
  }
}
