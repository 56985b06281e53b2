/** The timing wheel saved and restored, and what it refuses. */
import { describe, expect, test } from 'vitest';
import { HOUR, SECOND, TimingWheel } from '../../src/kernel/index.ts';
import { takeAll } from './take-all.ts';

const TIMER = 7;

describe('refusals', () => {
  test.each([-1, 9, 10.5, NaN, Infinity, 2 ** 53])('no event at %d when it is 10 µs', (timeUs) => {
    const wheel = new TimingWheel();
    wheel.schedule(10, TIMER, 1);
    wheel.take();
    expect(() => wheel.schedule(timeUs, TIMER, 1)).toThrow(`cannot schedule at ${timeUs}`);
    expect(wheel.size).toBe(0);
  });

  test.each([0.5, NaN, 2 ** 31, -(2 ** 31) - 1, Infinity])('no %d inside an event', (value) => {
    const wheel = new TimingWheel();
    const refusal = '32-bit integers only';
    expect(() => wheel.schedule(1, value, 0)).toThrow(refusal);
    expect(() => wheel.schedule(1, 0, value)).toThrow(refusal);
    expect(() => wheel.schedule(1, 0, 0, value)).toThrow(refusal);
    expect(() => wheel.schedule(1, 0, 0, 0, value)).toThrow(refusal);
    expect(() => wheel.schedule(1, 0, 0, 0, 0, value)).toThrow(`cause ${value}`);
    expect(wheel.size).toBe(0);
  });
});

describe('going back', () => {
  test('a restored wheel goes on as the first did, handles included', () => {
    const wheel = new TimingWheel(4);
    for (let i = 0; i < 40; i += 1) wheel.schedule((i % 7) * HOUR, TIMER, i);
    for (let i = 0; i < 10; i += 1) wheel.take();
    const image = wheel.save();
    const goOn = (): unknown[] => {
      const handle = wheel.schedule(wheel.nowUs + 5, TIMER, 99);
      return [wheel.nowUs, wheel.entity, wheel.handle, handle, takeAll(wheel)];
    };
    const first = goOn();
    wheel.restore(image);
    expect(goOn()).toEqual(first);
  });

  test('an image moves into a new, smaller wheel, and can be posted there', () => {
    const wheel = new TimingWheel();
    for (let i = 0; i < 100; i += 1) wheel.schedule(i * i * SECOND, TIMER, i);
    wheel.take();
    const copy = new TimingWheel(1);
    copy.restore(structuredClone(wheel.save()));
    expect([copy.size, copy.peekTimeUs()]).toEqual([99, SECOND]);
    expect(takeAll(copy)).toEqual(takeAll(wheel));
  });

  test('an image is not touched by what happens later', () => {
    const wheel = new TimingWheel();
    wheel.schedule(1, TIMER, 1);
    const image = wheel.save();
    const asSaved = structuredClone(image);
    wheel.schedule(2, TIMER, 2);
    takeAll(wheel);
    expect(image).toEqual(asSaved);
  });

  test('handles given in an abandoned future are not pending', () => {
    const wheel = new TimingWheel();
    wheel.schedule(1, TIMER, 1);
    const image = wheel.save();
    const abandoned = wheel.schedule(2, TIMER, 2);
    wheel.restore(image);
    expect(wheel.isPending(abandoned)).toBe(false);
  });

  test('says what it and its images cost in memory', () => {
    const wheel = new TimingWheel(1024);
    const emptyImage = wheel.save();
    wheel.schedule(1, TIMER, 1);
    // 36 bytes for each event there is room for, besides the buckets.
    expect(wheel.bytes - new TimingWheel(24).bytes).toBe(1000 * 36);
    expect(new TimingWheel(1).bytes).toBeGreaterThan(1792 * 8);
    expect(wheel.save().bytes).toBe(emptyImage.bytes + 36);
  });
});
