/** A run asks nothing of the world around it: no clock, no chance, no timers, no locale. */
import { expect, test } from 'vitest';
import {
  designFor,
  fanOutScenario,
  homeScenario,
  partitionScenario,
  planFor,
  stormScenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { withoutWorld } from '../without-world.ts';

test.each([homeScenario, partitionScenario, stormScenario(30), fanOutScenario(8)])(
  '$id runs, goes on from a checkpoint and can be inspected with the world taken away',
  (scenario) => {
    const [whole, rest] = withoutWorld(() => {
      const input = {
        scenario,
        design: designFor(scenario),
        seed: 'pure',
        plan: planFor(scenario, 'pure'),
        edits: [],
      };
      const run = new Run(input);
      run.advance(100);
      const continued = Run.from(run.checkpoint(), input);
      run.finish();
      continued.finish();
      run.topology.nodes.forEach((_, node) => run.inspect(node));
      return [run.digest(), continued.digest()];
    });
    expect(whole).toMatch(/^[0-9a-f]{16}$/);
    expect(rest).toBe(whole);
  },
);
