/** Digests of growing parts of a run: with them two runs can be compared when only one is there. */
import { Digest, type TraceView } from '../../kernel/index.ts';

const MARKS = 16;
const DIGITS = 6;

/** The record counts at which a run of this length is marked: a sixteenth, two sixteenths, ... */
function places(records: number): number[] {
  return Array.from({ length: MARKS }, (_, mark) => Math.floor((records * (mark + 1)) / MARKS));
}

export function digestMarks(view: TraceView, records = view.length): string {
  const digest = new Digest();
  let from = 0;
  return places(records)
    .map((place) => {
      const to = Math.min(place, view.length);
      digest.addRecords(view.columns, from, to);
      from = to;
      return digest.text().slice(0, DIGITS);
    })
    .join('');
}

/**
 * Between which records a run parts from the marked one; null when no mark differs.
 * @param records how many the marked run had.
 */
export function partingBetween(
  view: TraceView,
  marks: string,
  records: number,
): { readonly from: number; readonly to: number } | null {
  const own = digestMarks(view, records);
  const at = places(records);
  for (let mark = 0; mark < MARKS; mark++) {
    const [start, end] = [mark * DIGITS, (mark + 1) * DIGITS];
    if (own.slice(start, end) === marks.slice(start, end)) continue;
    return { from: at[mark - 1] ?? 0, to: at[mark] ?? records };
  }
  return null;
}
