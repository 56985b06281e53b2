/** The blocks predict, run, explain, compare and say, with every reference checked. */
import type {
  CompareBlock,
  CompareSide,
  ExplainBlock,
  NumberPrediction,
  PredictBlock,
  PredictOption,
  RunBlock,
  SayBlock,
} from '../lesson.ts';
import type {
  WrittenCompare,
  WrittenExplain,
  WrittenPredict,
  WrittenRun,
  WrittenSay,
} from '../written/beat-schemas.ts';
import { compileClaim, compileFacts, compileNumberSource } from './claim.ts';
import type { LessonContext, Staged } from './lesson-context.ts';
import { compileSetup, compileVariant, findRun } from './lesson-context.ts';
import { compilePattern } from './pattern.ts';
import type { Place } from '../reading/problem.ts';
import type { Spot } from './spot.ts';

export function compilePredict(
  written: WrittenPredict,
  spot: Spot,
  context: LessonContext,
  named: Place & { readonly name: string },
): PredictBlock | undefined {
  if ((written.options === undefined) === (written.number === undefined)) {
    spot.complain('E-FIELD', 'a prediction has either options or a number');
    return undefined;
  }
  const staged = findRun(written.run, spot, context);
  if (staged === undefined) return undefined;
  const options = compileOptions(written.options ?? [], spot.in('options'), staged);
  const number = compileNumber(written.number, spot.in('number'), staged);
  return {
    kind: 'predict',
    ...named,
    ask: written.ask,
    confidence: written.confidence ?? false,
    run: staged.run,
    setup: staged.setup,
    options,
    number,
  };
}

function compileOptions(
  written: NonNullable<WrittenPredict['options']>,
  spot: Spot,
  staged: Staged,
): readonly PredictOption[] {
  mustMarkOne(written, spot, 'happens');
  return written.flatMap((option, place) => {
    const at = spot.in(place);
    const claim = compileClaim(option.claim, at.in('claim'), staged);
    const setup = compileVariant(staged, option, at);
    if (claim === undefined) return [];
    const { text, why, happens = false } = option;
    return [{ text, claim, happens, why, setup, ...at.place }];
  });
}

/** Adds a problem unless exactly one of the options carries the mark. */
export function mustMarkOne<Mark extends string>(
  options: readonly { readonly [Key in Mark]?: boolean | undefined }[],
  spot: Spot,
  mark: Mark,
): void {
  const marked = options.filter((option) => option[mark] === true).length;
  if (marked === 1) return;
  spot.complain('E-COUNT', `mark exactly one option with ${mark}: true; ${marked} are marked`);
}

function compileNumber(
  written: WrittenPredict['number'],
  spot: Spot,
  staged: Staged,
): NumberPrediction | undefined {
  if (written === undefined) return undefined;
  const engine = compileNumberSource(written.engine, spot.in('engine'), staged);
  if (written.half < written.full) {
    spot.in('half').complain('E-RANGE', '"half" is the wider distance: at least as much as "full"');
  }
  const { is, full, half, why } = written;
  return engine && { engine, is, unit: written.unit ?? '', full, half, why };
}

export function compileRun(
  written: WrittenRun,
  spot: Spot,
  context: LessonContext,
  named: Place & { readonly name: string },
): RunBlock | undefined {
  const staged = compileSetup(written, spot, context);
  if (staged === undefined) return undefined;
  const pause = compilePattern(written.pause, spot.in('pause'), staged.scenario);
  const facts = compileFacts(written.facts, spot.in('facts'), staged);
  return pause && { kind: 'run', ...named, setup: staged.setup, pause, facts };
}

export function compileExplain(
  written: WrittenExplain,
  spot: Spot,
  context: LessonContext,
  place: Place,
): ExplainBlock | undefined {
  const staged = findRun(written.run, spot, context);
  if (staged === undefined) return undefined;
  const evidence = compilePattern(written.evidence, spot.in('evidence'), staged.scenario);
  mustMarkOne(written.options, spot.in('options'), 'right');
  const options = written.options.map(({ cause, right = false, why }) => ({ cause, right, why }));
  const { run, setup } = staged;
  return evidence && { kind: 'explain', ...place, ask: written.ask, run, setup, evidence, options };
}

export function compileCompare(
  written: WrittenCompare,
  spot: Spot,
  context: LessonContext,
  place: Place,
): CompareBlock | undefined {
  const { scenario, seed, edits } = written;
  const staged = compileSetup({ scenario, seed, edits }, spot, context);
  if (staged === undefined) return undefined;
  const side = (name: 'left' | 'right'): CompareSide => {
    const { label, design, facts } = written[name];
    const at = spot.in(name);
    const setup = compileVariant(staged, { design }, at);
    return {
      label,
      setup,
      facts: compileFacts(facts, at.in('facts'), staged),
      ...at.place,
    };
  };
  const { ask, differs } = written;
  return { kind: 'compare', ...place, ask, left: side('left'), right: side('right'), differs };
}

export function compileSay(written: WrittenSay, place: Place): SayBlock {
  return { kind: 'say', ...place, sentence: written.line, recall: written.recall };
}
