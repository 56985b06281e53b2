/** Where the life of one message takes another course in two traces of the same plan. */
import type { Trace, TraceRecord } from '../kernel/index.ts';
import { recordKind } from '../models/index.ts';

/**
 * The indices of the first records of the message, one in each trace, that do not say the same;
 * -1 where a trace has no more of them. Times may differ: another way takes another time.
 */
export function firstForeign(one: Trace, other: Trace, message: string): readonly [number, number] {
  const [mine, theirs] = [lifeOf(one, message), lifeOf(other, message)];
  for (let place = 0; place < Math.max(mine.length, theirs.length); place++) {
    const [a, b] = [mine[place], theirs[place]];
    if (a !== undefined && b !== undefined && told(one, a) === told(other, b)) continue;
    return [a?.index ?? -1, b?.index ?? -1];
  }
  return [-1, -1];
}

/** Every record that names the message. */
function lifeOf(trace: Trace, message: string): readonly TraceRecord[] {
  const id = trace.names.find(message);
  const records: TraceRecord[] = [];
  for (let index = trace.base; index < trace.length && id >= 0; index++) {
    if (trace.columns.message[index] === id) records.push(trace.readRecord(index));
  }
  return records;
}

/** Two traces number their names differently, and plain numbers may be times. */
function told(trace: Trace, { node, kind, a, b, c }: TraceRecord): string {
  const fields = recordKind(kind).fields.map(({ kind: type }, place) => {
    const value = [a, b, c][place]!;
    if (type === 'number') return '';
    return type === 'text' ? (value < 0 ? '' : trace.names.text(value)) : String(value);
  });
  return [node, kind, ...fields].join(' ');
}
