/** What a broker deletes and compacts: by age, by size, by key; offsets never change. */
import { describe, expect, test } from 'vitest';
import { compact, dirtyRatio } from '../../../src/models/kafka/compaction.ts';
import { kafka } from '../../../src/models/kafka/index.ts';
import { append, emptyLog, forgetBelow } from '../../../src/models/kafka/partition-log.ts';
import { deletableBelow, oldAtMs } from '../../../src/models/kafka/retention.ts';
import { fakeNode, type FakeNodeOptions } from '../fake-node.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One record an hour, two to a segment, 71 bytes each. */
function hourly(count: number) {
  const log = emptyLog();
  for (let at = 0; at < count; at += 1) {
    const when = { atMs: at * HOUR_MS, limits: { bytes: 150, ms: DAY_MS } };
    append(log, { key: 'k', name: `m${at}`, value: 10 + at }, when);
  }
  log.highWatermark = count;
  return log;
}

describe('retention', () => {
  const rule = { nowMs: 0, retentionMs: -1, retentionBytes: -1 };

  test('by age deletes whole segments whose youngest record is too old', () => {
    const log = hourly(6);
    expect(log.segments.map(({ baseOffset, bytes }) => [baseOffset, bytes])).toEqual([
      [0, 142],
      [2, 142],
      [4, 142],
    ]);
    const below = (nowMs: number) => deletableBelow(log, { ...rule, nowMs, retentionMs: DAY_MS });
    expect([DAY_MS + HOUR_MS, DAY_MS + HOUR_MS + 1].map(below)).toEqual([0, 2]);
    expect(oldAtMs(log, DAY_MS)).toBe(DAY_MS + HOUR_MS + 1);
    // The active segment too, when all is old.
    expect(below(9 * DAY_MS)).toBe(6);
    expect([oldAtMs(log, -1), oldAtMs(emptyLog(), DAY_MS)]).toEqual([-1, -1]);
  });

  test('by size deletes the oldest segments that the rest can do without', () => {
    const log = hourly(6);
    const below = (retentionBytes: number) => deletableBelow(log, { ...rule, retentionBytes });
    expect([426, 285, 284, 142, 0].map(below)).toEqual([0, 0, 2, 4, 6]);
  });

  test('never deletes what is not committed', () => {
    const log = hourly(6);
    log.highWatermark = 3;
    expect(deletableBelow(log, { ...rule, nowMs: 9 * DAY_MS, retentionMs: 1 })).toBe(2);
  });

  test('leaves the offsets, and the segment in which the log begins', () => {
    const log = hourly(6);
    expect(forgetBelow(log, 2).map(({ name }) => name)).toEqual(['m0', 'm1']);
    expect([log.logStartOffset, log.segments[0]?.baseOffset]).toEqual([2, 2]);
    expect(forgetBelow(log, 1)).toEqual([]);
    forgetBelow(log, 6);
    expect(log.segments).toEqual([]);
    expect(append(log, { key: 'k', name: 'm', value: 1 }).offset).toBe(6);
  });
});

describe('compaction', () => {
  const rule = { nowMs: 0, dirtyRatio: 0.5, deleteRetentionMs: DAY_MS };
  /** 'a=1 b=2 a=null': two records to a segment. */
  function logOf(text: string) {
    const log = emptyLog();
    for (const word of text.split(' ')) {
      const [key = '', value = ''] = word.split('=');
      const record = { key, name: word, value: value === 'null' ? null : value };
      append(log, record, { limits: { bytes: 150, ms: DAY_MS } });
    }
    log.highWatermark = log.endOffset;
    return log;
  }
  const left = (log: ReturnType<typeof logOf>) =>
    log.records.map(({ offset, name }) => `${offset}:${name}`);

  test('keeps the last record of each key, at its offset, and the active segment as it is', () => {
    const log = logOf('a=1 b=1 a=2 c=1 a=3 b=2');
    expect(compact(log, rule).map(({ name }) => name)).toEqual(['a=1']);
    expect(left(log)).toEqual(['1:b=1', '2:a=2', '3:c=1', '4:a=3', '5:b=2']);
    expect(log.segments.map(({ bytes }) => bytes)).toEqual([72, 144, 144]);
    // What follows is cleaned when it is as much as what is clean.
    expect(dirtyRatio(log)).toBe(0);
    for (const at of [4, 5])
      append(log, { key: 'a', name: `a=${at}`, value: at }, { limits: { bytes: 150, ms: 1 } });
    log.highWatermark = log.endOffset;
    expect(dirtyRatio(log)).toBeCloseTo(0.4);
    expect(compact(log, rule)).toEqual([]);
    expect(compact(log, { ...rule, dirtyRatio: 0.4 }).map(({ name }) => name)).toEqual([
      'b=1',
      'a=2',
    ]);
  });

  test('keeps a tombstone for a day after it was met, so that readers see the deletion', () => {
    const log = logOf('a=1 a=null b=1 b=2');
    compact(log, rule);
    expect(left(log)).toEqual(['1:a=null', '2:b=1', '3:b=2']);
    const more = (at: number) => {
      for (const key of ['x', 'y', 'z']) {
        append(
          log,
          { key, name: `${key}=${at}`, value: 1 },
          { limits: { bytes: 150, ms: DAY_MS } },
        );
      }
      log.highWatermark = log.endOffset;
    };
    more(1);
    compact(log, { ...rule, nowMs: DAY_MS, dirtyRatio: 0 });
    expect(left(log)).toContain('1:a=null');
    more(2);
    const gone = compact(log, { ...rule, nowMs: DAY_MS + 1, dirtyRatio: 0 });
    expect(gone.map(({ name }) => name)).toContain('a=null');
    expect(log.horizons.size).toBe(0);
  });

  test('touches nothing that is not committed', () => {
    const log = logOf('a=1 a=2 a=3 a=4');
    log.highWatermark = 1;
    expect(compact(log, rule)).toEqual([]);
    expect(left(log)).toHaveLength(4);
  });
});

