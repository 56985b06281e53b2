/** The real worker in a real browser: the digest of Node, a sweep in time, and nothing left behind. */
import { describe, expect, test } from 'vitest';
import {
  createEngine,
  startShrink,
  startSweep,
  sweepTally,
  type RunEnd,
  type SweepState,
} from '../../src/app/engine/index.ts';
import type { ShrinkResult } from '../../src/explore/index.ts';
import { designFor, homeScenario } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import golden from '../app/engine/golden-home.json';
import { homeOrder } from '../app/engine/orders.ts';

const runOnce = (engine: ReturnType<typeof createEngine>, id: string): Promise<RunEnd> =>
  new Promise((resolve, reject) => {
    engine.run(id, homeOrder(), {
      grown: () => {},
      ended: resolve,
      failed: (sentence) => reject(new Error(sentence)),
    });
  });

describe('the worker', () => {
  test('makes the run that Node makes, record for record', async () => {
    const engine = createEngine();
    const startedAt = performance.now();
    const end = await runOnce(engine, 'first');
    const coldMs = performance.now() - startedAt;
    expect(end.digest).toBe(golden.digest);
    const again = performance.now();
    await runOnce(engine, 'second');
    const warmMs = performance.now() - again;
    console.log(`first run after ${coldMs.toFixed(0)} ms, the next after ${warmMs.toFixed(0)} ms`);
    expect(warmMs).toBeLessThan(250);
    const here = new Run(homeOrder());
    here.finish();
    expect(here.digest()).toBe(end.digest);
    engine.dispose();
  });

  test('sweeps 1,000 seeds, is cancelled at once, and shrinks a failure to a short story', async () => {
    const order = {
      scenario: homeScenario,
      design: designFor(homeScenario),
      seed: 'b',
      count: 1000,
    };
    let firstFailureMs = Infinity;
    const state = await new Promise<SweepState>((resolve) => {
      startSweep(order, (each) => {
        if (each.failures.length > 0) firstFailureMs = Math.min(firstFailureMs, each.elapsedMs);
        if (each.status !== 'running') resolve(each);
      });
    });
    console.log(
      `1,000 runs in ${state.elapsedMs.toFixed(0)} ms, first failure ${firstFailureMs.toFixed(0)} ms`,
    );
    expect(state).toMatchObject({ status: 'finished', done: 1000 });
    const { worst } = sweepTally(state);
    const startedAt = performance.now();
    const result = await new Promise<ShrinkResult>((resolve, reject) => {
      const { scenario, design } = order;
      startShrink(
        { scenario, design, seed: worst!.seed, check: worst!.id },
        { done: resolve, failed: (sentence) => reject(new Error(sentence)) },
      );
    });
    console.log(`shrunk in ${(performance.now() - startedAt).toFixed(0)} ms, ${result.runs} runs`);
    console.log(result.story.lines.join('\n'));
    expect(result.story.lines.length).toBeLessThanOrEqual(8);
  });

  test('is silent from the moment a sweep is cancelled', async () => {
    const order = {
      scenario: homeScenario,
      design: designFor(homeScenario),
      seed: 'c',
      count: 1000,
    };
    const states: SweepState[] = [];
    const sweep = startSweep(order, (state) => states.push(state));
    await expect.poll(() => states.at(-1)?.done ?? 0).toBeGreaterThan(0);
    const startedAt = performance.now();
    sweep.cancel();
    expect(states.at(-1)!.status).toBe('cancelled');
    expect(performance.now() - startedAt).toBeLessThan(100);
    const told = states.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(states).toHaveLength(told);
  });
});
