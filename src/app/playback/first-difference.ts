/** Where two runs part: the first record that is not the same in both. */
import type { TraceView } from '../../kernel/index.ts';
import { recordKind } from '../../models/index.ts';

type Column = keyof Omit<TraceView['columns'], 'kind'>;
const COLUMNS: readonly Column[] = [
  'timeUs',
  'ordinal',
  'node',
  'cause',
  'join',
  'message',
  'a',
  'b',
  'c',
];

/** The number of records that both begin with. The length of the shorter when one begins the other. */
export function firstDifference(one: TraceView, other: TraceView): number {
  const most = Math.min(one.length, other.length);
  const firstName = firstOtherName(one, other);
  for (let index = 0; index < most; index++) {
    if (one.columns.kind[index] !== other.columns.kind[index]) return index;
    for (const column of COLUMNS) {
      if (one.columns[column][index] !== other.columns[column][index]) return index;
    }
    if (speaksOf(one, index, firstName)) return index;
  }
  return most;
}

/** The first name id that stands for another text, or that only one of them knows. */
function firstOtherName(one: TraceView, other: TraceView): number {
  const most = Math.min(one.names.length, other.names.length);
  for (let id = 0; id < most; id++) if (one.names.text(id) !== other.names.text(id)) return id;
  return most;
}

/** Whether a record names something whose id is at least this. */
function speaksOf(view: TraceView, index: number, id: number): boolean {
  const { columns } = view;
  if ((columns.message[index] as number) >= id) return true;
  const scalars = [columns.a[index], columns.b[index], columns.c[index]];
  return recordKind(columns.kind[index] as number).fields.some(
    ({ kind }, place) => kind === 'text' && (scalars[place] as number) >= id,
  );
}
