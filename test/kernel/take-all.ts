/** Empties a timing wheel, for tests that compare a whole order. */
import type { TimingWheel } from '../../src/kernel/index.ts';

/** Takes everything that is left: [time, entity] of each event. */
export function takeAll(wheel: TimingWheel): [number, number][] {
  const log: [number, number][] = [];
  while (wheel.take()) log.push([wheel.nowUs, wheel.entity]);
  return log;
}
