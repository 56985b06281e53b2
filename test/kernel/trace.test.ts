/** The trace: what goes in comes out, what cannot be is refused, and the past can be returned to. */
import { describe, expect, test } from 'vitest';
import { Names, NO_RECORD, Trace } from '../../src/kernel/index.ts';
import { append, appendMany, recordsOf, row } from './trace-records.ts';

describe('records', () => {
  test('come back as they were appended, numbered from 0', () => {
    const trace = new Trace();
    const typed = row({ ordinal: 1, timeUs: 500, node: 2, kind: 7, message: 3, a: -1 });
    const sent = row({
      ordinal: 1,
      timeUs: 500,
      node: 2,
      kind: 255,
      cause: 0,
      join: 0,
      b: 9,
      c: 8,
    });
    expect([append(trace, typed), append(trace, sent)]).toEqual([0, 1]);
    expect([trace.base, trace.length]).toEqual([0, 2]);
    expect(recordsOf(trace)).toEqual([
      { index: 0, ...typed },
      { index: 1, ...sent },
    ]);
  });

  test('hold numbers to the very edge', () => {
    const trace = new Trace();
    const low = -(2 ** 31);
    const high = 2 ** 31 - 1;
    const edge = row({ ordinal: high, timeUs: 2 ** 53 - 1, node: low, a: high, b: low, c: high });
    append(trace, edge);
    expect(trace.readRecord(0)).toEqual({ index: 0, ...edge });
  });

  test('can be read into one object, again and again', () => {
    const trace = new Trace();
    appendMany(trace, 10);
    const scratch = trace.readRecord(0);
    expect(trace.readRecord(7, scratch)).toBe(scratch);
    expect(scratch).toEqual(trace.readRecord(7));
  });

  test('lie in columns, one place a record', () => {
    const trace = new Trace();
    append(trace, { timeUs: 5, kind: 3, a: 10 });
    append(trace, { timeUs: 6, kind: 4, a: 20, cause: 0 });
    const { timeUs, kind, a, cause, message } = trace.columns;
    expect([...timeUs.subarray(0, 2)]).toEqual([5, 6]);
    expect([...kind.subarray(0, 2)]).toEqual([3, 4]);
    expect([...a.subarray(0, 2)]).toEqual([10, 20]);
    expect([...cause.subarray(0, 2)]).toEqual([NO_RECORD, 0]);
    expect([...message.subarray(0, 2)]).toEqual([-1, -1]);
  });

  test('survive the growth of the columns', () => {
    const small = new Trace(new Names(), 1);
    const large = new Trace(new Names(), 8192);
    appendMany(small, 5000);
    appendMany(large, 5000);
    expect(recordsOf(small)).toEqual(recordsOf(large));
    expect(small.digest()).toBe(large.digest());
  });

  test.each([-1, 3, 1.5, NaN])('there is no record %d among three', (index) => {
    const trace = new Trace();
    appendMany(trace, 3);
    expect(() => trace.readRecord(index)).toThrow(`no record ${index} here: expected 0 to 2`);
  });

  test('can be counted up to a time', () => {
    const trace = new Trace();
    for (const timeUs of [0, 10, 10, 10, 25]) append(trace, { timeUs });
    expect([-1, 0, 9, 10, 24, 25, 1e9].map((timeUs) => trace.lengthAt(timeUs))).toEqual([
      0, 1, 1, 4, 4, 5, 5,
    ]);
  });
});

describe('refused is', () => {
  /** A trace of two records at 100 µs, for a third to follow. */
  function two(): Trace {
    const trace = new Trace();
    append(trace, { timeUs: 50 });
    append(trace, { timeUs: 100, cause: 0 });
    return trace;
  }

  test.each(['ordinal', 'node', 'message', 'a', 'b', 'c', 'cause', 'join', 'kind'] as const)(
    'anything but a whole number of 32 bits as %s',
    (field) => {
      for (const value of [NaN, 0.5, 2 ** 31, Infinity, -(2 ** 31) - 1]) {
        const trace = two();
        const before = trace.digest();
        expect(() => append(trace, { timeUs: 100, [field]: value })).toThrow('record 2 refused');
        expect([trace.length, trace.digest()]).toEqual([2, before]);
      }
    },
  );

  test.each([
    [{ timeUs: 99 }, 'time goes back from 100 to 99'],
    [{ timeUs: NaN }, 'NaN is not a whole number of microseconds'],
    [{ timeUs: 100.5 }, '100.5 is not a whole number of microseconds'],
    [{ timeUs: 2 ** 53 }, 'is not a whole number of microseconds'],
    [{ timeUs: 100, cause: 2 }, 'cause 2 is not an earlier record'],
    [{ timeUs: 100, cause: -2 }, 'cause -2 is not an earlier record'],
    [{ timeUs: 100, join: 5 }, 'join 5 is not an earlier record'],
    [{ timeUs: 100, kind: 256 }, 'kind 256 is not a whole number from 0 to 255'],
    [{ timeUs: 100, kind: -1 }, 'kind -1 is not a whole number from 0 to 255'],
    [{ timeUs: 100, a: NaN }, 'every number must be a 32-bit integer'],
  ])('%j', (fields, reason) => {
    expect(() => append(two(), fields)).toThrow(reason);
  });

  test('a record says what it was when it is refused', () => {
    expect(() => append(two(), { timeUs: 1, node: 42 })).toThrow('"node":42');
  });

  test('nothing else: the same time and the last record as cause are fine', () => {
    expect(append(two(), { timeUs: 100, cause: 1, join: 1 })).toBe(2);
  });
});

