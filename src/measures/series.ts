/** A value over simulated time, for a chart: kept only where it changed. */

export interface Series {
  readonly name: string;
  /** Unit of the values: 'packets', 'connections', '1/s'. */
  readonly unit: string;
  /** Rising. A gauge keeps its value until the next point; a rate is zero where no point is. */
  readonly timesUs: readonly number[];
  readonly values: readonly number[];
}

const SECOND_US = 1_000_000;
/** Changes closer together than this are one point: the last value counts. */
const GAUGE_STEP_US = 10_000;

/** A level that goes up and down. */
export class Gauge {
  value = 0;
  highest = 0;
  readonly #timesUs: number[] = [];
  readonly #values: number[] = [];

  set(timeUs: number, value: number): void {
    this.value = value;
    this.highest = Math.max(this.highest, value);
    const stepUs = Math.floor(timeUs / GAUGE_STEP_US) * GAUGE_STEP_US;
    const last = this.#timesUs.length - 1;
    if (this.#timesUs[last] === stepUs) this.#values[last] = value;
    else {
      this.#timesUs.push(stepUs);
      this.#values.push(value);
    }
  }

  add(timeUs: number, change: number): void {
    this.set(timeUs, Math.max(0, this.value + change));
  }

  series(name: string, unit: string): Series {
    return { name, unit, timesUs: [...this.#timesUs], values: [...this.#values] };
  }
}

/** How often something happens in each second of simulated time. */
export class Rate {
  total = 0;
  highest = 0;
  readonly #timesUs: number[] = [];
  readonly #values: number[] = [];

  count(timeUs: number): void {
    const secondUs = Math.floor(timeUs / SECOND_US) * SECOND_US;
    this.total++;
    let last = this.#timesUs.length - 1;
    if (this.#timesUs[last] !== secondUs) {
      this.#timesUs.push(secondUs);
      this.#values.push(0);
      last++;
    }
    const value = this.#values[last]! + 1;
    this.#values[last] = value;
    this.highest = Math.max(this.highest, value);
  }

  series(name: string, unit: string): Series {
    return { name, unit, timesUs: [...this.#timesUs], values: [...this.#values] };
  }
}
