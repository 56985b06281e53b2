/** Times, ranges and shares as lessons write them. */
import { describe, expect, test } from 'vitest';
import { bytesOf, msOf, msRangeOf, rangeOf, shareOf } from '../../src/lesson/compile/units.ts';
import { rounded } from '../../src/lesson/proof/finished-run.ts';

describe('a time', () => {
  test('is milliseconds, whatever its unit', () => {
    const times = ['500ms', '20s', '1.5s', '250us', '2min', '1h', '-25ms'];
    expect(times.map(msOf)).toEqual([500, 20_000, 1500, 0.25, 120_000, 3_600_000, -25]);
  });

  test('is the same number however it is written', () => {
    expect(msOf('0.3s')).toBe(msOf('300ms'));
    expect(msOf('0.0001s')).toBe(msOf('100us'));
  });

  test('of another shape is our own mistake: schemas refuse it first', () => {
    expect(() => msOf('5 minutes')).toThrow('"5 minutes" is not a time');
  });
});

test('a range may be one value', () => {
  expect(msRangeOf('1s to 3s')).toEqual([1000, 3000]);
  expect(msRangeOf('2s')).toEqual([2000, 2000]);
  expect(msRangeOf('-50ms to 50ms')).toEqual([-50, 50]);
  expect(rangeOf('2 to 6')).toEqual([2, 6]);
  expect(rangeOf(3)).toEqual([3, 3]);
});

test('a size is whole bytes', () => {
  expect(['300KiB', '1.5MiB', '2GiB'].map(bytesOf)).toEqual([307_200, 1_572_864, 2_147_483_648]);
  expect(() => bytesOf('12 MB')).toThrow('"12 MB" is not a size');
});

test('a share is a number or a percentage', () => {
  expect([shareOf(0.02), shareOf('2%'), shareOf('12.5%')]).toEqual([0.02, 0.02, 0.125]);
});

test('a stated number is rounded half up', () => {
  expect([rounded(2.5, 0), rounded(57.87, 0), rounded(0.2847, 2)]).toEqual([3, 58, 0.28]);
});
