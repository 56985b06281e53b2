/** Redis's 64-bit integers: which texts are numbers, and where arithmetic overflows. */

/** By definition: the range of Redis's long long. */
export const INT64_MAX = 9223372036854775807n;
export const INT64_MIN = -9223372036854775808n;

// No plus sign, no leading zero, no "-0", no spaces: Redis's string2ll takes only its own spelling.
const CANONICAL = /^(?:0|-?[1-9][0-9]{0,18})$/;

/** The integer that a text spells, or undefined where Redis says "not an integer or out of range". */
export function parseInteger(text: string): bigint | undefined {
  if (!CANONICAL.test(text)) return undefined;
  const value = BigInt(text);
  return isInt64(value) ? value : undefined;
}

export const isInt64 = (value: bigint): boolean => value >= INT64_MIN && value <= INT64_MAX;

const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** A number where JavaScript's are exact, else the bigint itself. */
export const narrowed = (value: bigint): number | bigint =>
  value <= SAFE_MAX && value >= -SAFE_MAX ? Number(value) : value;
