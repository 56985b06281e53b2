/** The world is really gone inside `withoutWorld`, and really back afterwards. */
import { describe, expect, test } from 'vitest';
import { withoutWorld, WorldTouched } from './without-world.ts';

/** Sorting with no comparator, which TypeScript's linter would refuse if it saw the array's type. */
const sortedAsText = (values: { sort(): unknown }): unknown => values.sort();

describe('inside, engine code cannot', () => {
  test.each<[string, () => unknown]>([
    ['read the clock', () => Date.now()],
    ['make a date', () => new Date()],
    ['measure wall time', () => performance.now()],
    ['roll unkeyed dice', () => Math.random()],
    ['take an engine-dependent logarithm', () => Math.log(2)],
    ['raise to a power by Math.pow', () => Math.pow(2, 0.5)],
    ['start a timer', () => setTimeout(() => undefined, 1)],
    ['make a promise', () => Promise.resolve(1)],
    ['compare by locale', () => 'a'.localeCompare('b')],
    ['format by locale', () => (1234).toLocaleString()],
    ['sort numbers as text', () => sortedAsText([10, 9])],
    ['touch the page', () => document.title],
  ])('%s', (_what, engineCode) => {
    expect(() => withoutWorld(engineCode)).toThrow(WorldTouched);
  });
});

test('inside, plain arithmetic and sorting by a comparator still work', () => {
  const result = withoutWorld(() => [Math.sqrt(9), Math.floor(1.5)].sort((a, b) => a - b));
  expect(result).toEqual([1, 3]);
});

test('afterwards the world is back, even when the code threw', () => {
  expect(() => withoutWorld(() => Math.log(1))).toThrow(WorldTouched);
  expect(Math.log(1)).toBe(0);
  expect(sortedAsText([10, 9])).toEqual([10, 9]);
  expect(typeof Date.now()).toBe('number');
  expect('document' in globalThis).toBe(false);
});

test('code that would finish later is refused', () => {
  const later = (): unknown => (async () => 1)();
  expect(() => withoutWorld(later)).toThrow('engine code is synchronous');
});
