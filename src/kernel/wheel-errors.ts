/** What the timing wheel says when it is used wrongly: our own mistakes, so it throws at once. */
import type { TimeUs } from './time.ts';
import { LAST_TIME_US } from './time.ts';

export function badTime(timeUs: number, nowUs: TimeUs): RangeError {
  const expected = `expected whole microseconds from now (${nowUs}) to ${LAST_TIME_US}`;
  return new RangeError(`cannot schedule at ${timeUs}: ${expected}`);
}

export function badNumbers(numbers: Readonly<Record<string, number>>): RangeError {
  const came = Object.entries(numbers).map(([name, value]) => `${name} ${value}`);
  return new RangeError(`an event holds 32-bit integers only, not ${came.join(', ')}`);
}

export function badHandle(handle: number): RangeError {
  const cure = 'forget a handle when its event is taken or cancelled, or ask isPending first';
  return new RangeError(`cannot cancel handle ${handle}: it is not pending; ${cure}`);
}

export function tooManyPending(most: number): RangeError {
  return new RangeError(`more than ${most} events are pending: simulate fewer entities`);
}
