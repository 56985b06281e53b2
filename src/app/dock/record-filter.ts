/** Which records are told: by message, by node, by level. Lists of matches grow with the run. */
import type { TraceView } from '../../kernel/index.ts';
import { RECORD_KINDS, RECORD_NAMES } from '../../models/index.ts';

/** `life`: what people would notice. `wire`: packets too. `inner`: everything. */
export type Level = 'life' | 'wire' | 'inner';

export interface RecordFilter {
  readonly level: Level;
  /** A message's name (`ana/m1`); '' for all. */
  readonly message: string;
  /** A node's number; -1 for all. */
  readonly node: number;
}

export const EVERYTHING: RecordFilter = { level: 'inner', message: '', node: -1 };
export const WHAT_PEOPLE_NOTICE: RecordFilter = { ...EVERYTHING, level: 'life' };

const DEPTH: Readonly<Record<Level, number>> = { life: 0, wire: 1, inner: 2 };

/** How deep inside each kind of record lies, by its number. */
const KIND_DEPTH = Uint8Array.from(RECORD_NAMES, (name) => DEPTH[RECORD_KINDS[name].level]);

/** The indexes of the records that fit, rising. Reads each record once. */
export class MatchList {
  readonly #view: TraceView;
  readonly #filter: RecordFilter;
  readonly #indices: number[] = [];
  #read = 0;

  constructor(view: TraceView, filter: RecordFilter) {
    this.#view = view;
    this.#filter = filter;
  }

  /** Looks at what has come since. */
  update(): this {
    const { columns, length, names } = this.#view;
    const { level, message, node } = this.#filter;
    const depth = DEPTH[level];
    // A message that nobody has typed yet has no number and no record.
    const messageId = message === '' ? -1 : names.find(message);
    if (message !== '' && messageId < 0) {
      this.#read = length;
      return this;
    }
    for (; this.#read < length; this.#read++) {
      const index = this.#read;
      if (KIND_DEPTH[columns.kind[index]!]! > depth) continue;
      if (messageId >= 0 && columns.message[index] !== messageId) continue;
      if (node >= 0 && columns.node[index] !== node) continue;
      this.#indices.push(index);
    }
    return this;
  }

  get length(): number {
    return this.#indices.length;
  }

  at(place: number): number {
    return this.#indices[place]!;
  }

  /** How many matches lie among the first so many records. */
  countBefore(record: number): number {
    let low = 0;
    let high = this.#indices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#indices[middle]! < record) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const kept = new WeakMap<TraceView, Map<string, MatchList>>();

/** The same list for the same view and filter: story, table and export share it. */
export function matchesOf(view: TraceView, filter: RecordFilter): MatchList {
  let lists = kept.get(view);
  if (lists === undefined) kept.set(view, (lists = new Map()));
  const key = `${filter.level} ${filter.node} ${filter.message}`;
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = new MatchList(view, filter)));
  return list.update();
}
