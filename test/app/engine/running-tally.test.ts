/** The running counts say what counting everything anew would say, in whatever order runs come. */
import { describe, expect, test } from 'vitest';
import { SweepJob, tallyOf, type RunOutcome } from '../../../src/explore/index.ts';
import { RunningTally } from '../../../src/app/engine/running-tally.ts';
import { capstoneScenario, capstoneStart, designFor } from '../../../src/scenarios/index.ts';

const COUNT = 24;

function outcomes(): readonly RunOutcome[] {
  const design = designFor(capstoneScenario, capstoneStart);
  const job = new SweepJob({ scenario: capstoneScenario, design, seed: 'tally', count: COUNT });
  while (!job.advance(1_000_000).finished);
  return job.outcomes;
}

const all = outcomes();

describe('running counts', () => {
  test.each([
    ['as they come', (nth: number) => nth],
    ['backwards', (nth: number) => COUNT - 1 - nth],
    ['by sevens', (nth: number) => (nth * 7) % COUNT],
  ])('%s', (_name, placeOf) => {
    const come: (RunOutcome | undefined)[] = Array.from({ length: COUNT });
    const running = new RunningTally(capstoneScenario, COUNT);
    for (let nth = 0; nth < COUNT; nth++) {
      const place = placeOf(nth);
      come[place] = all[place];
      const finished = come.filter((outcome) => outcome !== undefined);
      expect(running.read(come).tally()).toEqual(tallyOf(capstoneScenario, finished));
    }
  });

  test('count nothing twice', () => {
    const running = new RunningTally(capstoneScenario, COUNT);
    running.read(all).read(all);
    expect(running.tally().runs).toBe(COUNT);
  });
});
