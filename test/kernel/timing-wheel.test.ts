/** The timing wheel told as small stories: order, ties, cancelling, looking ahead, going back. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, LAST_TIME_US, MS, SECOND, TimingWheel } from '../../src/kernel/index.ts';
import { takeAll } from './take-all.ts';

/** The entities alone, in the order in which their events come. */
function order(wheel: TimingWheel): number[] {
  return takeAll(wheel).map(([, entity]) => entity);
}

const TIMER = 7;

describe('order', () => {
  test('an empty wheel has nothing to take, and time stands still', () => {
    const wheel = new TimingWheel();
    expect(wheel.take()).toBe(false);
    expect([wheel.size, wheel.nowUs, wheel.peekTimeUs()]).toEqual([0, 0, Infinity]);
  });

  test('events come by time, not by the order of scheduling', () => {
    const wheel = new TimingWheel();
    wheel.schedule(30 * MS, TIMER, 3);
    wheel.schedule(10 * MS, TIMER, 1);
    wheel.schedule(20 * MS, TIMER, 2);
    expect(takeAll(wheel)).toEqual([
      [10 * MS, 1],
      [20 * MS, 2],
      [30 * MS, 3],
    ]);
  });

  test('equal times are first in, first out', () => {
    const wheel = new TimingWheel();
    for (let entity = 0; entity < 300; entity += 1) wheel.schedule(SECOND, TIMER, entity);
    expect(order(wheel)).toEqual(Array.from({ length: 300 }, (_, entity) => entity));
  });

  test('equal times stay in order when scheduled from far and from near', () => {
    const wheel = new TimingWheel();
    wheel.schedule(HOUR, TIMER, 1);
    wheel.schedule(HOUR - 2, TIMER, 90);
    wheel.schedule(HOUR, TIMER, 2);
    wheel.schedule(HOUR - 1, TIMER, 91);
    expect(wheel.take()).toBe(true);
    wheel.schedule(HOUR, TIMER, 3);
    expect(wheel.take()).toBe(true);
    wheel.schedule(HOUR, TIMER, 4);
    expect(order(wheel)).toEqual([1, 2, 3, 4]);
  });

  test('an event scheduled for now comes after those of now, before time goes on', () => {
    const wheel = new TimingWheel();
    for (const entity of [1, 2]) wheel.schedule(5, TIMER, entity);
    wheel.schedule(6, TIMER, 9);
    wheel.take();
    wheel.schedule(wheel.nowUs, TIMER, 3);
    expect(takeAll(wheel)).toEqual([
      [5, 2],
      [5, 3],
      [6, 9],
    ]);
  });

  test.each([
    ['the first byte', 1, 255, 256],
    ['the first word', 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1],
    ['the sign bit of the low word', 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1],
    ['the fifth byte', 2 ** 40 - 1, 2 ** 40, 2 ** 40 + 255],
    ['the last byte', 2 ** 48 - 1, 2 ** 48, 2 ** 52],
    ['the end of time', LAST_TIME_US - 2, LAST_TIME_US - 1, LAST_TIME_US],
  ])('times around %s stay in order', (_where, first, second, third) => {
    for (const [a, b, c] of [
      [first, second, third],
      [third, first, second],
      [second, third, first],
    ] as const) {
      const wheel = new TimingWheel();
      for (const timeUs of [a, b, c]) wheel.schedule(timeUs, TIMER, 0);
      expect(takeAll(wheel).map(([timeUs]) => timeUs)).toEqual([first, second, third]);
    }
  });

  test('long quiet stretches are crossed in one step', () => {
    const wheel = new TimingWheel();
    const times = [0, 1, 3 * SECOND, 2 * HOUR, 40 * DAY, 365 * DAY, 200 * 365 * DAY];
    for (const timeUs of times) wheel.schedule(timeUs, TIMER, 0);
    expect(takeAll(wheel).map(([timeUs]) => timeUs)).toEqual(times);
  });

  test('grows past its first capacity without losing order', () => {
    const wheel = new TimingWheel(1);
    const expected: number[] = [];
    for (let i = 0; i < 1000; i += 1) wheel.schedule(((i * 7919) % 1000) * 37, TIMER, 0);
    for (let i = 0; i < 1000; i += 1) expected.push(i * 37);
    expect(wheel.size).toBe(1000);
    expect(takeAll(wheel).map(([timeUs]) => timeUs)).toEqual(expected);
  });
});

