/** Tests of chance: how far draws are from what they should be, in standard deviations. */

/**
 * Chi-square of counts against expected counts, as a normal deviate (Wilson and Hilferty, 1931):
 * about 0 on average, above 4 three times in 100,000.
 */
export function chiSquareDeviate(counts: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  let cells = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const mean = expected[i]!;
    if (mean <= 0) continue;
    cells += 1;
    sum += (counts[i]! - mean) ** 2 / mean;
  }
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(sum / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** The same against equal counts. */
export function evenness(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) total += counts[i]!;
  return chiSquareDeviate(counts, new Float64Array(counts.length).fill(total / counts.length));
}

/**
 * Kolmogorov and Smirnov: sqrt(n) times the largest distance between the draws' distribution and
 * the one expected. Above 1.36 once in 20, above 1.95 once in 1000.
 */
export function kolmogorov(draws: number[], expected: (x: number) => number): number {
  const sorted = Float64Array.from(draws).sort();
  let worst = 0;
  sorted.forEach((x, i) => {
    const probability = expected(x);
    worst = Math.max(worst, probability - i / sorted.length, (i + 1) / sorted.length - probability);
  });
  return worst * Math.sqrt(sorted.length);
}

/** Correlation of two series, times sqrt(n): a normal deviate when they are independent. */
export function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const n = one.length;
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const x = one[i]!;
    const y = other[i]!;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const covariance = sumXY / n - (sumX / n) * (sumY / n);
  const spreadX = sumXX / n - (sumX / n) ** 2;
  const spreadY = sumYY / n - (sumY / n) ** 2;
  return (covariance / Math.sqrt(spreadX * spreadY)) * Math.sqrt(n);
}

/** The normal distribution's share below x, by its power series (Marsaglia, 2004). */
export function normalBelow(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let sum = x;
  let term = x;
  for (let n = 3; Math.abs(term) > 1e-18; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
}

/** How many bits are set. */
export function bitsSet(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
