/** Looks for records in a run's view, for the moments and figures of the scenes. */
import type { TraceRecord } from '../../kernel/index.ts';
import type { Branch, Playhead } from '../playback/index.ts';

export interface Wanted {
  readonly fits?: (record: TraceRecord) => boolean;
  readonly from?: number;
}

/**
 * The first record of a kind that fits, at or after `from`; undefined when there is none. A run has
 * hundreds of thousands of records: only those of the kind are read.
 */
export function findRecord(
  { view }: Branch,
  kind: number,
  { fits = () => true, from = 0 }: Wanted = {},
): TraceRecord | undefined {
  const { kind: kinds } = view.columns;
  for (let index = kinds.indexOf(kind, from); index >= 0 && index < view.length;) {
    const record = view.readRecord(index);
    if (fits(record)) return record;
    index = kinds.indexOf(kind, index + 1);
  }
  return undefined;
}

/** A person needs a moment to look before it happens. */
const LEAD_US = 60_000;

/** Just before a record, so that playing on shows it happen. */
export function justBefore({ view }: Branch, record: TraceRecord, leadUs = LEAD_US): Playhead {
  const timeUs = Math.max(0, record.timeUs - leadUs);
  return { record: view.lengthAt(timeUs), timeUs };
}
