/**
 * One queue on the kernel's wheel: customers come by keyed luck, the world's station serves them, and
 * what they met is counted. Time is in units of the mean service time, 1 s each.
 */
import { Luck, purpose, TimingWheel } from '../../../src/kernel/index.ts';
import type { ServiceSpec } from '../../../src/models/index.ts';
import { REFUSED, ServiceStation, WAITS } from '../../../src/world/service-station.ts';

const ARRIVAL_GAP = purpose('test/arrival gap');
const IS_URGENT = purpose('test/is urgent');
const UNIT_US = 1_000_000;
const ARRIVES = 0;
const DONE = 1;

export interface QueueInput {
  /** One for each station in a row; service times are given in units of time. */
  readonly stations: readonly Omit<ServiceSpec, 'serviceMs'>[];
  /** Mean service time of each station, 1 when left out. */
  readonly serviceUnits?: number;
  /** Arrivals in a unit of time. */
  readonly rate: number;
  readonly arrivals?: 'poisson' | 'paced';
  /** So many are there already at the start. */
  readonly behind?: number;
  /** Chance that a customer is urgent. */
  readonly urgent?: number;
  readonly customers: number;
  /** Customers who come first and are not counted: they find the queue too empty. */
  readonly warmUp: number;
}

/** Means over the customers who were counted. */
export interface QueueOutcome {
  readonly sojourn: number;
  /** By station. */
  readonly sojourns: readonly number[];
  /** Sojourns of those who were urgent, and of the rest. */
  readonly urgentSojourn: number;
  readonly otherSojourn: number;
  /** The share who found every worker of the first station busy, of all who came. */
  readonly waited: number;
  readonly refused: number;
  /** The share who stayed longer than so many units: 3, 10. */
  readonly longerThan3: number;
  readonly longerThan10: number;
  /** Little's law over the whole run, warm-up included: both sides, in customers times microseconds. */
  readonly areaUs: number;
  readonly sojournsUs: number;
  /** Customers in the system, averaged over time, and those served in a unit of time. */
  readonly inSystem: number;
  readonly throughput: number;
  /** When the last customer of a busy beginning left nobody behind. */
  readonly firstEmptyAt: number;
}

class Sum {
  total = 0;
  count = 0;
  add(value: number): void {
    this.total += value;
    this.count++;
  }
  get mean(): number {
    return this.count === 0 ? 0 : this.total / this.count;
  }
}

export const runQueue = (input: QueueInput, seed: string): QueueOutcome =>
  new QueueRun(input, seed).finish();

class QueueRun {
  private readonly input: QueueInput;
  private readonly luck: Luck;
  private readonly wheel = new TimingWheel();
  private readonly stations: readonly ServiceStation[];
  private readonly total: number;
  private readonly cameAtUs: Float64Array;
  /** When a customer reached the station where they are. */
  private readonly reachedUs: Float64Array;
  private readonly all = new Sum();
  private readonly urgent = new Sum();
  private readonly other = new Sum();
  private readonly byStation: readonly Sum[];
  private readonly waited = new Sum();
  private readonly refused = new Sum();
  private readonly longer3 = new Sum();
  private readonly longer10 = new Sum();
  private areaUs = 0;
  private sojournsUs = 0;
  private inside = 0;
  private sinceUs = 0;
  private emptyUs = -1;

  constructor(input: QueueInput, seed: string) {
    this.input = input;
    this.luck = new Luck(seed);
    const serviceMs = ((input.serviceUnits ?? 1) * UNIT_US) / 1000;
    this.stations = input.stations.map((spec) => new ServiceStation({ ...spec, serviceMs }));
    this.total = input.warmUp + input.customers;
    this.cameAtUs = new Float64Array(this.total);
    this.reachedUs = new Float64Array(this.total);
    this.byStation = input.stations.map(() => new Sum());
  }