describe('a broker', () => {
  const nodes = [{ name: 'server-1', kind: 'chat-server' as const }];
  function broker(settings: FakeNodeOptions['settings'] = {}) {
    const fake = fakeNode(kafka, { settings: { partitions: 1, ...settings }, topology: { nodes } });
    fake.advanceMs(0);
    fake.news();
    let request = 0;
    const produce = (key: string, value: unknown) => {
      request += 1;
      const name = `${key}=${String(value)}`;
      const record = { topic: 'messages', key, name, value, acks: 'all', request } as const;
      fake.deliver({ type: 'produce', ...record }, 'server-1');
    };
    const forgotten = () => fake.news().filter((line) => line.startsWith('forgotten'));
    const offsets = () => fake.inspect().tables[0]!.rows[0]!.slice(1, 4);
    return { fake, produce, forgotten, offsets };
  }

  test('deletes after seven days, when it looks next, and needs no timer before', () => {
    const { fake, produce, forgotten, offsets } = broker();
    expect(fake.timers()).toEqual([]);
    produce('a', 1);
    expect(fake.timers()).toHaveLength(1);
    fake.advanceMs(7 * DAY_MS);
    expect(forgotten()).toEqual([]);
    fake.advanceMs(300_000);
    expect(forgotten()).toEqual(['forgotten a=1 place=log']);
    expect(offsets()).toEqual([1, 1, 1]);
    expect(fake.timers()).toEqual([]);
  });

  test('looks again after a restart for what is too old', () => {
    const { fake, produce, forgotten } = broker({ retentionMs: 600_000 });
    produce('a', 1);
    fake.crash();
    fake.restart();
    fake.advanceMs(1_000_000);
    expect(forgotten()).toEqual(['forgotten a=1 place=log']);
  });

  test('looks when it meant to, however much is written meanwhile', () => {
    const { fake, produce, forgotten } = broker({ retentionMs: 600_000 });
    produce('a', 1);
    fake.advanceMs(100_000);
    produce('a', 2);
    fake.advanceMs(800_000);
    expect(forgotten()).toEqual(['forgotten a=1 place=log', 'forgotten a=2 place=log']);
  });

  test('with retention.bytes deletes what is beyond, at every look', () => {
    const { fake, produce, forgotten } = broker({ retentionBytes: 200, segmentBytes: 100 });
    for (const at of [1, 2, 3, 4]) produce('a', at);
    fake.advanceMs(300_000);
    // Of 280 bytes 70 may go; what is left is still more than 200.
    expect(forgotten()).toEqual(['forgotten a=1 place=log']);
  });

  test('compacts the topics that it is told to', () => {
    const { fake, produce, forgotten, offsets } = broker({
      compacted: 'messages',
      segmentBytes: 150,
    });
    for (const at of [1, 2, 3]) produce('a', at);
    fake.advanceMs(15_000);
    expect(forgotten()).toEqual(['forgotten a=1 place=log']);
    // Nothing is dirty any more, so nothing is looked at.
    expect(fake.timers()).toEqual([]);
    expect(offsets()).toEqual([0, 3, 3]);
    produce('b', 1);
    produce('b', 2);
    fake.advanceMs(15_000);
    expect(forgotten()).toEqual(['forgotten a=2 place=log']);
  });
});
