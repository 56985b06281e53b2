/** Time: conversion to whole microseconds, its limits, and how it is written for people. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY,
  digitsInGroups,
  HOUR,
  isTimeUs,
  LAST_TIME_US,
  MINUTE,
  MS,
  SECOND,
  timeInWords,
  usFromMs,
} from '../../src/kernel/index.ts';

test('the units fit into each other', () => {
  expect([MS, SECOND / MS, MINUTE / SECOND, HOUR / MINUTE, DAY / HOUR]).toEqual([
    1000, 1000, 60, 60, 24,
  ]);
});

describe('milliseconds to microseconds', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [1, 1000],
    [0.0004, 0],
    [0.0005, 1],
    [1.2344, 1234],
    [1.2346, 1235],
    [30_000, 30 * SECOND],
    [9_007_199_254_740, LAST_TIME_US - 991],
  ])('%d ms are %d µs', (ms, us) => {
    expect(usFromMs(ms)).toBe(us);
  });

  test.each([-1, -0.0001, NaN, Infinity, -Infinity, 2 ** 53])('%d ms are refused', (ms) => {
    expect(() => usFromMs(ms)).toThrow(`${ms} ms is not a time`);
  });

  test('whole milliseconds are exact and every result is a time', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1e12, noNaN: true }), (whole, any) => {
        expect(usFromMs(whole)).toBe(whole * MS);
        expect(isTimeUs(usFromMs(any))).toBe(true);
        expect(Math.abs(usFromMs(any) - any * MS)).toBeLessThanOrEqual(0.5 + any * MS * 2e-16);
      }),
    );
  });
});

test.each([
  [0, true],
  [LAST_TIME_US, true],
  [LAST_TIME_US + 1, false],
  [-1, false],
  [0.5, false],
  [NaN, false],
  [Infinity, false],
])('%d is a time: %s', (value, expected) => {
  expect(isTimeUs(value)).toBe(expected);
});

describe('in words', () => {
  test.each([
    [0, '0 ms'],
    [1, '0.001 ms'],
    [250, '0.25 ms'],
    [1000, '1 ms'],
    [1_250_000, '1,250 ms'],
    [1_250_010, '1,250.01 ms'],
    [3 * HOUR + 1, '10,800,000.001 ms'],
    [LAST_TIME_US, '9,007,199,254,740.991 ms'],
  ])('%d µs is "%s"', (timeUs, words) => {
    expect(timeInWords(timeUs)).toBe(words);
  });

  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [100_000, '100,000'],
    [5_000_000, '5,000,000'],
    [1_234_567_890, '1,234,567,890'],
  ])('%d is "%s"', (whole, words) => {
    expect(digitsInGroups(whole)).toBe(words);
  });
});
