/** The life of entities: start, events, timers, effects, crash, restart; and wrong calls. */
import { describe, expect, test } from 'vitest';
import { assign, raise, setup, type AnyStateMachine } from 'xstate';
import { compile, type Host, type MachineEvent } from '../../src/statechart/index.ts';

/** Writes down what it is asked, in order. */
class Diary implements Host {
  readonly log: string[] = [];
  stateNames: readonly string[] = [];
  private handles = 100;

  arm(entity: number, timer: number, delayMs: number): number {
    this.handles += 1;
    this.log.push(`arm ${entity}/${timer} ${delayMs} ms -> ${this.handles}`);
    return this.handles;
  }

  disarm(entity: number, timer: number, handle: number): void {
    this.log.push(`disarm ${entity}/${timer} ${handle}`);
  }

  perform(entity: number, action: string, params: unknown, event: MachineEvent): void {
    const given = params === undefined ? '' : ` ${JSON.stringify(params)}`;
    this.log.push(`${action} ${entity}${given} on ${event.type}`);
  }

  delayMs(entity: number, name: string): number {
    this.log.push(`${name}? ${entity}`);
    return 7;
  }

  changed(entity: number, from: number, to: number, event: MachineEvent): void {
    const { stateNames } = this;
    this.log.push(`${entity} ${stateNames[from]} -> ${stateNames[to]} on ${event.type}`);
  }

  /** What was written since the last time. */
  take(): string[] {
    return this.log.splice(0);
  }
}

const phone = setup({
  types: {} as {
    context: { tries: number; mood: string; isLoud: boolean };
    events: { type: string; tries?: unknown };
    delays: 'patience';
  },
  actions: {
    open: () => {},
    close: (_args, _params: { tries: number }) => {},
    count: assign({ tries: ({ context }) => context.tries + 1 }),
    set: assign(({ event }) => ({ tries: event.tries as number })),
    setUnknown: assign(() => ({ nothing: 1 }) as object),
    sulk: assign({ mood: 'sulky', isLoud: true }),
  },
  guards: { isTired: ({ context }) => context.tries >= 2 },
}).createMachine({
  id: 'phone',
  initial: 'closed',
  context: { tries: 0, mood: 'calm', isLoud: false },
  states: {
    closed: {
      on: {
        OPEN: { target: 'opening', actions: 'count' },
        IGNORED: {},
        SET: { actions: 'set' },
        SET_UNKNOWN: { actions: 'setUnknown' },
      },
    },
    opening: {
      entry: 'open',
      exit: { type: 'close', params: ({ context }) => ({ tries: context.tries }) },
      after: {
        patience: [{ guard: 'isTired', target: 'broken', actions: 'sulk' }, { target: 'closed' }],
      },
      on: { OPENED: 'open' },
    },
    open: { on: { CLOSE: 'closed' } },
    broken: { type: 'final' },
  },
});

function population(machine: unknown = phone, count = 3) {
  const diary = new Diary();
  const compiled = compile(machine as AnyStateMachine);
  diary.stateNames = compiled.stateNames;
  return { compiled, diary, phones: compiled.populate(count, diary) };
}

