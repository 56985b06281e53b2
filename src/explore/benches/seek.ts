/** Going anywhere in a long run: back to the last checkpoint before it, and on from there. */
import { Checkpoints } from '../../kernel/index.ts';
import { CLASSROOM_STORM, crowdStormScenario, designFor, planFor } from '../../scenarios/index.ts';
import { checkpointBytes, Run, type Checkpoint, type RunInput } from '../../world/index.ts';
import type { Bench } from './bench.ts';
import { tinyQueueLoop } from './phold.ts';

const PHONES = 10_000;
const MOMENTS = 2_000_000;
/** As the app keeps them: src/app/engine/run-host.ts. */
const SPACING_MOMENTS = 10_000;
const BYTES_MAX = 256 * 1024 * 1024;
/** A member's heartbeats make about a tenth of a moment a second: this is run until it is enough. */
const AFTER_MS = 40_000_000;
const SEEKS = 10;

export interface LongRun {
  readonly input: RunInput;
  readonly run: Run;
  readonly checkpoints: Checkpoints<Checkpoint>;
}

/** A crowd through a storm and its calm after it, for so many moments, with checkpoints on the way. */
export function longRun(moments: number, seed = 'seek'): LongRun {
  const storm = { ...CLASSROOM_STORM, phones: PHONES, afterMs: AFTER_MS };
  const scenario = crowdStormScenario(storm);
  const input = {
    scenario,
    design: designFor(scenario),
    seed,
    plan: planFor(scenario, seed),
    edits: [],
  };
  const run = new Run(input);
  const limits = { spacingCost: SPACING_MOMENTS, maxBytes: BYTES_MAX };
  const checkpoints = new Checkpoints<Checkpoint>(limits);
  for (;;) {
    const image = run.checkpoint();
    const { ordinal, timeUs } = image;
    checkpoints.add({ ordinal, timeUs, bytes: checkpointBytes(image), image });
    if (ordinal >= moments) return { input, run, checkpoints };
    if (run.advance(Math.min(SPACING_MOMENTS, moments - ordinal)) !== 'running') {
      throw new Error(`the run ended after ${run.ordinal} moments, before ${moments}`);
    }
  }
}

/** The run as it was after that moment. */
export function seek({ input, checkpoints }: LongRun, ordinal: number): Run {
  const start = checkpoints.nearestBefore(ordinal);
  const run = start === undefined ? new Run(input) : Run.from(start.image, input);
  run.runTo({ ordinal });
  return run;
}

/** The moments that take longest to reach: the last ones before each of so many checkpoints. */
export function farthest({ run, checkpoints }: LongRun, count: number): readonly number[] {
  const ends = [...checkpoints.ordinals().slice(1), run.ordinal];
  const gaps = ends.map((end, place) => ({ end, gap: end - (place === 0 ? 0 : ends[place - 1]!) }));
  const widest = gaps.toSorted((a, b) => b.gap - a.gap || b.end - a.end);
  return widest.slice(0, count).map(({ end }) => end - 1);
}

export const seeks: Bench = {
  name: 'seek',
  unit: 'seeks',
  question: 'How long does it take to go where it takes longest, in 2,000,000 moments of 10,000?',
  reference: 'a loop of 10,000 events on tinyqueue that does nothing else',
  prepare() {
    const long = longRun(MOMENTS);
    const places = farthest(long, SEEKS);
    return {
      ours() {
        for (const place of places) seek(long, place);
        return places.length;
      },
      reference: tinyQueueLoop(SPACING_MOMENTS),
      figures: () => ({
        moments: long.run.ordinal,
        entities: PHONES,
        checkpoints: long.checkpoints.count,
        bytes: long.checkpoints.bytes,
      }),
    };
  },
};
