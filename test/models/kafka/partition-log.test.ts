/** A partition alone: offsets, what a consumer may see, retention by count. */
import { describe, expect, test } from 'vitest';
import {
  append,
  emptyLog,
  isInRange,
  logEndOffset,
  recordsFrom,
  retain,
} from '../../../src/models/kafka/partition-log.ts';

function logOf(count: number) {
  const log = emptyLog();
  for (let at = 0; at < count; at += 1) append(log, { key: 'pair', name: `ana/m${at}`, value: at });
  log.highWatermark = log.endOffset;
  return log;
}
const offsets = (records: readonly { offset: number }[]) => records.map(({ offset }) => offset);

describe('a partition', () => {
  test('gives offsets in order and shows what lies below the high watermark', () => {
    const log = logOf(5);
    expect([log.logStartOffset, logEndOffset(log), log.highWatermark]).toEqual([0, 5, 5]);
    expect(recordsFrom(log, 3, 10)).toEqual([
      { offset: 3, key: 'pair', name: 'ana/m3', value: 3 },
      { offset: 4, key: 'pair', name: 'ana/m4', value: 4 },
    ]);
    expect(offsets(recordsFrom(log, 0, 2))).toEqual([0, 1]);
    log.highWatermark = 4;
    expect(offsets(recordsFrom(log, 3, 10))).toEqual([3]);
    expect(offsets(recordsFrom(log, 5, 10))).toEqual([]);
  });

  test('keeps offsets when retention removes the oldest records', () => {
    const log = logOf(5);
    expect(offsets(retain(log, 2))).toEqual([0, 1, 2]);
    expect(retain(log, 2)).toEqual([]);
    expect([log.logStartOffset, logEndOffset(log)]).toEqual([3, 5]);
    expect(append(log, { key: 'pair', name: 'ana/m5', value: 5 }).offset).toBe(5);
    log.highWatermark = 6;
    expect(offsets(recordsFrom(log, 4, 10))).toEqual([4, 5]);
    expect([2, 3, 6, 7].map((offset) => isInRange(log, offset))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
