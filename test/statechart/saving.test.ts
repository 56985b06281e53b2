/** A population saved in mid-run and restored elsewhere goes on as if nothing had happened. */
import { describe, expect, test } from 'vitest';
import { assign, setup, type AnyStateMachine } from 'xstate';
import {
  compile,
  type CompiledMachine,
  type Host,
  type Population,
} from '../../src/statechart/index.ts';
import { clientEvents, clientMachine } from './client-machine.ts';
import { Dice } from './dice.ts';
import { EVENT_TYPES, randomMachine } from './random-machine.ts';

const ENTITIES = 8;

/** A small world: a list of pending timers, and a log of everything that happens. */
class World implements Host {
  readonly log: string[] = [];
  readonly population: Population;
  pending: { handle: number; entity: number; timer: number }[] = [];
  handles = 0;

  constructor(compiled: CompiledMachine) {
    this.population = compiled.populate(ENTITIES, this);
  }

  arm(entity: number, timer: number, delayMs: number): number {
    this.handles += 1;
    this.pending.push({ handle: this.handles, entity, timer });
    this.log.push(`arm ${entity} ${timer} ${delayMs}`);
    return this.handles;
  }

  disarm(entity: number, timer: number, handle: number): void {
    this.pending = this.pending.filter((each) => each.handle !== handle);
    this.log.push(`disarm ${entity} ${timer} ${handle}`);
  }

  perform(entity: number, action: string, params: unknown): void {
    this.log.push(`${action} ${entity} ${JSON.stringify(params)}`);
  }

  delayMs(): number {
    return 5;
  }

  play(dice: Dice, events: readonly { type: string }[], moves: number): void {
    for (let move = 0; move < moves; move += 1) {
      const due = this.pending[0];
      if (due && dice.chance(0.2)) {
        this.pending.shift();
        this.population.fire(due.entity, due.timer);
      } else this.population.send(dice.below(ENTITIES), dice.pick(events) as { type: string });
    }
  }

  states(): unknown[] {
    return Array.from({ length: ENTITIES }, (_, entity) => [
      this.population.stateName(entity),
      this.population.context(entity),
    ]);
  }
}

function continues(
  machine: AnyStateMachine,
  events: readonly { type: string }[],
  input: (entity: number) => unknown,
): void {
  const compiled = compile(machine, { input: input(0) });
  const first = new World(compiled);
  // The last entity never starts: that it does not run is saved too.
  for (let entity = 0; entity < ENTITIES - 1; entity += 1) {
    first.population.start(entity, input(entity));
  }
  first.play(new Dice(1), events, 400);
  const image = first.population.save();
  const timers = { pending: [...first.pending], handles: first.handles };
  const statesThen = first.states();
  first.log.length = 0;
  first.play(new Dice(2), events, 400);

  // Compiled again, as after loading the page: numbers must mean the same.
  const second = new World(compile(machine, { input: input(0) }));
  second.population.restore(structuredClone(image));
  Object.assign(second, timers);
  expect(second.states()).toEqual(statesThen);
  second.play(new Dice(2), events, 400);
  expect(second.log).toEqual(first.log);
  expect(second.states()).toEqual(first.states());
  expect(second.population.save()).toEqual(first.population.save());
  expect(first.log.length).toBeGreaterThan(50);
}

describe('saved and restored', () => {
  test("a phone's connection", () => {
    continues(clientMachine, clientEvents, (id) => ({ id }));
  });

  // Seeds of machines that stay busy: many random ones end in a state that nothing leaves.
  test.each([6, 14, 15, 19, 24, 27])('random machine %i', (seed) => {
    const events = EVENT_TYPES.map((type) => ({ type, seq: 2 }));
    continues(randomMachine(seed, 'parallel'), events, () => undefined);
  });

  test('an image is a copy: going on does not change it', () => {
    const world = new World(compile(clientMachine, { input: { id: 1 } }));
    world.population.start(0, { id: 1 });
    const image = world.population.save();
    const before = structuredClone(image);
    world.population.send(0, { type: 'NET_UP' });
    expect(image).toEqual(before);
    world.population.restore(image);
    expect(world.population.stateName(0)).toBe('offline');
  });

  test('strings met after the image was taken are forgotten, those before are kept', () => {
    const machine = setup({
      types: {} as { context: { mood: string }; events: { type: 'FEEL'; mood: string } },
      actions: { feel: assign({ mood: ({ event }) => event.mood }) },
    }).createMachine({ id: 'ana', context: { mood: 'calm' }, on: { FEEL: { actions: 'feel' } } });
    const { population } = new World(compile(machine));
    population.start(0);
    population.send(0, { type: 'FEEL', mood: 'glad' });
    const image = population.save();
    population.send(0, { type: 'FEEL', mood: 'sad' });
    expect(population.save().columns.strings).toEqual(['calm', 'glad', 'sad']);
    population.restore(image);
    expect(population.read(0, 'mood')).toBe('glad');
    population.send(0, { type: 'FEEL', mood: 'wild' });
    expect(population.save().columns.strings).toEqual(['calm', 'glad', 'wild']);
  });

  test('an image of another count is refused', () => {
    const compiled = compile(clientMachine, { input: { id: 1 } });
    const world = new World(compiled);
    const image = compiled.populate(2, world).save();
    expect(() => world.population.restore(image)).toThrow(
      'machine "client": an image of 2 entities of machine "client" cannot be restored into 8',
    );
  });
});
