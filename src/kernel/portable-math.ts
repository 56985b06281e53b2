/**
 * Logarithm, exponential and power from + - * / and bit moves only, so that every engine gives
 * the same bits. Math.log and its family differ between browsers, and between versions of one.
 * Method and coefficients: fdlibm (Sun Microsystems, 1993), e_log.c and e_exp.c.
 */

const float = new Float64Array(1);
const halves = new Int32Array(float.buffer);
float[0] = 1;
/** Which half of a float holds sign and exponent: 1 where the low byte comes first. */
const HIGH = halves[1] === 0x3ff00000 ? 1 : 0;

/** ln 2 in two parts; the first has trailing zero bits, so that k * LN2_HIGH is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

/** Natural logarithm, within 1 unit in the last place. 0 gives -Infinity, below 0 and NaN give NaN. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let exponent = -1023;
  if (x < SMALLEST_NORMAL) {
    exponent -= 54;
    float[0] = x * TWO_TO_54;
  } else {
    float[0] = x;
  }
  // x = 2^exponent * (1 + f) with 1 + f between sqrt(1/2) and sqrt(2).
  const high = halves[HIGH]!;
  const fraction = high & 0xfffff;
  const carry = (fraction + 0x95f64) & 0x100000;
  halves[HIGH] = fraction | (carry ^ 0x3ff00000);
  exponent += (high >> 20) + (carry >> 20);
  const f = float[0]! - 1;
  const halfSquare = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.4798198605106586e-1)));
  const series = even + odd;
  return exponent * LN2_HIGH - (halfSquare - (s * (halfSquare + series) + exponent * LN2_LOW) - f);
}

/** e to the power x, within 1 unit in the last place. Beyond 709.78 Infinity, below -745.13 zero. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x;
  if (x < -745.1332191019411) return 0;
  const scale = Math.floor(1.4426950408889634 * x + 0.5);
  const high = x - scale * LN2_HIGH;
  const low = scale * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (scale > 1023) return y * 2 * powerOfTwo(scale - 1);
  // Two steps below the normal range, so that the rounding to a subnormal happens once.
  if (scale < -1021) return y * powerOfTwo(scale + 1000) * powerOfTwo(-1000);
  return y * powerOfTwo(scale);
}

/** 2^n for an integer n from -1022 to 1023, exactly. */
function powerOfTwo(n: number): number {
  halves[1 - HIGH] = 0;
  halves[HIGH] = (n + 1023) << 20;
  return float[0]!;
}

/** Above this many, repeated squaring loses more digits than the logarithm does. */
const SQUARINGS_UP_TO = 64;

/**
 * x to the power y. Whole y up to 64 is multiplied out (exact where the result is a small whole
 * number); otherwise exp(y ln x), within about 1 + |y ln x| units in the last place.
 * A negative x with a y that is not whole, or beyond 64, gives NaN.
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Math.abs(y) <= SQUARINGS_UP_TO && Math.floor(y) === y) {
    const power = wholePower(x, Math.abs(y));
    return y < 0 ? 1 / power : power;
  }
  if (x === 0) return y > 0 ? 0 : y < 0 ? Infinity : NaN;
  return exp(y * ln(x));
}

function wholePower(x: number, y: number): number {
  let power = 1;
  let square = x;
  for (let rest = y; rest > 0; rest >>>= 1) {
    if (rest & 1) power *= square;
    square *= square;
  }
  return power;
}
