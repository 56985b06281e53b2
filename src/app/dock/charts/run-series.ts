/** The numbers behind the charts, read from the records in pieces, once for each view. */
import type { TraceRecord, TraceView } from '../../../kernel/index.ts';
import {
  createMeasures,
  MessageBook,
  type Measures,
  type Series,
} from '../../../measures/index.ts';
import { RECORD } from '../../../models/index.ts';
import type { Branch } from '../../playback/index.ts';

/** When a message was shown, and how long after its typing. */
export interface Delivery {
  readonly timeUs: number;
  readonly latencyMs: number;
}

const RECORDS_PER_LOOK = 1000;

export class SeriesReader {
  readonly #view: TraceView;
  readonly #measures: Measures;
  readonly #book = new MessageBook();
  readonly deliveries: Delivery[] = [];
  #read = 0;

  constructor({ view, nodes }: Branch) {
    this.#view = view;
    this.#measures = createMeasures({ topology: nodes, names: view.names });
  }

  /** Reads on until the time is up; answers whether there is more to read. */
  advance(isTimeUp: () => boolean): boolean {
    const record = {} as TraceRecord;
    while (this.#read < this.#view.length) {
      if (this.#read % RECORDS_PER_LOOK === 0 && isTimeUp()) return true;
      this.#step(this.#view.readRecord(this.#read, record));
      this.#read++;
    }
    return false;
  }

  get read(): number {
    return this.#read;
  }

  series(): readonly Series[] {
    return this.#measures.seriesNames().flatMap((name) => this.#measures.series(name) ?? []);
  }

  #step(record: TraceRecord): void {
    this.#measures.step(record);
    this.#book.step(record);
    if (record.kind !== RECORD.shown) return;
    const facts = this.#book.about(record.message);
    if (facts === undefined || facts.phone === record.node) return;
    const latencyMs = (record.timeUs - facts.typedAtUs) / 1000;
    this.deliveries.push({ timeUs: record.timeUs, latencyMs });
  }
}

const readers = new WeakMap<TraceView, SeriesReader>();

export function readerOf(branch: Branch): SeriesReader {
  let reader = readers.get(branch.view);
  if (reader === undefined) readers.set(branch.view, (reader = new SeriesReader(branch)));
  return reader;
}

/** The percentiles of each of so many equal stretches of the run; empty stretches are left out. */
export function latencyBands(
  deliveries: readonly Delivery[],
  endUs: number,
  stretches: number,
): readonly Series[] {
  const values = Array.from({ length: stretches }, (): number[] => []);
  for (const { timeUs, latencyMs } of deliveries) {
    const stretch = Math.min(stretches - 1, Math.floor((timeUs / endUs) * stretches));
    values[stretch]?.push(latencyMs);
  }
  const filled = values.flatMap((list, stretch) =>
    list.length === 0
      ? []
      : [
          {
            middleUs: ((stretch + 0.5) / stretches) * endUs,
            sorted: list.toSorted((one, other) => one - other),
          },
        ],
  );
  return ([50, 95, 99] as const).map((percent) => ({
    name: `p${percent}`,
    unit: 'ms',
    timesUs: filled.map(({ middleUs }) => middleUs),
    values: filled.map(({ sorted }) => percentileOf(sorted, percent)),
  }));
}

/** Nearest rank: the value that so many percent of all do not exceed. */
export function percentileOf(sorted: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}

/** At most so many points: of each stretch its first, least, greatest and last. */
export function thinned(series: Series, most: number): Series {
  const { timesUs, values } = series;
  if (timesUs.length <= most) return series;
  const step = Math.ceil((timesUs.length * 4) / most);
  const kept = new Set<number>();
  for (let start = 0; start < timesUs.length; start += step) {
    const end = Math.min(timesUs.length, start + step);
    let [least, greatest] = [start, start];
    for (let place = start; place < end; place++) {
      if (values[place]! < values[least]!) least = place;
      if (values[place]! > values[greatest]!) greatest = place;
    }
    for (const place of [start, least, greatest, end - 1]) kept.add(place);
  }
  const places = [...kept].toSorted((one, other) => one - other);
  return {
    ...series,
    timesUs: places.map((place) => timesUs[place]!),
    values: places.map((place) => values[place]!),
  };
}
