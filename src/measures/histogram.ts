/** Counts durations in buckets of whole microseconds: percentiles without keeping every value. */

/** Buckets for each doubling: a percentile is off by at most 1/64, about 1.6 %. */
const BUCKETS_PER_DOUBLING = 64;

/** Integers only, so that a fold gives the same state in every engine. */
export class Histogram {
  count = 0;
  readonly #buckets = new Map<number, number>();
  #least = Infinity;
  #most = -Infinity;

  /** @param value a whole number from 0 on. */
  add(value: number): void {
    const bucket = bucketOf(value);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.count++;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
  }

  /**
   * The value that `percent` of all values do not exceed (nearest rank), to the width of a bucket;
   * -1 when there is none. The least and the most are exact, so a single value is too.
   */
  percentile(percent: number): number {
    if (this.count === 0) return -1;
    const rank = Math.max(1, Math.ceil((percent / 100) * this.count));
    if (rank === this.count) return this.#most;
    let seen = 0;
    const buckets = [...this.#buckets].toSorted(([one], [other]) => one - other);
    for (const [bucket, count] of buckets) {
      seen += count;
      if (seen >= rank) return Math.min(this.#most, Math.max(this.#least, middleOf(bucket)));
    }
    return this.#most;
  }
}

/** Small values have a bucket each; above, a bucket is 1/64 of its doubling wide. */
function bucketOf(value: number): number {
  if (value < BUCKETS_PER_DOUBLING) return value;
  let width = 1;
  let doublings = 0;
  while (value >= width * BUCKETS_PER_DOUBLING * 2) {
    width *= 2;
    doublings++;
  }
  return doublings * BUCKETS_PER_DOUBLING + Math.floor(value / width);
}

function middleOf(bucket: number): number {
  if (bucket < BUCKETS_PER_DOUBLING * 2) return bucket;
  const doublings = Math.floor(bucket / BUCKETS_PER_DOUBLING) - 1;
  let width = 1;
  for (let step = 0; step < doublings; step++) width *= 2;
  const start = (bucket - doublings * BUCKETS_PER_DOUBLING) * width;
  return start + Math.floor(width / 2);
}
