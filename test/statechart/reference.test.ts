/** The yardstick itself: our way of stepping XState gives what its public functions give. */
import { describe, expect, test } from 'vitest';
import {
  createActor,
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';
import { compile, type Host } from '../../src/statechart/index.ts';
import { clientEvents, clientMachine } from './client-machine.ts';
import { Dice } from './dice.ts';
import { randomMachine } from './random-machine.ts';
import { Reference } from './reference.ts';

const TYPES = ['A', 'B', 'C', 'x.a', 'x.b'];
const machine: AnyStateMachine = clientMachine;
const input = { id: 3 };

interface Action {
  readonly type: string;
  readonly params: unknown;
}

const effectsIn = (actions: readonly Action[]) =>
  actions
    .filter(({ type }) => !type.startsWith('xstate.'))
    .map(({ type, params }) => [type, params]);

function comparePure(stepped: AnyStateMachine, dice: Dice, steps: number): void {
  const reference = new Reference(stepped);
  let [snapshot] = initialTransition(stepped) as unknown as [AnyMachineSnapshot];
  for (let step = 0; step < steps && snapshot.status === 'active'; step += 1) {
    const event = { type: dice.pick(TYPES), seq: dice.below(8) };
    reference.send(event);
    const [next, actions] = transition(stepped, snapshot, event) as unknown as [
      AnyMachineSnapshot,
      Action[],
    ];
    snapshot = next;
    expect(reference.snapshot.value).toEqual(snapshot.value);
    expect(reference.snapshot.context).toEqual(snapshot.context);
    const effects = reference.effects.map(({ action, params }) => [action, params]);
    expect(effects).toEqual(effectsIn(actions));
  }
}

describe('the reference', () => {
  test.each([3, 4, 6, 11])('equals transition() on random machine %i', (seed) => {
    comparePure(randomMachine(seed, 'hierarchical'), new Dice(seed), 40);
  });
});

/** A clock that keeps what was set, so that a test can let any of it be due. */
class Clock {
  readonly pending = new Map<number, { run: () => void; delayMs: number }>();
  private handles = 0;

  setTimeout(run: () => void, delayMs: number): number {
    this.handles += 1;
    this.pending.set(this.handles, { run, delayMs });
    return this.handles;
  }

  clearTimeout(handle: number): void {
    this.pending.delete(handle);
  }
}

describe('a live actor', () => {
  test('does the same things in the same order as an entity', () => {
    const theirs: string[] = [];
    const ours: string[] = [];
    const names = Object.keys(machine.implementations.actions).filter(
      (name) => !('resolve' in (machine.implementations.actions[name] as object)),
    );
    const recorders = names.map((name) => [
      name,
      (_args: unknown, params: unknown) => theirs.push(`${name} ${JSON.stringify(params)}`),
    ]);
    const clock = new Clock();
    const provided = machine.provide({ actions: Object.fromEntries(recorders) } as never);
    const actor = createActor(provided, { clock: clock as never, input } as never);
    actor.start();

    const host: Host = {
      arm: (_entity, timer) => timer,
      disarm: () => {},
      perform: (_entity, action, params) => ours.push(`${action} ${JSON.stringify(params)}`),
      delayMs: () => 1,
    };
    const compiled = compile(machine, { input });
    const phones = compiled.populate(1, host);
    phones.start(0, input);
    const dice = new Dice(99);
    for (let step = 0; step < 1000; step += 1) {
      const apt = clientEvents.filter((event) => phones.canTake(0, event));
      const event = dice.pick(apt.length > 0 && dice.chance(0.9) ? apt : clientEvents);
      const [due] = clock.pending;
      if (due && dice.chance(0.1)) {
        clock.pending.delete(due[0]);
        due[1].run();
        const timers = compile(machine, { input }).timers;
        const state = phones.stateName(0);
        phones.fire(
          0,
          timers.findIndex(({ name }) => name.startsWith(state)),
        );
      } else {
        actor.send(event as never);
        phones.send(0, event);
      }
      expect(phones.value(0)).toEqual(actor.getSnapshot().value);
      expect(phones.context(0)).toEqual(actor.getSnapshot().context);
    }
    expect(ours).toEqual(theirs);
    expect(ours.length).toBeGreaterThan(300);
  });
});
