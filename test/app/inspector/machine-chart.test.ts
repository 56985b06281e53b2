/** The chart of a machine is read off its definition. */
import { describe, expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { chartOf } from '../../../src/app/inspector/machine-chart.ts';
import { components } from '../../../src/models/index.ts';

describe('a state chart', () => {
  test('has the states breadth first, and arrows with their events, guards and delays', () => {
    const machine = createMachine({
      initial: 'off',
      states: {
        dead: {},
        off: { on: { TURN_ON: { target: 'on', guard: 'isPlugged' } } },
        on: { after: { patience: 'off' }, on: { BREAK: 'dead', STAY: {} } },
      },
    });
    expect(chartOf(machine)).toEqual({
      states: ['off', 'on', 'dead'],
      initial: 'off',
      arrows: [
        { from: 'off', to: 'on', labels: ['turn on, if plugged'] },
        { from: 'on', to: 'dead', labels: ['break'] },
        { from: 'on', to: 'off', labels: ['after patience'] },
      ],
    });
  });

  test('joins the ways between two states into one arrow', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { X: 'b', Y: 'b' } }, b: {} },
    });
    expect(chartOf(machine).arrows).toEqual([{ from: 'a', to: 'b', labels: ['x', 'y'] }]);
  });

  test('leads into the first child of a state with children', () => {
    const machine = createMachine({
      initial: 'out',
      states: { out: { on: { GO: 'in' } }, in: { initial: 'deep', states: { deep: {} } } },
    });
    expect(chartOf(machine).states).toEqual(['out', 'in.deep']);
  });

  const regions = Object.values(components).flatMap(({ kind, regions: all }) =>
    all.map(({ name, machine }) => [`${kind} ${name}`, machine] as const),
  );
  test.each(regions)('%s: every state can be reached by the arrows drawn', (_name, machine) => {
    const { states, initial, arrows } = chartOf(machine);
    const reached = new Set([initial]);
    for (const state of reached) {
      for (const { from, to } of arrows) if (from === state) reached.add(to);
    }
    expect(states.filter((state) => !reached.has(state))).toEqual([]);
  });
});