describe('what an event carries', () => {
  test('kind, entity, two numbers and a cause come back as they were given', () => {
    const wheel = new TimingWheel();
    const low = -(2 ** 31);
    const high = 2 ** 31 - 1;
    const handle = wheel.schedule(12, high, low, high, low, high);
    wheel.take();
    const { kind, entity, a, b, cause } = wheel;
    expect([kind, entity, a, b, cause]).toEqual([high, low, high, low, high]);
    expect(wheel.handle).toBe(handle);
  });

  test('left out, the numbers are 0 and there is no cause', () => {
    const wheel = new TimingWheel();
    wheel.schedule(12, 1, 2, 3, 4, 5);
    wheel.schedule(13, 1, 2);
    wheel.take();
    wheel.take();
    expect([wheel.a, wheel.b, wheel.cause]).toEqual([0, 0, -1]);
  });
});

describe('cancelling', () => {
  test('takes the first, a middle and the last of equal times out of the line', () => {
    const wheel = new TimingWheel();
    const handles = [0, 1, 2, 3, 4].map((entity) => wheel.schedule(SECOND, TIMER, entity));
    for (const gone of [0, 2, 4]) wheel.cancel(handles[gone]!);
    expect(wheel.size).toBe(2);
    wheel.schedule(SECOND, TIMER, 5);
    expect(order(wheel)).toEqual([1, 3, 5]);
  });

  test('the only event leaves an empty wheel that can be used again', () => {
    const wheel = new TimingWheel();
    wheel.cancel(wheel.schedule(DAY, TIMER, 1));
    expect([wheel.size, wheel.take(), wheel.peekTimeUs()]).toEqual([0, false, Infinity]);
    wheel.schedule(2, TIMER, 2);
    expect(order(wheel)).toEqual([2]);
  });

  test('a timeout that is cancelled and armed again at each message never fires', () => {
    const wheel = new TimingWheel();
    const MESSAGE = 1;
    const TIMEOUT = 2;
    let timeout = wheel.schedule(30 * SECOND, TIMEOUT, 0);
    for (let i = 1; i <= 100; i += 1) wheel.schedule(i * SECOND, MESSAGE, 0);
    const fired: number[] = [];
    while (wheel.take()) {
      if (wheel.kind === TIMEOUT) fired.push(wheel.nowUs);
      else {
        wheel.cancel(timeout);
        timeout = wheel.schedule(wheel.nowUs + 30 * SECOND, TIMEOUT, 0);
      }
    }
    expect(fired).toEqual([130 * SECOND]);
  });

  test('still finds its event after others were spread to lower levels', () => {
    const wheel = new TimingWheel();
    const kept = [1000, 1001, 1002].map((timeUs) => wheel.schedule(timeUs, TIMER, timeUs));
    wheel.schedule(999, TIMER, 999);
    wheel.take();
    wheel.cancel(kept[1]!);
    expect(order(wheel)).toEqual([1000, 1002]);
  });

  test('a handle is pending until its event is taken or cancelled', () => {
    const wheel = new TimingWheel();
    const taken = wheel.schedule(1, TIMER, 1);
    const cancelled = wheel.schedule(2, TIMER, 2);
    expect([wheel.isPending(taken), wheel.isPending(cancelled)]).toEqual([true, true]);
    wheel.take();
    wheel.cancel(cancelled);
    expect([wheel.isPending(taken), wheel.isPending(cancelled)]).toEqual([false, false]);
  });

  test.each([0, -1, 1, 12345, NaN, 0.5, 2 ** 40])('%d was never a handle', (handle) => {
    const wheel = new TimingWheel();
    wheel.schedule(1, TIMER, 1);
    expect(wheel.isPending(handle)).toBe(false);
    expect(() => wheel.cancel(handle)).toThrow(`cannot cancel handle ${handle}: it is not pending`);
    expect(wheel.size).toBe(1);
  });

  test('cancelling twice is refused, with the cure', () => {
    const wheel = new TimingWheel();
    const handle = wheel.schedule(1, TIMER, 1);
    wheel.cancel(handle);
    expect(() => wheel.cancel(handle)).toThrow('forget a handle when its event is taken');
  });

  test('an old handle does not hit the event that now has its place', () => {
    const wheel = new TimingWheel();
    const old = wheel.schedule(1, TIMER, 1);
    wheel.take();
    for (let i = 0; i < 254; i += 1) {
      const next = wheel.schedule(wheel.nowUs + 1, TIMER, 2);
      expect(next).not.toBe(old);
      expect(wheel.isPending(old)).toBe(false);
      wheel.take();
    }
  });
});

