/** A trace and its view in another thread, kept equal by batches through a pool of buffers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BatchPool,
  Names,
  RECORD_BYTES,
  Trace,
  TraceView,
  type TraceBatch,
} from '../../src/kernel/index.ts';
import { append, appendMany, recordsOf } from './trace-records.ts';

/** As a message between threads: the buffer leaves the sender, everything else is copied. */
function post(batch: TraceBatch): TraceBatch {
  return structuredClone(batch, { transfer: [batch.buffer] });
}

/** Sends everything a view does not have yet, at most `max` records a batch. */
function catchUp(trace: Trace, view: TraceView, max = Infinity): void {
  do view.appendBatch(post(trace.cutBatch(view.length, max)));
  while (view.length < trace.length);
}

function expectEqual(view: TraceView, trace: Trace): void {
  expect(recordsOf(view)).toEqual(recordsOf(trace));
  expect(view.names.textsFrom(0)).toEqual(trace.names.textsFrom(0));
}

describe('a view', () => {
  test('is the trace again, with records and names', () => {
    const trace = new Trace();
    appendMany(trace, 2500);
    const view = new TraceView();
    catchUp(trace, view);
    expectEqual(view, trace);
    expect(view.lengthAt(100_000)).toBe(trace.lengthAt(100_000));
    expect(view.columns.kind.subarray(0, 2500)).toEqual(trace.columns.kind.subarray(0, 2500));
  });

  test('can be put together from any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(300), { maxLength: 12 }),
        fc.integer({ min: 1, max: 90 }),
        (pieces, max) => {
          const trace = new Trace();
          const view = new TraceView();
          for (const count of pieces) {
            appendMany(trace, count);
            catchUp(trace, view, max);
          }
          expectEqual(view, trace);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('holds nothing at first, and an empty batch changes nothing', () => {
    const view = new TraceView();
    view.appendBatch(post(new Trace().cutBatch(0, 100)));
    expect([view.base, view.length, view.names.length]).toEqual([0, 0, 0]);
    expect(() => view.readRecord(0)).toThrow('no record 0 here: expected 0 to -1');
  });

  test('refuses a batch that leaves a gap or comes twice', () => {
    const trace = new Trace();
    appendMany(trace, 20);
    const view = new TraceView();
    expect(() => view.appendBatch(trace.cutBatch(5, 5))).toThrow(
      'a batch begins at record 5, but the next here is 0',
    );
    const batch = trace.cutBatch(0, 5);
    const first = { ...batch, namesFrom: 0, names: trace.names.textsFrom(0) };
    view.appendBatch(first);
    expect(() => view.appendBatch(first)).toThrow('begins at record 0, but the next here is 5');
    expect(view.length).toBe(5);
  });

  test('refuses names that leave a gap', () => {
    const trace = new Trace();
    trace.names.id('ana');
    trace.cutBatch(0, 0);
    trace.names.id('ben');
    const view = new TraceView();
    expect(() => view.appendBatch(trace.cutBatch(0, 0))).toThrow(
      'a batch brings names from 1, but only 0 are here',
    );
  });

  test('cut to the length it has, is what it was', () => {
    const trace = new Trace();
    appendMany(trace, 20);
    const view = new TraceView();
    catchUp(trace, view);
    view.truncate(20);
    expectEqual(view, trace);
  });

  test.each([-1, 21, 0.5, NaN])('cannot be cut to %d of 20 records', (length) => {
    const trace = new Trace();
    appendMany(trace, 20);
    const view = new TraceView();
    catchUp(trace, view);
    expect(() => view.truncate(length)).toThrow(`cannot cut to ${length} records: there are 20`);
    expect(() => view.readRecord(length)).toThrow(`no record ${length} here`);
  });
});

describe('after an edit of the past', () => {
  test('the view is cut and follows the new future, names included', () => {
    const trace = new Trace();
    const view = new TraceView();
    append(trace, { message: trace.names.id('ana/m1') });
    const mark = trace.mark();
    append(trace, { message: trace.names.id('ana/m2') });
    append(trace, { message: trace.names.id('ana/m3') });
    catchUp(trace, view);
    trace.rewind(mark);
    view.truncate(mark.length);
    append(trace, { message: trace.names.id('ben/m1') });
    catchUp(trace, view);
    expectEqual(view, trace);
    expect(view.names.textsFrom(0)).toEqual(['ana/m1', 'ben/m1']);
  });

  test('a trace that continues elsewhere brings all its names with its first batch', () => {
    const first = new Trace();
    const view = new TraceView();
    first.names.id('ana');
    appendMany(first, 100);
    const mark = first.mark();
    const names = first.names.copy();
    appendMany(first, 50);
    catchUp(first, view);
    const second = Trace.continuing(mark, names);
    appendMany(second, 80, 'another future');
    view.truncate(mark.length);
    catchUp(second, view);
    expect(recordsOf(view, 100)).toEqual(recordsOf(second));
    expect(view.names.textsFrom(0)).toEqual(second.names.textsFrom(0));
  });

  test('the sender counts the names it must send again', () => {
    const trace = new Trace();
    trace.names.id('ana');
    const mark = trace.mark();
    trace.names.id('ben');
    trace.cutBatch(0, 0);
    trace.rewind(mark);
    trace.names.id('carol');
    expect(trace.cutBatch(0, 0)).toMatchObject({ namesFrom: 1, names: ['carol'] });
    expect(trace.cutBatch(0, 0)).toMatchObject({ namesFrom: 2, names: [] });
  });
});

describe('a batch', () => {
  test('is one buffer of 41 bytes a record', () => {
    const trace = new Trace();
    appendMany(trace, 100);
    const batch = trace.cutBatch(90, 100);
    expect([batch.from, batch.count, batch.buffer.byteLength]).toEqual([90, 10, 10 * RECORD_BYTES]);
  });

  test('is a copy: what is appended later does not reach it', () => {
    const trace = new Trace();
    appendMany(trace, 10);
    const batch = trace.cutBatch(0, 100);
    const before = batch.buffer.slice(0);
    appendMany(trace, 100);
    expect(new Uint8Array(batch.buffer)).toEqual(new Uint8Array(before));
  });

  test('in a given buffer holds as many records as fit', () => {
    const trace = new Trace();
    appendMany(trace, 100);
    const buffer = new ArrayBuffer(30 * RECORD_BYTES + 40);
    const batch = trace.cutBatch(10, 100, buffer);
    expect([batch.buffer, batch.from, batch.count]).toEqual([buffer, 10, 30]);
  });

  test.each([-1, 11, NaN])('cannot begin at %d of 10', (from) => {
    const trace = new Trace();
    appendMany(trace, 10);
    expect(() => trace.cutBatch(from, 1)).toThrow(
      `cannot cut a batch at ${from}: expected 0 to 10`,
    );
  });

  test('cannot begin before the records held', () => {
    const whole = new Trace();
    appendMany(whole, 10);
    const continuing = Trace.continuing(whole.mark(), whole.names.copy());
    expect(() => continuing.cutBatch(9, 1)).toThrow('expected 10 to 10');
    expect(continuing.cutBatch(10, 5).count).toBe(0);
  });
});

describe('a pool of buffers', () => {
  test('gives what it has, then nothing until one comes back', () => {
    const pool = new BatchPool(2, 1000);
    const first = pool.take();
    const second = pool.take();
    expect([first?.byteLength, second?.byteLength, pool.take()]).toEqual([1000, 1000, undefined]);
    expect(pool.inFlight).toBe(2);
    pool.giveBack(first!);
    expect([pool.take(), pool.inFlight]).toEqual([first, 2]);
  });

  test('keeps a view up to date with two buffers that go back and forth', () => {
    const pool = new BatchPool(2, 64 * RECORD_BYTES);
    const trace = new Trace();
    const view = new TraceView();
    const posted: TraceBatch[] = [];
    let sent = 0;
    for (let frame = 0; frame < 60; frame += 1) {
      appendMany(trace, 37);
      for (let free = pool.take(); free !== undefined; free = pool.take()) {
        const batch = post(trace.cutBatch(sent, Infinity, free));
        expect(free.byteLength).toBe(0);
        sent += batch.count;
        posted.push(batch);
      }
      // The receiver is slow: it reads one batch in a frame, and returns its buffer.
      const arrived = posted.shift()!;
      view.appendBatch(arrived);
      pool.giveBack(structuredClone(arrived.buffer, { transfer: [arrived.buffer] }));
    }
    for (const batch of posted) view.appendBatch(batch);
    catchUp(trace, view);
    expectEqual(view, trace);
  });

  test('refuses what it never gave, and buffers that were transferred away', () => {
    const pool = new BatchPool(1, 10);
    expect(() => pool.giveBack(new ArrayBuffer(10))).toThrow('a buffer came back that was never');
    pool.take();
    expect(() => pool.giveBack(new ArrayBuffer(0))).toThrow('transfer it back');
  });

  test.each([
    [0, 10],
    [2, 0],
    [NaN, 10],
  ])('of %d buffers of %d bytes is refused', (buffers, bytes) => {
    expect(() => new BatchPool(buffers, bytes)).toThrow('a pool needs buffers');
  });
});

test('names of a trace may be a table made before it', () => {
  const names = Names.of(['ana', 'ben']);
  const trace = new Trace(names);
  expect(trace.cutBatch(0, 1).names).toEqual(['ana', 'ben']);
  expect(trace.names).toBe(names);
});
