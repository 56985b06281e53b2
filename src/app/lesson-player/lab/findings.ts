/** What a finished run says to a lesson: whether a claim is true, where a record is, what a number is. */
import { checkContextOf, createCheck, type CheckVerdict } from '../../../checks/index.ts';
import {
  judgeFor,
  matcherFor,
  type Claim,
  type Decision,
  type NumberSource,
  type RecordPattern,
} from '../../../lesson/index.ts';
import type { CheckName } from '../../../scenarios/index.ts';
import type { Branch } from '../../playback/index.ts';

const wordsOf = ({ view, nodes }: Branch) => ({ names: view.names, topology: nodes });

/** Ask only of a branch that has ended: the last record has a say. */
export function decide(branch: Branch, claim: Claim): Decision {
  const judge = judgeFor(claim, wordsOf(branch));
  const { view, measures } = branch;
  for (let index = 0; index < view.length && judge.decision === undefined; index++) {
    judge.step(view.readRecord(index));
  }
  return judge.finish({ measures, verdicts: verdictsFor(branch, checksIn(claim)) });
}

/** Index of the first record like the pattern; -1 when there is none. */
export function findFirst(branch: Branch, pattern: RecordPattern): number {
  const matches = matcherFor(pattern, wordsOf(branch));
  const { view } = branch;
  for (let index = 0; index < view.length; index++) {
    if (matches(view.readRecord(index))) return index;
  }
  return -1;
}

/** The number that a prediction asks for, rounded as the lesson says. */
export function numberFrom(branch: Branch, source: NumberSource): number {
  const exact =
    source.from === 'count' ? countOf(branch, source.of) : (branch.measures[source.measure] ?? 0);
  const scale = Number(`1e${source.places}`);
  return Math.floor(exact * scale + 0.5) / scale;
}

function countOf(branch: Branch, pattern: RecordPattern): number {
  const matches = matcherFor(pattern, wordsOf(branch));
  const { view } = branch;
  let count = 0;
  for (let index = 0; index < view.length; index++) {
    if (matches(view.readRecord(index))) count++;
  }
  return count;
}

/** The first record of the moment in which a record was written. */
export function momentStart({ view }: Branch, record: number): number {
  const { ordinal } = view.columns;
  let start = Math.min(record, view.length - 1);
  while (start > 0 && ordinal[start - 1] === ordinal[start]) start--;
  return Math.max(0, start);
}

/** The number of records up to the end of the moment in which a record was written. */
export function momentEnd({ view }: Branch, record: number): number {
  const { ordinal } = view.columns;
  let end = record + 1;
  while (end < view.length && ordinal[end] === ordinal[record]) end++;
  return Math.min(end, view.length);
}

function checksIn(claim: Claim): readonly CheckName[] {
  if (claim.claim === 'all') return claim.claims.flatMap(checksIn);
  return claim.claim === 'check' ? [claim.check] : [];
}

/** A claim may speak of a check by which its scenario is not judged: it is then judged here. */
function verdictsFor(branch: Branch, names: readonly CheckName[]): readonly CheckVerdict[] {
  return names.map((id) => branch.verdicts.find((each) => each.id === id) ?? judge(branch, id));
}

function judge({ input, nodes, view }: Branch, id: CheckName): CheckVerdict {
  const check = createCheck(id, checkContextOf(input, nodes, view.names));
  for (let index = 0; index < view.length; index++) check.step(view.readRecord(index));
  return { id, ...check.verdict() };
}
