/** Logarithm and exponential to 130 bits by whole-number arithmetic: what portable-math is held to. */

const BITS = 130n;
const ONE = 1n << BITS;

/** A float as a fixed-point number with BITS bits behind the point; bits below that are cut. */
export function fixedOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const exponent = Number((word >> 52n) & 2047n);
  const fraction = word & ((1n << 52n) - 1n);
  const whole = exponent === 0 ? fraction : fraction | (1n << 52n);
  const shift = BITS + BigInt(Math.max(exponent, 1) - 1075);
  const size = shift >= 0n ? whole << shift : whole >> -shift;
  return word >> 63n === 1n ? -size : size;
}

/** The nearest float to a fixed-point number, good to far less than a unit in the last place. */
export function floatOf(fixed: bigint): number {
  const negative = fixed < 0n;
  const size = negative ? -fixed : fixed;
  const length = size.toString(2).length;
  const drop = Math.max(0, length - 64);
  const value = Number(size >> BigInt(drop)) * 2 ** (drop - Number(BITS));
  return negative ? -value : value;
}

/** Distance between 1 and the next float at this size. */
export function unitInLastPlace(x: number): number {
  const size = Math.max(Math.abs(x), 2 ** -1022);
  return 2 ** Math.max(-1074, exponentOf(size) - 52);
}

function exponentOf(size: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  return ((view.getUint32(0) >>> 20) & 2047) - 1023;
}

/** ln of a normal float above 0, in fixed point: 2 atanh((m - 1) / (m + 1)) + k ln 2. */
export function exactLn(x: number): bigint {
  const k = exponentOf(x);
  return 2n * atanhRatio(fixedOf(x / 2 ** k)) + BigInt(k) * LN2;
}

function atanhRatio(m: bigint): bigint {
  const ratio = ((m - ONE) << BITS) / (m + ONE);
  const square = (ratio * ratio) >> BITS;
  let power = ratio;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) >> BITS;
  }
  return sum;
}

const LN2 = 2n * atanhRatio(2n * ONE);

/** e to the x, in fixed point, for x from -40 to 40: Taylor series after halving 8 times. */
export function exactExp(x: number): bigint {
  const reduced = fixedOf(x) >> 8n;
  let term = ONE;
  let sum = 0n;
  for (let n = 1n; term !== 0n && n < 200n; n += 1n) {
    sum += term;
    term = ((term * reduced) >> BITS) / n;
  }
  for (let i = 0; i < 8; i += 1) sum = (sum * sum) >> BITS;
  return sum;
}

/** How far a computed value is from the exact one, in units in the last place. */
export function errorInUnits(computed: number, exact: bigint): number {
  const difference = fixedOf(computed) - exact;
  return Math.abs(floatOf(difference)) / unitInLastPlace(floatOf(exact));
}