describe('a life', () => {
  test('effects come in their place, timers when the step is over', () => {
    const { phones, diary } = population();
    phones.start(1);
    expect(diary.take()).toEqual([]);
    expect(phones.send(1, { type: 'OPEN' })).toBe(true);
    expect(diary.take()).toEqual([
      'open 1 on OPEN',
      'patience? 1',
      'arm 1/0 7 ms -> 101',
      '1 closed -> opening on OPEN',
    ]);
    expect(phones.send(1, { type: 'OPENED' })).toBe(true);
    expect(diary.take()).toEqual([
      'close 1 {"tries":1} on OPENED',
      'disarm 1/0 101',
      '1 opening -> open on OPENED',
    ]);
    expect(phones.stateName(1)).toBe('open');
  });

  test('entities do not feel each other', () => {
    const { phones } = population();
    phones.start(0);
    phones.start(2);
    phones.send(2, { type: 'OPEN' });
    expect([0, 1, 2].map((entity) => phones.stateName(entity))).toEqual([
      'closed',
      'not running',
      'opening',
    ]);
    expect(phones.context(0)).toEqual({ tries: 0, mood: 'calm', isLoud: false });
    expect(phones.read(2, 'tries')).toBe(1);
  });

  test('a timer that is due is spent; a machine that is done takes nothing more', () => {
    const { phones, diary } = population();
    phones.start(0);
    phones.send(0, { type: 'OPEN' });
    expect(phones.fire(0, 0)).toBe(true);
    phones.send(0, { type: 'OPEN' });
    diary.take();
    expect(phones.fire(0, 0)).toBe(true);
    expect(diary.take()).toEqual([
      'close 0 {"tries":2} on xstate.after.patience.phone.opening',
      '0 opening -> broken on xstate.after.patience.phone.opening',
    ]);
    expect(phones.stateName(0)).toBe('broken');
    expect(phones.context(0)).toEqual({ tries: 2, mood: 'sulky', isLoud: true });
    expect(phones.send(0, { type: 'OPEN' })).toBe(false);
    expect(phones.canTake(0, { type: 'OPEN' })).toBe(false);
  });

  test('a crash disarms its timers, runs no exit action, and a restart begins anew', () => {
    const { phones, diary } = population();
    phones.start(0);
    phones.send(0, { type: 'OPEN' });
    diary.take();
    phones.stop(0);
    expect(diary.take()).toEqual(['disarm 0/0 101']);
    expect(phones.send(0, { type: 'OPENED' })).toBe(false);
    expect(phones.configuration(0)).toBe(-1);
    expect(phones.value(0)).toEqual({});
    phones.start(0);
    expect(phones.context(0)).toEqual({ tries: 0, mood: 'calm', isLoud: false });
    expect(phones.value(0)).toBe('closed');
  });

  test('an event that only is forbidden, or unknown, takes no transition', () => {
    const { phones, diary } = population();
    phones.start(0);
    for (const type of ['IGNORED', 'UNHEARD_OF', 'OPENED']) {
      expect(phones.canTake(0, { type })).toBe(false);
      expect(phones.send(0, { type })).toBe(false);
    }
    expect(diary.log).toEqual([]);
  });

  test('a machine without states has one configuration, named like the machine', () => {
    const { phones } = population(setup({}).createMachine({ id: 'stone', on: { KICK: {} } }));
    phones.start(0);
    expect(phones.stateName(0)).toBe('stone');
    expect(phones.value(0)).toEqual({});
  });

  test('costs two bytes for the state, and the cells of context and timers', () => {
    const { phones } = population();
    // tries 8, mood 2, isLoud 1, one timer 4
    expect(phones.bytesPerEntity).toBe(2 + 8 + 2 + 1 + 4);
    const lean = compile(phone, { integers: ['tries'] });
    expect(lean.populate(1, new Diary()).bytesPerEntity).toBe(2 + 4 + 2 + 1 + 4);
  });
});

