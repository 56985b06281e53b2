/**
 * How long a phone waits before its next attempt. The formulas are those of the simulator behind
 * M. Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015): the first failure is
 * number 1, so the first ceiling is twice the base.
 */
import type { PhoneKnobs } from './knobs.ts';

export interface BackoffPolicy {
  readonly algorithm: Exclude<PhoneKnobs['backoff'], 'grpc' | 'kafka'>;
  readonly baseMs: number;
  readonly capMs: number;
}

/** min(cap, base * 2^failures), in milliseconds. */
export function ceilingMs(failures: number, { baseMs, capMs }: BackoffPolicy): number {
  let ceiling = baseMs;
  // Doubling stops at the cap, so that a phone that fails for a year does not reach Infinity.
  for (let step = 0; step < failures && ceiling < capMs; step += 1) ceiling *= 2;
  return Math.min(capMs, ceiling);
}

/**
 * The wait before the next attempt, in milliseconds, after this many failures (from 1).
 * `draw` answers a number in [0,1) for a failure's number; decorrelated asks for all of them,
 * because each of its waits depends on the one before.
 */
export function backoffMs(
  failures: number,
  policy: BackoffPolicy,
  draw: (failure: number) => number,
): number {
  const ceiling = ceilingMs(failures, policy);
  switch (policy.algorithm) {
    case 'none':
      return 0;
    case 'exponential':
      return ceiling;
    case 'equal':
      return ceiling / 2 + (draw(failures) * ceiling) / 2;
    case 'full':
      return draw(failures) * ceiling;
    case 'decorrelated':
      return decorrelatedMs(failures, policy, draw);
  }
}

function decorrelatedMs(
  failures: number,
  { baseMs, capMs }: BackoffPolicy,
  draw: (failure: number) => number,
): number {
  let waitMs = baseMs;
  for (let failure = 1; failure <= failures; failure += 1) {
    waitMs = Math.min(capMs, baseMs + draw(failure) * (3 * waitMs - baseMs));
  }
  return waitMs;
}