describe('going back', () => {
  test('to a mark, and the same way on, gives the same digest', () => {
    const trace = new Trace();
    appendMany(trace, 700);
    const mark = trace.mark();
    appendMany(trace, 900);
    const digest = trace.digest();
    const records = recordsOf(trace);
    trace.rewind(mark);
    expect(trace.length).toBe(700);
    appendMany(trace, 900);
    expect(trace.digest()).toBe(digest);
    expect(recordsOf(trace)).toEqual(records);
  });

  test('another way on gives another digest', () => {
    const trace = new Trace();
    appendMany(trace, 300);
    const mark = trace.mark();
    appendMany(trace, 300);
    const digest = trace.digest();
    trace.rewind(mark);
    appendMany(trace, 300, 'another seed');
    expect(trace.digest()).not.toBe(digest);
  });

  test('forgets the names and the time of what was forgotten', () => {
    const trace = new Trace();
    trace.names.id('ana');
    const mark = trace.mark();
    append(trace, { timeUs: 500, message: trace.names.id('ana/m1') });
    trace.rewind(mark);
    expect([trace.names.length, trace.names.has('ana/m1')]).toEqual([1, false]);
    append(trace, { timeUs: 3 });
    expect(trace.readRecord(0).timeUs).toBe(3);
  });

  test('to the very beginning is an empty trace', () => {
    const trace = new Trace();
    const start = trace.mark();
    appendMany(trace, 10);
    trace.rewind(start);
    expect(trace.digest()).toBe(new Trace().digest());
    expect(recordsOf(trace)).toEqual([]);
  });

  test('a mark of a longer trace is refused', () => {
    const trace = new Trace();
    appendMany(trace, 10);
    const mark = trace.mark();
    expect(() => new Trace().rewind(mark)).toThrow('cannot rewind to 10: this trace holds 0 to 0');
  });

  test('a mark is plain data that can be posted', () => {
    const trace = new Trace();
    appendMany(trace, 10);
    const mark = trace.mark();
    expect(structuredClone(mark)).toEqual(mark);
    expect(JSON.parse(JSON.stringify(mark))).toEqual(mark);
  });
});

describe('a continuing trace', () => {
  /** A whole trace, and one that continues it from a mark without the records before. */
  function wholeAndContinuing(): { whole: Trace; continuing: Trace } {
    const whole = new Trace();
    appendMany(whole, 1000);
    const mark = whole.mark();
    const continuing = Trace.continuing(mark, whole.names.copy(mark.names));
    appendMany(whole, 3000);
    appendMany(continuing, 3000);
    return { whole, continuing };
  }

  test('ends in the digest of the whole', () => {
    const { whole, continuing } = wholeAndContinuing();
    expect([continuing.base, continuing.length]).toEqual([1000, 4000]);
    expect(continuing.digest()).toBe(whole.digest());
  });

  test('holds the records from its base on, under their own indexes', () => {
    const { whole, continuing } = wholeAndContinuing();
    expect(recordsOf(continuing)).toEqual(recordsOf(whole, 1000));
    expect(continuing.columns.timeUs[1500]).toBe(whole.columns.timeUs[2500]);
    expect(continuing.readRecord(2500)).toEqual(whole.readRecord(2500));
    expect(() => continuing.readRecord(999)).toThrow('no record 999 here: expected 1000 to 3999');
  });

  test('counts up to a time among the records it holds', () => {
    const { whole, continuing } = wholeAndContinuing();
    expect(continuing.lengthAt(1_000_000)).toBe(whole.lengthAt(1_000_000));
    expect(continuing.lengthAt(0)).toBe(1000);
  });

  test('may name causes that lie before its base', () => {
    const whole = new Trace();
    appendMany(whole, 10);
    const continuing = Trace.continuing(whole.mark(), whole.names.copy());
    expect(append(continuing, { timeUs: 10_000, cause: 3, join: 0 })).toBe(10);
  });

  test('does not go behind its base', () => {
    const whole = new Trace();
    const start = whole.mark();
    appendMany(whole, 10);
    const continuing = Trace.continuing(whole.mark(), whole.names.copy());
    expect(() => continuing.rewind(start)).toThrow('this trace holds 10 to 10');
  });

  test('does not go back in time either', () => {
    const whole = new Trace();
    append(whole, { timeUs: 700 });
    const continuing = Trace.continuing(whole.mark(), new Names());
    expect(() => append(continuing, { timeUs: 699 })).toThrow('time goes back from 700 to 699');
  });

  test('needs exactly the names of the mark', () => {
    const whole = new Trace();
    whole.names.id('ana');
    const mark = whole.mark();
    const tooMany = Names.of(['ana', 'ben']);
    expect(() => Trace.continuing(mark, tooMany)).toThrow('the mark counts 1 names, the table 2');
    expect(() => Trace.continuing(mark, new Names())).toThrow('the table 0');
  });
});
