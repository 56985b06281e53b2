/** Steps along the records: by moment, by message, by node, to the next surprise. Pure functions. */
import type { TraceView } from '../../kernel/index.ts';
import { RECORD } from '../../models/index.ts';

/** Records [0, record) have happened at that time. */
export interface Playhead {
  readonly record: number;
  readonly timeUs: number;
}

/** The playhead after so many records: at the time of the last of them. */
export function playheadAt(view: TraceView, record: number): Playhead {
  const at = Math.max(0, Math.min(record, view.length));
  return { record: at, timeUs: at === 0 ? 0 : (view.columns.timeUs[at - 1] as number) };
}

/** The end of the next moment that wrote a record. */
export function nextMoment(view: TraceView, record: number): Playhead {
  return playheadAt(view, endOfMoment(view, record));
}

/** The end of the moment before the one that was last shown. */
export function previousMoment(view: TraceView, record: number): Playhead {
  return playheadAt(view, startOfMoment(view, record - 1));
}

/** The end of the next moment with a record that fits. Undefined when there is none. */
export function nextWhere(
  view: TraceView,
  record: number,
  fits: (index: number) => boolean,
): Playhead | undefined {
  for (let index = record; index < view.length; index++) {
    if (fits(index)) return playheadAt(view, endOfMoment(view, index));
  }
  return undefined;
}

/** Kinds of record that a chat would rather not have: a drop, a refusal, a crash, a second copy. */
export const SURPRISES: ReadonlySet<number> = new Set([
  RECORD.lost,
  RECORD.refused,
  RECORD.crashed,
  RECORD.duplicate,
  RECORD.gap,
]);

export const isSurprise = (view: TraceView, index: number): boolean =>
  SURPRISES.has(view.columns.kind[index] as number);

/** The ordinal of the last moment before a playhead; -1 before the first. */
export const ordinalAt = (view: TraceView, record: number): number =>
  record === 0 ? -1 : (view.columns.ordinal[record - 1] as number);

/**
 * The playhead after what a person just did at it: their own action is the next moment, at the
 * same time and caused by nothing. Unchanged when it left no record.
 */
export function afterAction(view: TraceView, playhead: Playhead): Playhead {
  const { record, timeUs } = playhead;
  if (record >= view.length) return playhead;
  const isOwn =
    view.columns.timeUs[record] === Math.floor(timeUs) && view.columns.cause[record] === -1;
  return isOwn ? { record: endOfMoment(view, record), timeUs } : playhead;
}

function endOfMoment(view: TraceView, index: number): number {
  const { ordinal } = view.columns;
  let end = index;
  while (end < view.length && ordinal[end] === ordinal[index]) end++;
  return end;
}

function startOfMoment(view: TraceView, index: number): number {
  const { ordinal } = view.columns;
  let start = Math.max(0, index);
  while (start > 0 && ordinal[start - 1] === ordinal[index]) start--;
  return start;
}
