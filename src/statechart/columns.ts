/**
 * The context of all entities of a machine, one typed array a key. User functions see one entity at
 * a time through `view`, an object whose properties read the columns at the cursor.
 */
import type { Scalar } from './machine-event.ts';

export type ColumnKind = 'number' | 'integer' | 'boolean' | 'string';

export interface ColumnSpec {
  readonly key: string;
  readonly kind: ColumnKind;
}

type Cells = Float64Array | Int32Array | Uint8Array | Uint16Array;

export interface WritableColumn {
  /** The cells, where any number may be written as it is. */
  readonly numbers: Float64Array | undefined;
  /** Throws when the value is of another kind than the column. */
  write(entity: number, value: unknown): void;
}

interface Column extends ColumnSpec, WritableColumn {
  readonly cells: Cells;
  read(entity: number): Scalar;
  /** A getter of its own for each column: reading context is what guards mostly do. */
  readAt(cursor: Cursor): () => Scalar;
}

/** Enums are small; a key that takes ever new strings holds data, which belongs in a store. */
export const STRINGS_MAX = 4096;

/** Where the machine's functions look: one entity at a time. */
export interface Cursor {
  entity: number;
}

export interface ColumnsImage {
  readonly cells: readonly Cells[];
  readonly strings: readonly string[];
}

export class Columns {
  /** The context as the machine's own functions see it. Reads the entity under the cursor. */
  readonly view: Readonly<Record<string, Scalar>> = {};
  readonly bytesPerEntity: number;
  private readonly columns: readonly Column[];
  private readonly byKey: ReadonlyMap<string, Column>;
  private readonly strings: string[] = [];
  private readonly numberOf = new Map<string, number>();
  private readonly machineId: string;

  constructor(machineId: string, specs: readonly ColumnSpec[], count: number, cursor: Cursor) {
    this.machineId = machineId;
    this.columns = specs.map((spec) => this.column(spec, count));
    this.byKey = new Map(this.columns.map((column) => [column.key, column]));
    for (const column of this.columns) {
      const get = column.readAt(cursor);
      Object.defineProperty(this.view, column.key, { get, enumerable: true });
    }
    this.bytesPerEntity = this.columns.reduce((sum, c) => sum + c.cells.BYTES_PER_ELEMENT, 0);
  }

  /** Writes one key of one entity; throws when the key is unknown or the kind is another. */
  write(entity: number, key: string, value: unknown): void {
    this.columnOf(key).write(entity, value);
  }

  /** Writes the whole context of one entity; throws when a key is missing. */
  fill(entity: number, context: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(context)) this.write(entity, key, context[key]);
    const missing = this.columns.find((column) => !(column.key in context));
    if (missing) {
      throw new Error(`machine "${this.machineId}": the context lacks "${missing.key}"`);
    }
  }

  read(entity: number, key: string): Scalar {
    return this.columnOf(key).read(entity);
  }

  copy(entity: number): Record<string, Scalar> {
    const context: Record<string, Scalar> = {};
    for (const column of this.columns) context[column.key] = column.read(entity);
    return context;
  }

  /** The column of a key, for whoever looks it up once and writes it often. */
  columnOf(key: string): WritableColumn & Pick<Column, 'read'> {
    const column = this.byKey.get(key);
    if (column) return column;
    const known = this.columns.map((each) => each.key).join(', ') || 'none';
    throw new Error(`machine "${this.machineId}": no context key "${key}"; it has ${known}`);
  }

  save(): ColumnsImage {
    return {
      cells: this.columns.map((column) => column.cells.slice()),
      strings: [...this.strings],
    };
  }

  restore(image: ColumnsImage): void {
    this.columns.forEach((column, index) => column.cells.set(image.cells[index] as Cells));
    this.strings.length = 0;
    this.numberOf.clear();
    for (const text of image.strings) this.intern(text, '');
  }

  private column(spec: ColumnSpec, count: number): Column {
    switch (spec.kind) {
      case 'number':
        return this.numbers(spec, new Float64Array(count));
      case 'integer':
        return this.integers(spec, new Int32Array(count));
      case 'boolean':
        return this.booleans(spec, new Uint8Array(count));
      case 'string':
        return this.texts(spec, new Uint16Array(count));
    }
  }

  private numbers(spec: ColumnSpec, cells: Float64Array): Column {
    const write = (entity: number, value: unknown) => {
      if (typeof value !== 'number') this.refuse(spec, value);
      cells[entity] = value as number;
    };
    const read = (entity: number) => cells[entity] as number;
    const readAt = (cursor: Cursor) => () => cells[cursor.entity] as number;
    return { ...spec, cells, numbers: cells, read, readAt, write };
  }

  private integers(spec: ColumnSpec, cells: Int32Array): Column {
    const write = (entity: number, value: unknown) => {
      if (((value as number) | 0) !== value) this.refuse(spec, value);
      cells[entity] = value as number;
    };
    const read = (entity: number) => cells[entity] as number;
    const readAt = (cursor: Cursor) => () => cells[cursor.entity] as number;
    return { ...spec, cells, numbers: undefined, read, readAt, write };
  }

  private booleans(spec: ColumnSpec, cells: Uint8Array): Column {
    const write = (entity: number, value: unknown) => {
      if (typeof value !== 'boolean') this.refuse(spec, value);
      cells[entity] = value ? 1 : 0;
    };
    const read = (entity: number) => cells[entity] === 1;
    const readAt = (cursor: Cursor) => () => cells[cursor.entity] === 1;
    return { ...spec, cells, numbers: undefined, read, readAt, write };
  }

  private texts(spec: ColumnSpec, cells: Uint16Array): Column {
    const write = (entity: number, value: unknown) => {
      if (typeof value !== 'string') this.refuse(spec, value);
      cells[entity] = this.intern(value as string, spec.key);
    };
    const read = (entity: number) => this.strings[cells[entity] as number] ?? '';
    const readAt = (cursor: Cursor) => () => read(cursor.entity);
    return { ...spec, cells, numbers: undefined, read, readAt, write };
  }

  private intern(text: string, key: string): number {
    const known = this.numberOf.get(text);
    if (known !== undefined) return known;
    if (this.strings.length === STRINGS_MAX) {
      throw new Error(
        `machine "${this.machineId}": context key "${key}" took over ${STRINGS_MAX} strings; ` +
          'a context holds enums, keep data in a store',
      );
    }
    this.numberOf.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }

  private refuse(spec: ColumnSpec, value: unknown): never {
    const text = typeof value === 'string' ? `"${value}"` : String(value);
    throw new Error(
      `machine "${this.machineId}": context key "${spec.key}" holds a ${spec.kind}, not ${text}`,
    );
  }
}
