/** The curve of a bad end's chance: Wilson's interval, and paths inside the drawing. */
import { describe, expect, test } from 'vitest';
import { afterPath, chanceText, curvePaths, estimateOf } from '../../../src/app/no-return/curve.ts';

const chance = (timeUs: number, bad: number, tries = 20) => ({
  ordinal: timeUs,
  timeUs,
  bad,
  tries,
});

describe('an estimate', () => {
  // Wilson (1927), as any table gives it: 0 of 20 is below 16.1 %, 10 of 20 is 29.9 to 70.1 %.
  test.each([
    [0, 0, 0.161],
    [10, 0.299, 0.701],
    [20, 0.839, 1],
  ])('of %s in 20 has its interval', (bad, least, most) => {
    const found = estimateOf({ bad, tries: 20 });
    expect(found.share).toBe(bad / 20);
    expect(found.least).toBeCloseTo(least, 3);
    expect(found.most).toBeCloseTo(most, 3);
  });

  test('of no tries knows nothing', () => {
    expect(estimateOf({ bad: 0, tries: 0 })).toEqual({ share: 0, least: 0, most: 1 });
  });

  test('in words names the share and how sure it is', () => {
    expect(chanceText(chance(0, 19))).toBe('95 % (76 % to 99 %)');
  });
});

describe('the curve', () => {
  test('rises where the chance rises, and its band lies around it', () => {
    const { line, band } = curvePaths([chance(0, 0), chance(500_000, 20)], 1_000_000);
    expect(line).toBe('M0.0 1000.0L500.0 0.0');
    expect(band).toBe('M0.0 838.9L500.0 0.0L500.0 161.1L0.0 1000.0Z');
  });

  test('stays where it ended', () => {
    expect(afterPath([chance(0, 0), chance(500_000, 20)], 1_000_000)).toBe('M500.0 0.0H1000');
    expect(afterPath([chance(1_000_000, 20)], 1_000_000)).toBe('');
  });

  test('of nothing is nothing', () => {
    expect(curvePaths([], 1)).toEqual({ line: '', band: '' });
    expect(afterPath([], 1)).toBe('');
  });
});