describe('looking ahead', () => {
  test('peeking tells the next time and changes nothing', () => {
    const wheel = new TimingWheel();
    wheel.schedule(3 * HOUR + 5, TIMER, 2);
    wheel.schedule(3 * HOUR, TIMER, 1);
    expect(wheel.peekTimeUs()).toBe(3 * HOUR);
    expect([wheel.peekTimeUs(), wheel.nowUs, wheel.size]).toEqual([3 * HOUR, 0, 2]);
    expect(order(wheel)).toEqual([1, 2]);
  });

  test('after peeking far ahead, something nearer can still be scheduled', () => {
    const wheel = new TimingWheel();
    for (const entity of [3, 4]) wheel.schedule(DAY + entity, TIMER, entity);
    expect(wheel.peekTimeUs()).toBe(DAY + 3);
    wheel.schedule(DAY + 2, TIMER, 2);
    expect(wheel.peekTimeUs()).toBe(DAY + 2);
    wheel.schedule(SECOND, TIMER, 1);
    expect(wheel.peekTimeUs()).toBe(SECOND);
    expect(order(wheel)).toEqual([1, 2, 3, 4]);
  });

  test('peeking follows a cancelled next event to the one behind it', () => {
    const wheel = new TimingWheel();
    const first = wheel.schedule(5000, TIMER, 1);
    wheel.schedule(7000, TIMER, 2);
    expect(wheel.peekTimeUs()).toBe(5000);
    wheel.cancel(first);
    expect(wheel.peekTimeUs()).toBe(7000);
  });

  test('cancelling one of two events at the next time keeps that time', () => {
    const wheel = new TimingWheel();
    const first = wheel.schedule(5000, TIMER, 1);
    wheel.schedule(5000, TIMER, 2);
    expect(wheel.peekTimeUs()).toBe(5000);
    wheel.cancel(first);
    expect(wheel.peekTimeUs()).toBe(5000);
  });

  test('pending events are shown with all they carry, and may be cancelled on the way', () => {
    const wheel = new TimingWheel();
    wheel.schedule(1, TIMER, 0);
    wheel.take();
    const crashed = 5;
    wheel.schedule(10, 1, crashed, 11, 12, 13);
    wheel.schedule(20, 2, 6, 21, 22, 23);
    wheel.schedule(2 ** 40, 3, crashed, 31, 32, 33);
    const seen: number[][] = [];
    wheel.forEachPending((timeUs, kind, entity, a, b, cause, handle) => {
      seen.push([timeUs, kind, entity, a, b, cause]);
      if (entity === crashed) wheel.cancel(handle);
    });
    expect(seen).toEqual([
      [10, 1, crashed, 11, 12, 13],
      [20, 2, 6, 21, 22, 23],
      [2 ** 40, 3, crashed, 31, 32, 33],
    ]);
    expect(takeAll(wheel)).toEqual([[20, 6]]);
  });
});
