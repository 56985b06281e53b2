/**
 * Outcomes of runs on their way from a worker to the page: columns of bytes and words in one buffer
 * that is handed over, and texts only where a run has something to say.
 */
import type { CheckVerdict } from '../../checks/index.ts';
import type { RunOutcome, RunVerdict } from '../../explore/index.ts';
import type { CheckName } from '../../scenarios/index.ts';

export interface OutcomeBatch {
  readonly count: number;
  /** The checks that any of these runs was judged by, most serious first. */
  readonly checks: readonly CheckName[];
  /** Kinds of fault, by their bit in the column of what struck. At most 32. */
  readonly faults: readonly string[];
  /** Events and faults of each run as 32-bit words; then its verdict, then one byte a check. */
  readonly buffer: ArrayBuffer;
  /** What each byte of a check that is not a plain `holds` says, by run and check. */
  readonly told: readonly ToldVerdict[];
  /** Runs without a verdict, and why. */
  readonly stops: readonly { readonly run: number; readonly sentence: string }[];
}

interface ToldVerdict {
  readonly run: number;
  readonly verdict: CheckVerdict;
}

const VERDICTS: readonly RunVerdict[] = ['holds', 'not proved', 'broken', 'stopped'];
/** In the bytes of checks: nothing, as the verdicts above less one, or told in a sentence. */
const HOLDS = 1;
const TOLD = 2;
const FAULTS_MAX = 32;
const WORD_BYTES = 4;

export function packOutcomes(outcomes: readonly RunOutcome[]): OutcomeBatch {
  const checks = distinct(outcomes.flatMap(({ verdicts }) => verdicts.map(({ id }) => id)));
  const faults = distinct(outcomes.flatMap(({ struck }) => struck)).slice(0, FAULTS_MAX);
  const buffer = new ArrayBuffer(outcomes.length * (2 * WORD_BYTES + 1 + checks.length));
  const { events, struck, verdicts, bytes } = columnsOf(buffer, outcomes.length);
  const told: ToldVerdict[] = [];
  const stops: { run: number; sentence: string }[] = [];
  outcomes.forEach((outcome, run) => {
    events[run] = outcome.events;
    for (const fault of outcome.struck) struck[run]! |= bitOf(faults.indexOf(fault));
    verdicts[run] = VERDICTS.indexOf(outcome.verdict);
    if (outcome.verdict === 'stopped') stops.push({ run, sentence: outcome.stopSentence });
    for (const verdict of outcome.verdicts) {
      const place = run * checks.length + checks.indexOf(verdict.id);
      bytes[place] = verdict.verdict === 'holds' ? HOLDS : TOLD;
      if (verdict.verdict !== 'holds') told.push({ run, verdict });
    }
  });
  return { count: outcomes.length, checks, faults, buffer, told, stops };
}

/** The same outcomes again; `seedOf` names the seed of each run of the batch, from 0. */
export function unpackOutcomes(
  batch: OutcomeBatch,
  seedOf: (run: number) => string,
): readonly RunOutcome[] {
  const { count, checks, faults, told, stops } = batch;
  const { events, struck, verdicts, bytes } = columnsOf(batch.buffer, count);
  // One object for all that hold: a sweep has tens of thousands of them.
  const holding = checks.map((id): CheckVerdict => ({ id, verdict: 'holds' }));
  const toldBy = new Map(told.map(({ run, verdict }) => [`${run} ${verdict.id}`, verdict]));
  const stopBy = new Map(stops.map(({ run, sentence }) => [run, sentence]));
  return Array.from({ length: count }, (_, run): RunOutcome => {
    const judged = checks.flatMap((id, place): CheckVerdict[] => {
      const byte = bytes[run * checks.length + place]!;
      if (byte === HOLDS) return [holding[place]!];
      const verdict = byte === TOLD ? toldBy.get(`${run} ${id}`) : undefined;
      return verdict === undefined ? [] : [verdict];
    });
    const verdict = VERDICTS[verdicts[run]!]!;
    const broken = judged.find((each) => each.verdict === 'broken');
    return {
      seed: seedOf(run),
      verdict,
      verdicts: judged,
      stopSentence: stopBy.get(run) ?? '',
      events: events[run]!,
      struck: faults.filter((_fault, bit) => (struck[run]! & bitOf(bit)) !== 0),
      ...(verdict === 'broken' && broken?.verdict === 'broken' ? { broken } : {}),
    };
  });
}

const bitOf = (place: number): number => (place < 0 ? 0 : (1 << place) >>> 0);

function columnsOf(buffer: ArrayBuffer, count: number) {
  const bytesFrom = 2 * WORD_BYTES * count;
  return {
    events: new Uint32Array(buffer, 0, count),
    struck: new Uint32Array(buffer, WORD_BYTES * count, count),
    verdicts: new Uint8Array(buffer, bytesFrom, count),
    bytes: new Uint8Array(buffer, bytesFrom + count),
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
