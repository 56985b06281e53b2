/** The life of entities: start, events, timers, effects, crash and restart. */
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { compile } from '../../src/statechart/index.ts';
import { Diary, phone, population } from './diary.ts';

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
