/** A published fact, and the tests that hold the models to it. */

/** Where a test is, and its title as it is written there. */
export type TestReference = readonly [file: string, title: string];

export interface Fact {
  readonly says: string;
  /** A: published and computed anew, or recorded from the real thing. B: read in the source. */
  readonly mark: 'A' | 'B' | 'A/B';
  readonly tests: readonly TestReference[];
}

/** A fact about a part that is not modelled, or not yet: why there is no test. */
export interface OutsideFact {
  readonly says: string;
  readonly mark: 'A' | 'B' | 'A/B';
  readonly because: string;
}

/** Tests of one file by their titles. */
export const inFile =
  (file: string) =>
  (...titles: readonly string[]): readonly TestReference[] =>
    titles.map((title) => [file, title]);
