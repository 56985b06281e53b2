/** Calls that are wrong say what is wrong, and where. */
import { describe, expect, test } from 'vitest';
import { assign, raise, setup } from 'xstate';
import { compile } from '../../src/statechart/index.ts';
import { Diary, phone, population } from './diary.ts';

describe('a wrong call', () => {
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
