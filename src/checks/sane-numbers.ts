/**
 * sane-numbers: the model's own arithmetic. Little's law holds for the network within 5 %, no
 * station works more than its workers can, and percentiles do not fall.
 */
import { NO_RECORD, type TraceRecord } from '../kernel/index.ts';
import { Histogram, MessageBook } from '../measures/index.ts';
import { RECORD } from '../models/index.ts';
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

/** Fewer completions say nothing. */
const COMPLETIONS_LEAST = 1000;
const LITTLE_ERROR_MOST = 0.05;
/** Service times are drawn: the sum of 300 is off by 6 % more often than not. */
const JOBS_LEAST = 300;
const UTILISATION_MOST = 1.3;
const PERCENTS = [50, 90, 95, 99] as const;

interface Flight {
  readonly sentUs: number;
  readonly flightUs: number;
  readonly to: number;
}

interface Station {
  served: number;
  firstUs: number;
  lastUs: number;
}

export class SaneNumbers implements Check {
  readonly name = 'sane-numbers';
  /** The answer to a packet that waits in a queue may be any of these. */
  readonly kinds = [
    'sent',
    'received',
    'lost',
    'paused',
    'stored',
    'accepted',
    'refused',
    'served',
  ] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #flights = new Map<number, Flight>();
  /** What each arrival took, measured; and what was foretold when it left. */
  readonly #latencies = new Histogram();
  #measuredUs = 0;
  #foretoldUs = 0;
  /** Arrivals that wait in a station, by record. */
  readonly #waiting = new Map<number, number>();
  readonly #stations = new Map<number, Station>();
  /** The system keeps packets for a paused node: their time is not the network's. */
  readonly #paused = new Set<number>();
  #last = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, new MessageBook());
  }

  step(record: TraceRecord): void {
    const { kind, cause, index, node, timeUs } = record;
    this.#last = index;
    if (cause !== NO_RECORD && this.#waiting.delete(cause)) this.#serve(node, timeUs);
    if (kind === RECORD.paused) this.#paused.add(node);
    else if (kind === RECORD.sent) {
      this.#flights.set(index, { sentUs: timeUs, flightUs: record.c, to: record.a });
    } else if (kind === RECORD.received || kind === RECORD.lost) this.#arrive(record);
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    const { count } = this.#latencies;
    if (count < COMPLETIONS_LEAST) {
      return notProved(`only ${count} packets arrived, and ${COMPLETIONS_LEAST} are needed`);
    }
    return this.#judgeLittle() ?? this.#judgeStations() ?? this.#judgePercentiles() ?? HOLDS;
  }

  #arrive({ kind, cause, node, index, timeUs }: TraceRecord): void {
    const flight = this.#flights.get(cause);
    if (flight === undefined || this.#paused.has(node)) return;
    this.#flights.delete(cause);
    const tookUs = timeUs - flight.sentUs;
    if (flight.to === node && tookUs >= 0) {
      this.#latencies.add(tookUs);
      this.#measuredUs += tookUs;
      this.#foretoldUs += flight.flightUs;
    }
    const { service } = this.#context.topology.nodes[node] ?? {};
    if (kind === RECORD.received && service !== undefined) this.#waiting.set(index, node);
  }

  #serve(node: number, timeUs: number): void {
    const station = this.#stations.get(node);
    if (station === undefined) {
      this.#stations.set(node, { served: 1, firstUs: timeUs, lastUs: timeUs });
    } else {
      station.served++;
      station.lastUs = timeUs;
    }
  }

  /** L = λW over the whole run: both sides times its length are sums of times under way. */
  #judgeLittle(): Broken | undefined {
    const error = Math.abs(this.#measuredUs - this.#foretoldUs);
    if (error <= LITTLE_ERROR_MOST * this.#foretoldUs) return undefined;
    const seconds = (us: number): number => Math.floor(us / 1_000_000);
    return brokenAt(
      this.#last,
      `packets were under way for ${seconds(this.#measuredUs)} s in all, and arrivals times their ` +
        `latency make ${seconds(this.#foretoldUs)} s`,
    );
  }

  #judgeStations(): Broken | undefined {
    for (const [node, { served, firstUs, lastUs }] of this.#stations) {
      const service = this.#context.topology.nodes[node]?.service;
      if (service === undefined || served < JOBS_LEAST) continue;
      const workUs = served * service.serviceMs * 1000;
      if (workUs <= UTILISATION_MOST * service.workers * (lastUs - firstUs)) continue;
      const words = `${this.#people.node(node)} did ${served} jobs`;
      return brokenAt(this.#last, `${words}, which is more than its workers have time for`);
    }
    return undefined;
  }

  #judgePercentiles(): Broken | undefined {
    const values = PERCENTS.map((percent) => this.#latencies.percentile(percent));
    const isFalling = values.some((value, place) => place > 0 && value < values[place - 1]!);
    if (!isFalling) return undefined;
    return brokenAt(this.#last, `the percentiles of latency fall: ${values.join(', ')} µs`);
  }
}
