/** Runs what a lesson describes to its end and keeps what can be asked of it: records, verdicts, numbers. */
import type { TraceRecord } from '../../kernel/index.ts';
import type { Check, CheckVerdict, Verdict } from '../../checks/index.ts';
import { checkContextOf, createCheck } from '../../checks/index.ts';
import { createMeasures, sentence } from '../../measures/index.ts';
import type { CheckName } from '../../scenarios/index.ts';
import { CHECK_NAMES } from '../../scenarios/index.ts';
import type { RunInput } from '../../world/index.ts';
import { Run } from '../../world/index.ts';
import type { Claim, NumberSource, RecordPattern } from '../claim.ts';
import type { Decision } from '../grading/claim-judge.ts';
import { judgeFor } from '../grading/claim-judge.ts';
import { matcherFor } from '../grading/match.ts';

interface Fold {
  step(record: TraceRecord): void;
}

export class FinishedRun {
  readonly run: Run;
  /** Why the run was stopped before its end; '' when it was not. */
  readonly stopped: string;
  /** Of the checks that were asked for. A run that ended early shows what broke, and proves nothing. */
  readonly verdicts: readonly CheckVerdict[];
  readonly measures: Readonly<Record<string, number>>;

  /** @param untilUs the run is cut there; without it, it goes on to the end of its scenario. */
  constructor(input: RunInput, checks: readonly CheckName[], untilUs = Infinity) {
    this.run = new Run(input);
    const { trace, topology } = this.run;
    const context = checkContextOf(input, topology, trace.names);
    // Most serious first, as everywhere.
    const names = CHECK_NAMES.filter((name) => checks.includes(name));
    const judges = names.map((name) => createCheck(name, context));
    const measures = createMeasures({ topology, names: trace.names });
    const status =
      untilUs < this.run.endUs ? this.run.runTo({ timeUs: untilUs }) : this.run.finish();
    this.stopped = status === 'stopped' ? stopSentence(this.run) : '';
    this.replay([...judges, measures]);
    const early = status === 'running' ? 'The run was cut before its end.' : this.stopped;
    this.verdicts = judges.map((check) => verdictOf(check, early));
    this.measures = measures.summary();
  }

  /** Feeds every record to the folds, in order. */
  replay(folds: readonly Fold[]): void {
    const { trace } = this.run;
    for (let index = trace.base; index < trace.length; index += 1) {
      const record = trace.readRecord(index);
      for (const fold of folds) fold.step(record);
    }
  }

  decide(claim: Claim): Decision {
    const judge = judgeFor(claim, { names: this.run.trace.names, topology: this.run.topology });
    this.replay([judge]);
    return judge.finish(this);
  }

  /** Indexes of all records like the pattern. */
  find(pattern: RecordPattern): readonly number[] {
    const matches = this.matcher(pattern);
    const found: number[] = [];
    this.replay([{ step: (record) => void (matches(record) && found.push(record.index)) }]);
    return found;
  }

  /** Whether the record with that index is like the pattern. */
  isLike(index: number, pattern: RecordPattern): boolean {
    return this.matcher(pattern)(this.run.trace.readRecord(index));
  }

  /** The number that a lesson may state, rounded as it says; a count of nothing is 0. */
  number(source: NumberSource): number {
    const exact =
      source.from === 'count' ? this.find(source.of).length : (this.measures[source.measure] ?? 0);
    return rounded(exact, source.places);
  }

  private matcher(pattern: RecordPattern) {
    return matcherFor(pattern, { names: this.run.trace.names, topology: this.run.topology });
  }
}

/** Half a run shows what broke at some record. What is due by the end is not late yet. */
function verdictOf(check: Check, early: string): CheckVerdict {
  const open: Verdict = check.broken ?? { verdict: 'not proved', because: early };
  const verdict = early === '' ? check.verdict() : open;
  if (verdict.verdict === 'holds') return { id: check.name, ...verdict };
  return { id: check.name, ...verdict, because: sentence(verdict.because) };
}

function stopSentence({ stop, topology }: Run): string {
  return stop?.sentence((node) => topology.nodes[node]?.name ?? String(node)) ?? '';
}

/** Halves go up, as at school. */
export function rounded(value: number, places: number): number {
  let scale = 1;
  for (let place = 0; place < places; place += 1) scale *= 10;
  return Math.floor(value * scale + 0.5) / scale;
}