  finish(): QueueOutcome {
    const wheel = this.wheel;
    this.awaitNext(0);
    while (wheel.take()) {
      if (wheel.kind === ARRIVES) this.arrive(wheel.entity);
      else this.finishAt(wheel.entity, wheel.a);
    }
    const units = wheel.nowUs / UNIT_US;
    return {
      sojourn: this.all.mean,
      sojourns: this.byStation.map(({ mean }) => mean),
      urgentSojourn: this.urgent.mean,
      otherSojourn: this.other.mean,
      waited: this.waited.mean,
      refused: this.refused.mean,
      longerThan3: this.longer3.mean,
      longerThan10: this.longer10.mean,
      areaUs: this.areaUs,
      sojournsUs: this.sojournsUs,
      inSystem: this.areaUs / wheel.nowUs,
      firstEmptyAt: this.emptyUs / UNIT_US,
      throughput: this.all.count / (units * (this.input.customers / this.total)),
    };
  }

  private awaitNext(customer: number): void {
    if (customer === this.total) return;
    const { arrivals, behind = 0, rate } = this.input;
    const isPaced = arrivals === 'paced';
    const gap = isPaced ? 1 : this.luck.exponential(ARRIVAL_GAP, customer);
    const gapUs = customer < behind ? 0 : Math.floor((gap * UNIT_US) / rate + 0.5);
    this.wheel.schedule(this.wheel.nowUs + gapUs, ARRIVES, customer);
  }

  private arrive(customer: number): void {
    this.awaitNext(customer + 1);
    const { depth, spec } = this.stations[0]!;
    this.cameAtUs[customer] = this.wheel.nowUs;
    const isIn = this.enter(customer, 0);
    if (isIn) this.count(1);
    if (customer < this.input.warmUp) return;
    this.waited.add(depth >= spec.workers ? 1 : 0);
    this.refused.add(isIn ? 0 : 1);
  }

  private enter(customer: number, place: number): boolean {
    const { nowUs } = this.wheel;
    const who = { pair: place, name: customer, nth: 1, row: customer, cause: -1 };
    const job = { ...who, isUrgent: this.isUrgent(customer) };
    this.reachedUs[customer] = nowUs;
    const doneUs = this.stations[place]!.admit(nowUs, this.luck, job);
    if (doneUs === REFUSED) return false;
    if (doneUs !== WAITS) this.wheel.schedule(doneUs, DONE, customer, place);
    return true;
  }

  finishAt(customer: number, place: number): void {
    const { nowUs } = this.wheel;
    const next = this.stations[place]!.leave(nowUs);
    if (next !== undefined) this.wheel.schedule(next.doneUs, DONE, next.row, place);
    if (customer >= this.input.warmUp) {
      this.byStation[place]!.add((nowUs - this.reachedUs[customer]!) / UNIT_US);
    }
    if (place + 1 < this.stations.length && this.enter(customer, place + 1)) return;
    this.count(-1);
    this.leave(customer);
  }

  private leave(customer: number): void {
    const stayedUs = this.wheel.nowUs - this.cameAtUs[customer]!;
    this.sojournsUs += stayedUs;
    if (customer < this.input.warmUp) return;
    const stayed = stayedUs / UNIT_US;
    this.all.add(stayed);
    (this.isUrgent(customer) ? this.urgent : this.other).add(stayed);
    this.longer3.add(stayed > 3 ? 1 : 0);
    this.longer10.add(stayed > 10 ? 1 : 0);
  }

  private count(change: number): void {
    const { nowUs } = this.wheel;
    this.areaUs += this.inside * (nowUs - this.sinceUs);
    this.sinceUs = nowUs;
    this.inside += change;
    if (this.inside === 0 && this.emptyUs < 0) this.emptyUs = nowUs;
  }

  private isUrgent(customer: number): boolean {
    return this.luck.uniform(IS_URGENT, customer) < (this.input.urgent ?? 0);
  }
}