describe('calls that are wrong say what is wrong', () => {
  test('started twice', () => {
    const { phones } = population();
    phones.start(0);
    expect(() => phones.start(0)).toThrow('machine "phone", entity 0 runs already');
  });

  test('an entity that does not exist, an event that is any event', () => {
    const { phones } = population();
    expect(() => phones.start(3)).toThrow('machine "phone", entity 3 does not exist; there are 3');
    expect(() => phones.send(-1, { type: 'OPEN' })).toThrow('entity -1 does not exist');
    phones.start(0);
    expect(() => phones.send(0, { type: '*' })).toThrow('an event cannot have the type "*"');
  });

  test('a timer that was not armed', () => {
    const { phones } = population();
    phones.start(0);
    expect(() => phones.fire(0, 0)).toThrow(
      'machine "phone", entity 0: timer "opening after patience" fired without being armed',
    );
    expect(() => phones.fire(0, 9)).toThrow('timer "number 9"');
  });

  test('a value of another kind, a key that does not exist', () => {
    const { phones, compiled } = population();
    phones.start(0);
    expect(() => phones.send(0, { type: 'SET', tries: 'many' })).toThrow(
      'machine "phone": context key "tries" holds a number, not "many"',
    );
    expect(() => phones.send(0, { type: 'SET_UNKNOWN' })).toThrow(
      'machine "phone": no context key "nothing"; it has tries, mood, isLoud',
    );
    expect(() => phones.read(0, 'nothing')).toThrow('no context key "nothing"');
    const integers = compile(compiled.machine, { integers: ['tries'] }).populate(1, new Diary());
    integers.start(0);
    expect(() => integers.send(0, { type: 'SET', tries: 1.5 })).toThrow('integer, not 1.5');
  });

  test('an error in a step leaves the others as they were', () => {
    const { phones, diary } = population();
    phones.start(0);
    phones.start(1);
    expect(() => phones.send(0, { type: 'SET', tries: 'many' })).toThrow();
    expect(phones.send(1, { type: 'OPEN' })).toBe(true);
    expect(diary.take()).toContain('open 1 on OPEN');
  });

  test('an event sent from within a step', () => {
    const compiled = compile(phone);
    const diary = new Diary();
    diary.perform = () => phones.send(1, { type: 'OPEN' });
    const phones = compiled.populate(2, diary);
    phones.start(0);
    phones.start(1);
    expect(() => phones.send(0, { type: 'OPEN' })).toThrow(
      'machine "phone", entity 1 was called while its machine is in a step; let the host queue',
    );
  });

  test('a timer armed twice', () => {
    const twice = setup({}).createMachine({
      id: 'bell',
      on: { RING: { actions: raise({ type: 'DONG' }, { id: 'dong', delay: 5 }) } },
    });
    const { phones } = population(twice);
    phones.start(0);
    phones.send(0, { type: 'RING' });
    expect(() => phones.send(0, { type: 'RING' })).toThrow(
      'machine "bell", entity 0: timer "dong" is armed twice; cancel it first',
    );
  });

  test('a host whose handle cannot be kept', () => {
    const diary = new Diary();
    diary.arm = () => 0.5;
    const phones = compile(phone).populate(1, diary);
    phones.start(0);
    expect(() => phones.send(0, { type: 'OPEN' })).toThrow('got handle 0.5, which is no int32');
  });

  test('a machine that goes round for ever, with its states', () => {
    const circle = setup({}).createMachine({
      id: 'circle',
      initial: 'still',
      states: {
        still: { on: { GO: 'tick' } },
        tick: { always: 'tock' },
        tock: { always: 'tick' },
      },
    });
    const { phones } = population(circle);
    phones.start(0);
    expect(() => phones.send(0, { type: 'GO' })).toThrow(
      /^machine "circle", entity 0 took more than 1000 micro-steps .* through t(i|o)ck, t(i|o)ck/,
    );
  });

  test('a function that asks for an actor', () => {
    const machine = setup({
      types: {} as { context: { id: string } },
      actions: { who: assign({ id: ({ self }) => self.id }) },
    }).createMachine({ id: 'phone', context: { id: '' }, on: { WHO: { actions: 'who' } } });
    const { phones } = population(machine);
    phones.start(0);
    expect(() => phones.send(0, { type: 'WHO' })).toThrow('asks for self, which is not supported');
  });

  test('ever new strings', () => {
    const machine = setup({
      types: {} as { context: { text: string }; events: { type: 'SAY'; text: string } },
      actions: { keep: assign({ text: ({ event }) => event.text }) },
    }).createMachine({ id: 'phone', context: { text: '' }, on: { SAY: { actions: 'keep' } } });
    const { phones } = population(machine);
    phones.start(0);
    const say = () => {
      for (let n = 0; n < 5000; n += 1) phones.send(0, { type: 'SAY', text: `text ${n}` });
    };
    expect(say).toThrow('context key "text" took over 4096 strings');
  });
});
