/** Outcomes survive the way to the page, whatever became of the runs. */
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../../src/explore/index.ts';
import { SweepJob } from '../../../src/explore/index.ts';
import { packOutcomes, unpackOutcomes } from '../../../src/app/engine/outcome-batch.ts';
import { designFor, homeScenario } from '../../../src/scenarios/index.ts';

const there = (outcomes: readonly RunOutcome[]) =>
  unpackOutcomes(structuredClone(packOutcomes(outcomes)), (run) => outcomes[run]!.seed);

describe('outcomes on their way', () => {
  test('of a sweep come as they went', () => {
    const design = designFor(homeScenario);
    const job = new SweepJob({ scenario: homeScenario, design, seed: 'pack', count: 12 });
    while (!job.advance(1_000_000).finished);
    const asSets = (outcomes: readonly RunOutcome[]) =>
      outcomes.map((outcome) => ({ ...outcome, struck: [...outcome.struck].toSorted() }));
    expect(asSets(there(job.outcomes))).toEqual(asSets(job.outcomes));
    expect(job.outcomes.some(({ verdict }) => verdict === 'broken')).toBe(true);
  });

  test('of a run that was stopped keep its sentence, and of one without faults keep none', () => {
    const stopped: RunOutcome = {
      seed: 's/1',
      verdict: 'stopped',
      verdicts: [],
      stopSentence: 'It passed its budget.',
      events: 4_000_000_000,
      struck: ['crash'],
    };
    const calm: RunOutcome = {
      seed: 's/2',
      verdict: 'not proved',
      verdicts: [{ id: 'shown-once', verdict: 'not proved', because: 'nothing was shown' }],
      stopSentence: '',
      events: 0,
      struck: [],
    };
    expect(there([stopped, calm])).toEqual([stopped, calm]);
  });

  test('none at all is nothing', () => {
    expect(there([])).toEqual([]);
  });
});
