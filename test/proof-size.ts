/**
 * How much of a long proof is made: all of it in `npm test`, which says PROOFS=whole, and a sample
 * in `npm run check` or when somebody runs one file.
 */
import { describe, test } from 'vitest';

const IS_WHOLE = process.env['PROOFS'] === 'whole';

/** So many rounds of a proof. */
export function rounds(whole: number, sample: number): number {
  return IS_WHOLE ? whole : sample;
}

/** The first so many of the cases stand for all. */
export function sampleOf<Case>(cases: readonly Case[], most: number): readonly Case[] {
  return cases.slice(0, rounds(cases.length, most));
}

/** A test, or a group of them, that a sample does without. */
export const longTest = test.runIf(IS_WHOLE);
export const longGroup = describe.runIf(IS_WHOLE);
