/** Draws from a fixed list of weights in one step (Walker 1977, Vose 1991), for skewed choices. */
import type { Luck, Purpose } from './chance.ts';
import { pow } from './portable-math.ts';

export class AliasTable {
  readonly length: number;
  /** A draw that falls in a column stays there when its fraction is below this. */
  private readonly keep: Float64Array;
  private readonly alias: Int32Array;

  /**
   * @param weights one number a choice, 0 or more, not all 0; they need not sum to 1.
   * @throws RangeError on an empty list, a negative or infinite weight, or a sum of 0.
   */
  constructor(weights: readonly number[]) {
    const total = totalOf(weights);
    const length = weights.length;
    this.length = length;
    this.keep = new Float64Array(length).fill(1);
    this.alias = new Int32Array(length);
    const share = weights.map((weight) => (weight / total) * length);
    const small: number[] = [];
    const large: number[] = [];
    share.forEach((value, i) => (value < 1 ? small : large).push(i));
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop()!;
      const rich = large.pop()!;
      this.keep[poor] = share[poor]!;
      this.alias[poor] = rich;
      share[rich] = share[rich]! + share[poor]! - 1;
      (share[rich]! < 1 ? small : large).push(rich);
    }
    // What is left of either list has a share of 1 but for rounding, and stays whole.
  }

  /** The index of a choice, each as likely as its share of the weights. */
  draw(luck: Luck, p: Purpose, a: number, b = 0, c = 0): number {
    const place = luck.uniform(p, a, b, c) * this.length;
    const column = Math.floor(place);
    return place - column < this.keep[column]! ? column : this.alias[column]!;
  }
}

function totalOf(weights: readonly number[]): number {
  let total = 0;
  weights.forEach((weight, i) => {
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`weight ${i} is ${weight}: expected a number that is 0 or more`);
    }
    total += weight;
  });
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`the ${weights.length} weights sum to ${total}: expected more than 0`);
  }
  return total;
}

/**
 * Zipf weights of n choices: the k-th weighs k^-exponent. With exponent 1 the second is chosen
 * half as often as the first, the third a third as often.
 * @throws RangeError unless n is a whole number of at least 1 and the exponent is 0 or more.
 */
export function zipfWeights(n: number, exponent: number): number[] {
  if (!(n >= 1 && Math.floor(n) === n && exponent >= 0 && exponent < Infinity)) {
    throw new RangeError(`no Zipf weights for n = ${n}, exponent = ${exponent}`);
  }
  const weights: number[] = [];
  for (let rank = 1; rank <= n; rank += 1) weights.push(pow(rank, -exponent));
  return weights;
}
