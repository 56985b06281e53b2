/** Looks for records in a run's view, for the moments and figures of the scenes. */
import type { TraceRecord } from '../../kernel/index.ts';
import type { Branch, Playhead } from '../playback/index.ts';

/** The first record that fits, at or after `from`; undefined when there is none. */
export function findRecord(
  { view }: Branch,
  fits: (record: TraceRecord) => boolean,
  from = 0,
): TraceRecord | undefined {
  for (let index = from; index < view.length; index++) {
    const record = view.readRecord(index);
    if (fits(record)) return record;
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
