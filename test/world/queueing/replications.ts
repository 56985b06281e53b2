/** Independent replications of one queue, and a closed form against their mean. */
import { expect } from 'vitest';
import { runQueue, type QueueInput, type QueueOutcome } from './station-run.ts';

export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

export function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = squares / (values.length - 1);
  return { mean, standardError: Math.sqrt(variance / values.length) };
}

/**
 * Runs of the same queue under the seeds `${name}/1`, `${name}/2`, ... Thirty, because a standard error
 * estimated from a dozen is now and then half of what it should be.
 */
export function replicate(name: string, input: QueueInput, runs = 30): readonly QueueOutcome[] {
  return Array.from({ length: runs }, (_, nth) => runQueue(input, `${name}/${nth + 1}`));
}

/** The closed form lies within three standard errors of the mean over the replications. */
export function expectNear(values: readonly number[], exact: number, what: string): void {
  const { mean, standardError } = estimateOf(values);
  const errors = Math.abs(mean - exact) / standardError;
  expect(errors, `${what}: ${mean} ± ${standardError}, exactly ${exact}`).toBeLessThan(3);
}

/** Every customer's stay, added up, is the area under the number of customers: to the microsecond. */
export function expectLittlesLaw(outcomes: readonly QueueOutcome[]): void {
  for (const { areaUs, sojournsUs } of outcomes) expect(areaUs).toBe(sojournsUs);
}
