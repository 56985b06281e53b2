/** Judges a claim while a run goes on: it is decided at the first record that leaves no doubt, else at the end. */
import type { TraceRecord } from '../../kernel/index.ts';
import type { CheckVerdict } from '../../checks/index.ts';
import type { Claim, ClaimWindow } from '../claim.ts';
import type { Matcher, TraceWords } from './match.ts';
import { matcherFor } from './match.ts';

export interface Decision {
  readonly isTrue: boolean;
  /** Index of the record that decided it; -1 when only the end of the run did. */
  readonly record: number;
}

/** What is known once a run is over. */
export interface RunEnd {
  readonly measures: Readonly<Record<string, number>>;
  readonly verdicts: readonly CheckVerdict[];
}

export interface ClaimJudge {
  /** Known as soon as no later record can change it. */
  readonly decision: Decision | undefined;
  step(record: TraceRecord): void;
  /** The decision when every record has been seen. @throws Error for a check nobody asked. */
  finish(end: RunEnd): Decision;
}

const AT_THE_END = -1;

export function judgeFor(claim: Claim, words: TraceWords): ClaimJudge {
  switch (claim.claim) {
    case 'count':
      return new CountJudge(matcherFor(claim.of, words), claim);
    case 'never':
      return new CountJudge(matcherFor(claim.of, words), { ...claim, least: 0, most: 0 });
    case 'before':
      return new BeforeJudge(
        matcherFor(claim.first, words),
        matcherFor(claim.second, words),
        claim,
      );
    case 'measure':
      return new EndJudge((end) => isMeasured(claim, end));
    case 'check':
      return new EndJudge((end) => isFound(claim, end));
    case 'all':
      return new AllJudge(claim.claims.map((each) => judgeFor(each, words)));
  }
}

function isInside(record: TraceRecord, { fromUs, untilUs }: ClaimWindow): boolean {
  return record.timeUs >= fromUs && record.timeUs < untilUs;
}

class CountJudge implements ClaimJudge {
  decision: Decision | undefined;
  private count = 0;
  private readonly matches: Matcher;
  private readonly bounds: ClaimWindow & { readonly least: number; readonly most: number };

  constructor(matches: Matcher, bounds: CountJudge['bounds']) {
    this.matches = matches;
    this.bounds = bounds;
  }

  step(record: TraceRecord): void {
    const { least, most } = this.bounds;
    if (this.decision !== undefined) return;
    if (!isInside(record, this.bounds) || !this.matches(record)) return;
    this.count += 1;
    if (this.count > most) this.decision = { isTrue: false, record: record.index };
    // With no upper bound, enough is enough for good.
    else if (this.count >= least && most === Number.MAX_VALUE) {
      this.decision = { isTrue: true, record: record.index };
    }
  }

  finish(): Decision {
    const { least, most } = this.bounds;
    const isTrue = this.count >= least && this.count <= most;
    this.decision ??= { isTrue, record: AT_THE_END };
    return this.decision;
  }
}

class BeforeJudge implements ClaimJudge {
  decision: Decision | undefined;
  private readonly isFirst: Matcher;
  private readonly isSecond: Matcher;
  private readonly window: ClaimWindow;

  constructor(isFirst: Matcher, isSecond: Matcher, window: ClaimWindow) {
    this.isFirst = isFirst;
    this.isSecond = isSecond;
    this.window = window;
  }

  step(record: TraceRecord): void {
    if (this.decision !== undefined || !isInside(record, this.window)) return;
    if (this.isFirst(record)) this.decision = { isTrue: true, record: record.index };
    else if (this.isSecond(record)) this.decision = { isTrue: false, record: record.index };
  }

  finish(): Decision {
    this.decision ??= { isTrue: false, record: AT_THE_END };
    return this.decision;
  }
}

/** A claim about the whole run: nothing is known before it ends. */
class EndJudge implements ClaimJudge {
  decision: Decision | undefined;
  private readonly decide: (end: RunEnd) => Decision;

  constructor(decide: (end: RunEnd) => Decision) {
    this.decide = decide;
  }

  step(): void {}

  finish(end: RunEnd): Decision {
    this.decision ??= this.decide(end);
    return this.decision;
  }
}

function isMeasured(claim: Extract<Claim, { claim: 'measure' }>, { measures }: RunEnd): Decision {
  // A count by type is left out when there was none; a latency when nothing was measured.
  const value = measures[claim.measure] ?? (claim.measure.includes('.') ? 0 : NaN);
  return { isTrue: value >= claim.least && value <= claim.most, record: AT_THE_END };
}

function isFound(claim: Extract<Claim, { claim: 'check' }>, { verdicts }: RunEnd): Decision {
  const found = verdicts.find(({ id }) => id === claim.check);
  if (found === undefined) throw new Error(`the run was not judged by "${claim.check}"`);
  const record = found.verdict === 'broken' ? found.record : AT_THE_END;
  return { isTrue: found.verdict === claim.verdict, record };
}

/** True when all are; false at the first record that makes one of them false. */
class AllJudge implements ClaimJudge {
  decision: Decision | undefined;
  private readonly judges: readonly ClaimJudge[];

  constructor(judges: readonly ClaimJudge[]) {
    this.judges = judges;
  }

  step(record: TraceRecord): void {
    if (this.decision !== undefined) return;
    for (const judge of this.judges) judge.step(record);
    const decisions = this.judges.map((judge) => judge.decision);
    this.decision = decisions.find((decision) => decision?.isTrue === false);
    if (this.decision === undefined && decisions.every((each) => each?.isTrue === true)) {
      this.decision = { isTrue: true, record: record.index };
    }
  }

  finish(end: RunEnd): Decision {
    if (this.decision !== undefined) return this.decision;
    const decisions = this.judges.map((judge) => judge.finish(end));
    this.decision = decisions.find(({ isTrue }) => !isTrue) ?? { isTrue: true, record: AT_THE_END };
    return this.decision;
  }
}
