/** The capacity sheet: the figures of the lesson on numbers, and the storm that it scales down. */
import { describe, expect, test } from 'vitest';
import {
  capacitySheet,
  CLASSROOM_ASSUMPTIONS,
  scaledStorm,
  type CapacityAssumptions,
} from '../../src/scenarios/index.ts';

const valuesOf = (more: Partial<CapacityAssumptions> = {}) =>
  Object.fromEntries(
    capacitySheet({ ...CLASSROOM_ASSUMPTIONS, ...more }).map(({ id, value }) => [id, value]),
  );

describe('five billion messages a day from a hundred million phones', () => {
  const values = valuesOf();

  test.each([
    ['messages', 57_870],
    ['heartbeats', 3_333_333],
    ['heartbeatsAMessage', 57.6],
    ['servers', 1000],
    ['deliveries', 85_648],
    ['events', 231_481],
    ['comeback', 100],
    ['mapBytes', 1e10],
    ['partitions', 58],
    ['storedBytes', 1.35e14],
    ['price', 500_000],
  ])('%s: %d', (id, expected) => {
    expect(Math.abs(values[id]! / expected - 1)).toBeLessThan(0.001);
  });
});

test('every cell says how it comes about', () => {
  for (const { formula, label } of capacitySheet(CLASSROOM_ASSUMPTIONS)) {
    expect(formula.length, label).toBeGreaterThan(10);
  }
});

test('nothing assumed divides by zero', () => {
  const nothing = Object.fromEntries(
    Object.keys(CLASSROOM_ASSUMPTIONS).map((key) => [key, 0]),
  ) as unknown as CapacityAssumptions;
  for (const { label, value } of capacitySheet(nothing)) expect(value, label).toBe(0);
});

describe('the scaled run', () => {
  test('a hundred million phones are run as a million, scaled x 100', () => {
    const { storm, scale, label } = scaledStorm(CLASSROOM_ASSUMPTIONS, 1_000_000);
    expect([storm.phones, storm.loginsPerSecond, scale, label]).toEqual([
      1_000_000,
      10_000,
      100,
      'scaled x 100',
    ]);
  });

  test('twenty thousand phones are run as they are', () => {
    const few = { ...CLASSROOM_ASSUMPTIONS, sockets: 20_000, loginsPerSecond: 1000 };
    const { storm, label } = scaledStorm(few, 1_000_000);
    expect([storm.phones, storm.loginsPerSecond, label]).toEqual([20_000, 1000, 'not scaled']);
  });
});
