/** Whole runs of the home scenario: what it costs to write the trace, to judge, and to seek. */
import { Trace } from '../../kernel/index.ts';
import { designFor, homeScenario, planFor } from '../../scenarios/index.ts';
import { Run, type RunInput } from '../../world/index.ts';
import { SweepJob } from '../sweep.ts';
import type { Bench } from './bench.ts';

const RUNS = 20;
const MOMENTS = 100_000;

/** A trace that counts its records and keeps none. */
class ForgetfulTrace extends Trace {
  override append(): number {
    this.length += 1;
    return this.length - 1;
  }
}

function inputOf(seed: string): RunInput {
  return {
    scenario: homeScenario,
    design: designFor(homeScenario),
    seed,
    plan: planFor(homeScenario, seed),
    edits: [],
  };
}

/** Events of so many runs, each with a seed of its own. */
function play(more: () => Partial<RunInput>): number {
  let events = 0;
  for (let nth = 0; nth < RUNS; nth += 1) {
    const run = new Run({ ...inputOf(String(nth)), ...more() });
    run.finish();
    events += run.ordinal;
  }
  return events;
}

/** At most this share of the time may go into the trace. */
const TRACE_COST_MOST = 0.3;

export const trace: Bench = {
  name: 'trace',
  unit: 'events',
  question: 'What does it cost to write everything down?',
  reference: 'the same runs with a trace that keeps nothing',
  floor: 1 - TRACE_COST_MOST,
  prepare: () => ({
    ours: () => play(() => ({})),
    reference: () => play(() => ({ trace: new ForgetfulTrace() })),
  }),
};

export const sweep: Bench = {
  name: 'sweep',
  unit: 'runs',
  question: 'How many judged runs a second does one core make?',
  reference: 'the same runs without a judge',
  prepare: () => ({
    ours() {
      const job = new SweepJob({
        scenario: homeScenario,
        design: designFor(homeScenario),
        seed: 'bench',
        count: RUNS,
      });
      while (!job.advance(MOMENTS).finished);
      return RUNS;
    },
    reference() {
      play(() => ({}));
      return RUNS;
    },
  }),
};
