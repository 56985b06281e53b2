/** plan = planFor(scenario, seed): all that a run will meet, as explicit data, before it starts. */
import { Luck, usFromMs } from '../kernel/index.ts';
import { drawChatter } from './chatter.ts';
import { sortedByTime } from './edits.ts';
import type { Plan } from './plan.ts';
import type { Scenario } from './scenario.ts';
import { drawFaults } from './swarm.ts';

/** Only what the scenario's author wrote down, sorted by time: `script/1`, `script/2`, ... */
export function scriptedPlan(scenario: Scenario): Plan {
  const items = scenario.script.map(({ atMs, action }, place) => ({
    id: `script/${place + 1}`,
    atUs: usFromMs(atMs),
    action,
  }));
  return { items: sortedByTime(items) };
}

/** What people do under a seed: the script and the seed's own chatter, without its faults. */
export function trafficFor(scenario: Scenario, seed: string): Plan {
  const chatter = drawChatter(scenario, new Luck(seed));
  return { items: sortedByTime([...scriptedPlan(scenario).items, ...chatter]) };
}

/**
 * The script, the seed's own chatter and the seed's own faults inside the scenario's envelope,
 * sorted by time; at one time the script comes first and the faults last. Every strike has its
 * cure (skewed clocks stay skewed), at most the longest hold after the envelope's end.
 */
export function planFor(scenario: Scenario, seed: string): Plan {
  const luck = new Luck(seed);
  const script = scriptedPlan(scenario);
  const chatter = drawChatter(scenario, luck);
  const faults = drawFaults(scenario, script, luck);
  return { items: sortedByTime([...script.items, ...chatter, ...faults]) };
}
