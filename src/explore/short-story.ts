/** A broken run told in a few plain lines, from the typing to the evidence. */
import type { BrokenCheck } from '../checks/index.ts';
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, storyOf, type ReadNames } from '../measures/index.ts';
import type { Topology } from '../models/index.ts';
import { relevanceOf } from './relevance.ts';

export interface ShortStory {
  /** At most `linesMax` sentences in order of time; the last says what is wrong. */
  readonly lines: readonly string[];
  /** The records that the lines tell; the last line's is the broken record. */
  readonly records: readonly number[];
}

/** Below this a record only fills the page. */
const SCORE_LEAST = 500;

/**
 * Chooses by causality: what led to the broken record, what became of the messages it speaks of,
 * and the faults. Records of a shrunk run serve best, because there every fault is needed.
 */
export function shortStory(run: {
  readonly records: readonly TraceRecord[];
  readonly names: ReadNames;
  readonly topology: Topology;
  readonly broken: BrokenCheck;
  readonly linesMax: number;
}): ShortStory {
  const { records, names, topology, broken } = run;
  const relevance = relevanceOf(records, broken, topology);
  // What is wrong at one moment is not explained by what came after it.
  const lastIndex = broken.ending === undefined ? broken.record : Infinity;
  const book = new MessageBook();
  const told = new Set<string>();
  const candidates: Candidate[] = [];
  for (const record of records) {
    if (record.index > lastIndex) break;
    book.step(record);
    const score = relevance(record);
    if (score < SCORE_LEAST) continue;
    const line = storyOf(record, names, topology, book);
    // A third attempt adds nothing to the second.
    if (told.has(line)) continue;
    told.add(line);
    candidates.push({ index: record.index, line, score });
  }
  const chosen = candidates
    .filter(({ index }) => index !== lastIndex)
    .toSorted((one, other) => other.score - one.score || one.index - other.index)
    .slice(0, run.linesMax - 1)
    .toSorted((one, other) => one.index - other.index);
  return {
    lines: [...chosen.map(({ line }) => line), withoutNames(broken.ending ?? broken.because)],
    records: [...chosen.map(({ index }) => index), broken.record],
  };
}

interface Candidate {
  readonly index: number;
  readonly line: string;
  readonly score: number;
}

/** Texts say enough in a story: "(ana/m1)" goes. */
function withoutNames(because: string): string {
  return because.replace(/ \([\w-]+\/m\d+\)/g, '');
}
