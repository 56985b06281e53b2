/** Eventless transitions: XState asks them again only when the last one left a new snapshot. */
import { describe, expect, test } from 'vitest';
import { assign, raise, setup } from 'xstate';
import { expectSameAsXState } from './equivalence.ts';
import { Lockstep } from './lockstep.ts';

const bell = setup({
  types: {} as {
    context: { isOn: boolean; echoes: number };
    events: { type: 'SWITCH' | 'ECHO' | 'OTHER' };
  },
  guards: { isOn: ({ context }) => context.isOn },
  actions: {
    ring: () => {},
    flip: assign({ isOn: ({ context }) => !context.isOn }),
    count: assign({ echoes: ({ context }) => context.echoes + 1 }),
  },
});
const context = { isOn: false, echoes: 0 };
const events = (['SWITCH', 'ECHO', 'OTHER'] as const).map((type) => ({ type }));

describe('an eventless transition', () => {
  test('that only acts is taken once for each event, though its guard stays true', () => {
    const machine = bell.createMachine({
      id: 'bell',
      context,
      initial: 'hung',
      states: {
        hung: { always: { guard: 'isOn', actions: 'ring' }, on: { SWITCH: { actions: 'flip' } } },
      },
    });
    expectSameAsXState(machine, { events });
    const lockstep = new Lockstep(machine);
    expect(lockstep.send({ type: 'SWITCH' })).toBe(true);
    // The guard is asked whatever the event, so an unknown event rings as well.
    expect(lockstep.send({ type: 'OTHER' })).toBe(true);
    expect(lockstep.reference.effects.map(({ action }) => action)).toEqual(['ring']);
  });

  test('that only raises lets what it raised come next', () => {
    const machine = bell.createMachine({
      id: 'bell',
      context,
      initial: 'hung',
      states: {
        hung: {
          always: { guard: 'isOn', actions: ['ring', raise({ type: 'ECHO' })] },
          on: { SWITCH: { actions: 'flip' }, ECHO: { actions: ['count', 'flip', 'ring'] } },
        },
      },
    });
    const { steps } = expectSameAsXState(machine, { events });
    expect(steps).toBeGreaterThan(500);
  });

  test('that enters its own state anew without a change is not taken again', () => {
    const machine = bell.createMachine({
      id: 'bell',
      context,
      initial: 'hung',
      states: {
        hung: {
          entry: 'ring',
          always: { guard: 'isOn', target: 'hung', reenter: true },
          on: { SWITCH: { actions: 'flip' } },
        },
      },
    });
    expectSameAsXState(machine, { events });
  });

  test('that makes a history node remember is taken for ever, and both sides say so', () => {
    const machine = bell.createMachine({
      id: 'bell',
      context,
      initial: 'hung',
      states: {
        hung: {
          initial: 'still',
          always: { guard: 'isOn', target: 'hung', reenter: true },
          on: { SWITCH: { actions: 'flip' } },
          states: { still: {}, before: { type: 'history' } },
        },
      },
    });
    expect(new Lockstep(machine).send({ type: 'SWITCH' })).toBe(false);
  });
});
