/** Turns a record's named fields into the columns of the trace, and knows the causes of a moment. */
import type { Trace } from '../kernel/index.ts';
import {
  RECORD_NAMES,
  recordKind,
  type FieldKind,
  type RecordFields,
  type RecordName,
} from '../models/index.ts';

interface Field {
  readonly name: string;
  readonly kind: FieldKind;
}

interface Columns {
  readonly number: number;
  readonly a: Field | undefined;
  readonly b: Field | undefined;
  readonly c: Field | undefined;
}

const COLUMNS = Object.fromEntries(
  RECORD_NAMES.map((name, number) => {
    const [a, b, c] = recordKind(number).fields;
    return [name, { number, a, b, c }];
  }),
) as Readonly<Record<RecordName, Columns>>;

export class Recorder {
  ordinal = 0;
  timeUs = 0;
  /** The record that scheduled this moment, -1 for a plan's own action. */
  cause = -1;
  /** The first record of this moment: the cause of those that follow. */
  first = -1;

  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  begin(ordinal: number, timeUs: number, cause: number): void {
    this.ordinal = ordinal;
    this.timeUs = timeUs;
    this.cause = cause;
    this.first = -1;
  }

  /** The record on whose account something is scheduled now. */
  get origin(): number {
    return this.first >= 0 ? this.first : this.cause;
  }

  write(node: number, name: RecordName, fields: RecordFields = {}): number {
    const { number, a, b, c } = COLUMNS[name];
    const names = this.#trace.names;
    const index = this.#trace.append(
      this.ordinal,
      this.timeUs,
      node,
      number,
      this.origin,
      fields.join ?? -1,
      fields.message === undefined || fields.message === '' ? -1 : names.id(fields.message),
      a === undefined ? 0 : this.#scalar(name, a, fields),
      b === undefined ? 0 : this.#scalar(name, b, fields),
      c === undefined ? 0 : this.#scalar(name, c, fields),
    );
    if (this.first < 0) this.first = index;
    return index;
  }

  #scalar(record: RecordName, field: Field, fields: RecordFields): number {
    const value = fields[field.name];
    if (value === undefined) return field.kind === 'node' || field.kind === 'text' ? -1 : 0;
    if (field.kind === 'text') return this.#trace.names.id(String(value));
    if (typeof field.kind === 'string') return Number(value);
    const member = field.kind.indexOf(String(value));
    if (member < 0) throw new Error(`record ${record}: ${field.name} cannot be "${value}"`);
    return member;
  }
}
