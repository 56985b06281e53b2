/**
 * load: at the scenario's scale no node is asked for more a second than it can do, on average over
 * ten seconds, and none turns work away. Only nodes with a declared capacity are judged.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD, REFUSALS } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { People } from './people.ts';

const OVER_CAPACITY = REFUSALS.indexOf('overCapacity');
const SECOND_US = 1_000_000;
const WINDOW_SECONDS = 10;

/** Arrivals of the last seconds, one count for each. */
interface Meter {
  readonly perSecond: number;
  readonly counts: number[];
  sum: number;
  second: number;
}

export class Load implements Check {
  readonly name = 'load';
  readonly kinds = ['received', 'refused'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #meters = new Map<number, Meter>();
  #asked = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, new MessageBook());
    context.topology.nodes.forEach((_, node) => {
      const perSecond = this.#capacityOf(node);
      if (perSecond === Infinity) return;
      const counts = Array.from({ length: WINDOW_SECONDS }, () => 0);
      this.#meters.set(node, { perSecond, counts, sum: 0, second: 0 });
    });
  }

  step(record: TraceRecord): void {
    const meter = this.#meters.get(record.node);
    if (meter === undefined) return;
    const isCounted = this.#isLogin(record) || this.#context.topology.nodes[record.node]?.service;
    if (record.kind === RECORD.received && isCounted) this.#count(record, meter);
    else if (record.kind === RECORD.refused && record.a === OVER_CAPACITY) {
      this.broken ??= brokenAt(
        record.index,
        `${this.#people.node(record.node)} turns work away, although its capacity is ` +
          `${wholeOf(meter.perSecond)} a second`,
      );
    }
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    if (this.#meters.size === 0) return notProved('no node has a declared capacity');
    return this.#asked ? HOLDS : notProved('no node with a declared capacity was asked anything');
  }

  #count({ node, timeUs, index }: TraceRecord, meter: Meter): void {
    this.#asked = true;
    const second = Math.floor(timeUs / SECOND_US);
    for (; meter.second < second; meter.second++) {
      const place = (meter.second + 1) % WINDOW_SECONDS;
      meter.sum -= meter.counts[place]!;
      meter.counts[place] = 0;
      // A long silence empties the window; the seconds in between are all alike.
      if (meter.sum === 0) meter.second = Math.max(meter.second, second - 1);
    }
    meter.counts[second % WINDOW_SECONDS]!++;
    meter.sum++;
    if (meter.sum <= meter.perSecond * WINDOW_SECONDS) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} is asked ${meter.sum} times in ${WINDOW_SECONDS} s and can do ` +
        `${wholeOf(meter.perSecond)} a second`,
    );
  }

  /** Operations a second; Infinity where none is declared. */
  #capacityOf(node: number): number {
    const { topology, design } = this.#context;
    const spec = topology.nodes[node];
    if (spec?.service !== undefined) {
      const { workers, serviceMs } = spec.service;
      return serviceMs > 0 ? (workers * 1000) / serviceMs : Infinity;
    }
    const logins = spec?.kind === 'load-balancer' ? Number(design['loginsPerSecond'] ?? 0) : 0;
    return logins > 0 ? logins : Infinity;
  }

  #isLogin({ kind, b }: TraceRecord): boolean {
    return kind === RECORD.received && this.#context.names.text(b) === 'open';
  }
}

const wholeOf = (perSecond: number): number => Math.floor(perSecond * 10) / 10;
