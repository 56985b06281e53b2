/** What cannot be run exactly is refused at start-up, by name, all at once. */
import { describe, expect, test } from 'vitest';
import {
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
  type AnyStateMachine,
} from 'xstate';
import { compile, UnsupportedFeature, type CompileOptions } from '../../src/statechart/index.ts';

function refusal(machine: unknown, options?: CompileOptions): string {
  try {
    compile(machine as AnyStateMachine, options);
  } catch (error) {
    expect(error).toBeInstanceOf(UnsupportedFeature);
    return (error as Error).message;
  }
  throw new Error('the machine was accepted');
}

/** A machine that does this on entering its one state. */
const entering = (action: unknown) =>
  createMachine({ id: 'phone', initial: 'on', states: { on: { entry: action as never } } });

describe('refused by name', () => {
  test('invoke, with the state and the machine', () => {
    const machine = createMachine({
      id: 'phone-connection',
      initial: 'connecting',
      states: { connecting: { invoke: { src: fromPromise(async () => 1) } } },
    });
    expect(refusal(machine)).toBe(
      'machine "phone-connection": invoke in state "connecting" is not supported; ' +
        'name an effect action and let the answer come back as an event',
    );
  });

  test.each([
    ['spawnChild', spawnChild(fromPromise(async () => 1))],
    ['stopChild', stopChild('child')],
    ['sendTo', sendTo('other', { type: 'HELLO' })],
    ['sendTo', sendParent({ type: 'HELLO' })],
    ['emit', emit({ type: 'HELLO' })],
    ['log', log('hello')],
    ['enqueueActions', enqueueActions(() => {})],
  ])('%s', (name, action) => {
    expect(refusal(entering(action))).toContain(`in state "on" this is not supported: ${name};`);
  });

  test('an effect without a name', () => {
    expect(refusal(entering(() => {}))).toContain('inline effect function in state "on"');
    expect(refusal(entering(function openSocket() {}))).toContain('"openSocket" in state "on"');
  });

  test('a name that setup() does not know', () => {
    expect(refusal(entering('openSocket'))).toContain(
      'action "openSocket" in state "on" has no implementation in setup()',
    );
    const guarded = createMachine({ id: 'phone', on: { GO: { guard: 'isOn', actions: [] } } });
    expect(refusal(guarded)).toContain('guard "isOn" has no implementation in setup()');
  });

  test('a delayed raise that nobody could cancel, or whose event is computed', () => {
    const later = { id: 'retry', delay: 100 };
    expect(refusal(entering(raise({ type: 'RETRY' }, { delay: 100 })))).toContain(
      'delayed raise of "RETRY" in state "on" has no id',
    );
    expect(refusal(entering(raise(() => ({ type: 'RETRY' }), later)))).toContain(
      'delayed raise of a computed event in state "on"',
    );
    expect(refusal(entering(cancel(() => 'retry')))).toContain('cancel of a computed id');
    const two = [raise({ type: 'RETRY' }, later), raise({ type: 'STOP' }, later)];
    expect(refusal(entering(two))).toContain('timer id "retry" stands for two events');
  });

  test('output of a final state and of the machine', () => {
    const machine = createMachine({
      id: 'call',
      initial: 'over',
      output: 2,
      states: { over: { type: 'final', output: 1 } },
    });
    expect(refusal(machine)).toContain('output in the root state is not supported');
    expect(refusal(machine)).toContain('output in state "over" is not supported');
  });

  test('history inside parallel', () => {
    const machine = createMachine({
      id: 'player',
      type: 'parallel',
      states: {
        track: { initial: 'one', states: { one: {}, back: { type: 'history' } } },
        light: {},
      },
    });
    expect(refusal(machine)).toContain('history "back" inside parallel in state "track"');
  });

  test('everything in the context that is not a number, boolean or string', () => {
    const machine = createMachine({
      id: 'phone',
      context: { outbox: [], peer: null, cache: {}, name: undefined, count: 1 },
    });
    const text = refusal(machine);
    expect(text).toContain('context key "outbox" holds an array');
    expect(text).toContain('context key "peer" holds null');
    expect(text).toContain('context key "cache" holds a object');
    expect(text).toContain('context key "name" is undefined at the start');
    expect(text).not.toContain('"count"');
  });

  test('a context made from an input that was not given', () => {
    const machine = setup({
      types: {} as { input: { user: { id: number } }; context: { id: number } },
    }).createMachine({ id: 'phone', context: ({ input }) => ({ id: input.user.id }) });
    expect(refusal(machine)).toContain('give compile() an input like those of start()');
    expect(compile(machine, { input: { user: { id: 1 } } }).stateNames).toEqual(['phone']);
  });

  test('integers that are no numbers', () => {
    const machine = createMachine({ id: 'phone', context: { isOn: true } });
    const text = refusal(machine, { integers: ['isOn', 'beats'] });
    expect(text).toContain('integer key "isOn" is no number');
    expect(text).toContain('integer key "beats" is not in the context');
  });

  test('more configurations than the limit', () => {
    const region = {
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { on: { BACK: 'a' } } },
    };
    const machine = createMachine({
      id: 'phone',
      type: 'parallel',
      states: { app: region, radio: region, network: region },
    });
    expect(refusal(machine, { configurationsMax: 1 })).toContain('more than 1 configurations');
    // All three regions move together, so there are two.
    expect(compile(machine).stateNames).toEqual([
      'app.a|radio.a|network.a',
      'app.b|radio.b|network.b',
    ]);
  });

  test('a history asked from inside the state it remembers', () => {
    const machine = createMachine({
      id: 'player',
      initial: 'album',
      states: {
        album: {
          initial: 'side',
          on: { LEAVE: 'off' },
          states: {
            back: { type: 'history', history: 'deep' },
            side: {
              initial: 'one',
              states: { one: { on: { NEXT: 'two' } }, two: { on: { BACK: '#player.album.back' } } },
            },
          },
        },
        off: { on: { ENTER: 'album' } },
      },
    });
    expect(refusal(machine)).toContain(
      'a transition from "album.side.two" is not supported: state "album.side" would be entered ' +
        'without being left: a history is asked from inside the state it remembers',
    );
  });

  test('a transition into two states of which only one can be active', () => {
    const machine = createMachine({
      id: 'phone',
      initial: 'off',
      states: { off: { on: { GO: { target: ['on', 'asleep'] } } }, on: {}, asleep: {} },
    });
    expect(refusal(machine)).toContain(
      'a transition from "off" is not supported: the root state would have "on" and "asleep" ' +
        'active at once',
    );
  });

  test('all problems at once', () => {
    const machine = setup({ actions: { shout: log('!'), count: assign({}) } }).createMachine({
      id: 'phone',
      entry: ['shout', 'count'],
      exit: () => {},
    });
    expect(refusal(machine).split('; ').length).toBeGreaterThan(1);
    expect(refusal(machine)).toContain('log');
    expect(refusal(machine)).toContain('inline effect');
  });
});
