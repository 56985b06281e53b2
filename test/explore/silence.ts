/**
 * A program: sweeps some of the references and prints one line for each, as JSON. Bundled code runs
 * twice as fast as tests do, and a thousand seeds of everything are worth that.
 */
import { REFERENCES, sweepSilently } from './alarm.ts';

export interface Silence {
  readonly id: string;
  readonly runs: number;
  /** Why the alarm rang; '' when it did not. */
  readonly alarm: string;
}

/** `silence.ts SEED COUNT PART PARTS`: of so many parts the how-manieth, from 0. */
export function main([seed = '', count = '1', part = '0', parts = '1']: string[]): number {
  REFERENCES.forEach((reference, place) => {
    if (place % Number(parts) !== Number(part)) return;
    process.stdout.write(`${JSON.stringify(listen(reference, seed, Number(count)))}\n`);
  });
  return 0;
}

function listen(reference: (typeof REFERENCES)[number], seed: string, count: number): Silence {
  const { id } = reference.scenario;
  try {
    return { id, runs: sweepSilently(reference, seed, count).runs, alarm: '' };
  } catch (error) {
    return { id, runs: count, alarm: error instanceof Error ? error.message : String(error) };
  }
}
