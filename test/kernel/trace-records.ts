/** Records for the tests of the trace: a short story, and long made-up streams. */
import { keyOf, Luck, purpose, type Trace, type TraceRecord } from '../../src/kernel/index.ts';

export type Row = Omit<TraceRecord, 'index'>;

/** A record with the given fields; the others are 0 or none. */
export function row(fields: Partial<Row> = {}): Row {
  const none = { cause: -1, join: -1, message: -1 };
  return { ordinal: 0, timeUs: 0, node: 0, kind: 0, ...none, a: 0, b: 0, c: 0, ...fields };
}

export function append(trace: Trace, fields: Partial<Row> = {}): number {
  const { ordinal, timeUs, node, kind, cause, join, message, a, b, c } = row(fields);
  return trace.append(ordinal, timeUs, node, kind, cause, join, message, a, b, c);
}

/** Everything a trace holds, as plain records. */
export function recordsOf(
  trace: Pick<Trace, 'base' | 'length' | 'readRecord'>,
  from = trace.base,
): TraceRecord[] {
  const records: TraceRecord[] = [];
  for (let index = from; index < trace.length; index += 1) records.push(trace.readRecord(index));
  return records;
}

const FIELD = purpose('fields of made-up records');

/** Appends made-up records, the same for the same seed and index, with a name now and then. */
export function appendMany(trace: Trace, count: number, seed = 'records'): void {
  const luck = new Luck(seed);
  const held = trace.length > trace.base;
  let timeUs = held ? trace.readRecord(trace.length - 1).timeUs : 0;
  for (let n = 0; n < count; n += 1) {
    const index = trace.length;
    timeUs = Math.max(timeUs, Math.floor(index / 3) * 1000);
    const below = (limit: number, field: string): number =>
      luck.below(limit, FIELD, index, keyOf(field));
    append(trace, {
      ordinal: Math.floor(index / 3) + 1,
      timeUs,
      node: below(6, 'node'),
      kind: below(256, 'kind'),
      cause: below(index + 1, 'cause') - 1,
      join: below(10, 'joins') === 0 ? below(index + 1, 'join') - 1 : -1,
      message: below(4, 'names') === 0 ? trace.names.id(`ana/m${below(50, 'name')}`) : -1,
      a: luck.bits(FIELD, index, 1) | 0,
      b: luck.bits(FIELD, index, 2) | 0,
      c: -below(100, 'c'),
    });
  }
}
