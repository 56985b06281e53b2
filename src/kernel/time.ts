/**
 * Simulated time: a whole number of microseconds from the start of a run, 0 to 2^53 - 1 (285 years).
 * Whole numbers, because sums of fractions differ by the order in which they are added.
 */

/** Integer microseconds since the start of the run. */
export type TimeUs = number;

export const MS = 1000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The last moment that can be written down: 2^53 - 1 microseconds. */
export const LAST_TIME_US: TimeUs = Number.MAX_SAFE_INTEGER;

/** True for a number that can be a moment or a duration: an integer from 0 to LAST_TIME_US. */
export function isTimeUs(value: number): boolean {
  return value >= 0 && value <= LAST_TIME_US && Math.floor(value) === value;
}

/**
 * Milliseconds to the nearest whole microsecond, halves upwards.
 * @throws RangeError when `ms` is negative, not a number, or beyond LAST_TIME_US.
 */
export function usFromMs(ms: number): TimeUs {
  const us = Math.floor(ms * MS + 0.5);
  if (!(ms >= 0 && us <= LAST_TIME_US)) {
    throw new RangeError(`${ms} ms is not a time: expected 0 to ${LAST_TIME_US / MS} ms`);
  }
  return us;
}

/** A time in words a person reads, without the reader's locale: `0.25 ms`, `1,250 ms`. */
export function timeInWords(timeUs: TimeUs): string {
  const wholeMs = Math.floor(timeUs / MS);
  const restUs = timeUs - wholeMs * MS;
  const decimals = String(restUs + MS)
    .slice(1)
    .replace(/0+$/, '');
  return `${digitsInGroups(wholeMs)}${decimals === '' ? '' : `.${decimals}`} ms`;
}

/** A whole number with a comma at each thousand: `5,000,000`. The same on every machine. */
export function digitsInGroups(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}
