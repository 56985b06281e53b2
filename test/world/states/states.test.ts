/** No state is drawn that nothing reaches: every named state of every machine comes up in a run. */
import { describe, expect, test } from 'vitest';
import { namedStates, statesReached } from './reached.ts';
import { STATE_RUNS } from './state-runs.ts';

describe('every named state is reached in a run', () => {
  const runs = new Map<string, readonly string[]>();
  for (const [name, make] of Object.entries(STATE_RUNS)) {
    runs.set(name, [...statesReached(make())]);
  }

  test.each(namedStates())('%s', (state) => {
    const reaching = [...runs].filter(([, states]) => states.includes(state));
    expect(reaching, `no run reaches it: add one to state-runs.ts`).not.toHaveLength(0);
  });

  test('no run reaches a state that no machine names', () => {
    const named = namedStates();
    for (const states of runs.values()) for (const state of states) expect(named).toContain(state);
  });
});
