/** A crowd that is too much is refused before the run, with the estimate and the limit. */
import { describe, expect, test } from 'vitest';
import {
  CLASSROOM_STORM,
  crowdStormScenario,
  designKnobs,
  validateScenario,
  type Scenario,
} from '../../src/scenarios/index.ts';

const storm = (phones: number | string, more: Partial<Scenario> = {}): Scenario => {
  const scenario = crowdStormScenario();
  const nodes = scenario.nodes.map((node) =>
    node.kind === 'crowd' ? { ...node, settings: { ...node.settings, phones } } : node,
  );
  return { ...scenario, nodes, ...more };
};

const sentences = (scenario: Scenario) =>
  validateScenario(scenario, designKnobs).map(({ message }) => message);

describe('a crowd', () => {
  test.each([0, 1, 20_000, 1_000_000])('of %d phones may run', (phones) => {
    expect(sentences(storm(phones))).toEqual([]);
  });

  test.each([-1, 0.5, 2_000_001, 'many'])('of %s phones may not', (phones) => {
    expect(sentences(storm(phones))).toEqual([
      `a crowd of ${phones} phones: expected a whole number from 0 to 2000000`,
    ]);
  });

  test('two crowds that each fit may be too much together', () => {
    const scenario = storm(2_000_000);
    const more = scenario.nodes
      .filter(({ kind }) => kind === 'crowd')
      .flatMap((node) => [1, 2].map((nth) => ({ ...node, name: `crowd-${nth}` })));
    expect(sentences({ ...scenario, nodes: [...scenario.nodes, ...more] })).toEqual([
      '6000000 phones in crowds would take about 630 MiB; a run may take 512: use fewer',
      expect.stringContaining('use fewer phones'),
    ]);
  });

  test('a night of heartbeats of a million phones is refused with the count', () => {
    const design = { ...crowdStormScenario().design, heartbeatMs: 30_000 };
    const scenario = storm(1_000_000, { durationMs: 8 * 3_600_000, design });
    expect(sentences(scenario)).toEqual([
      '1000000 phones for 28800000 ms would make about 2940000000 events; a run may make ' +
        '300000000: use fewer phones, a shorter run or a longer heartbeat',
    ]);
  });

  test('the classroom’s storm is what it says', () => {
    expect(CLASSROOM_STORM.phones).toBe(20_000);
  });
});
