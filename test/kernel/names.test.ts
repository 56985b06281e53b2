/** Interned names: numbers in order of first use, and going back to a shorter table. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Names } from '../../src/kernel/index.ts';

test('names get numbers in the order of their first use', () => {
  const names = new Names();
  expect(['ana', 'ben', 'ana', 'ana/m1', 'ben'].map((text) => names.id(text))).toEqual([
    0, 1, 0, 2, 1,
  ]);
  expect(names.length).toBe(3);
  expect([0, 1, 2].map((id) => names.text(id))).toEqual(['ana', 'ben', 'ana/m1']);
});

test('asking whether a name is known does not make it known', () => {
  const names = new Names();
  names.id('ana');
  expect([names.has('ana'), names.has('ben')]).toEqual([true, false]);
  expect([names.find('ana'), names.find('ben')]).toEqual([0, -1]);
  expect(names.length).toBe(1);
});

test.each([-1, 2, 0.5, NaN])('no name has the id %d', (id) => {
  const names = Names.of(['ana', 'ben']);
  expect(() => names.text(id)).toThrow(`no name has the id ${id}: ids run from 0 to 1`);
});

test('names that look like something else are only names', () => {
  const texts = ['', '0', '__proto__', 'constructor', 'Ana', 'ana', 'añá', 'an\u0303a'];
  const names = new Names();
  expect(texts.map((text) => names.id(text))).toEqual(texts.map((_, id) => id));
  expect(texts.map((_, id) => names.text(id))).toEqual(texts);
});

describe('going back', () => {
  test('forgets what came later, and gives its numbers to others', () => {
    const names = Names.of(['ana', 'ben']);
    const saved = names.save();
    names.id('carol');
    names.restore(saved);
    expect([names.length, names.has('carol')]).toEqual([2, false]);
    expect(names.id('dora')).toBe(2);
    expect(names.id('carol')).toBe(3);
  });

  test.each([3, -1, NaN])('there is no way to %d names from 2', (length) => {
    const names = Names.of(['ana', 'ben']);
    expect(() => names.restore(length)).toThrow(`cannot go back to ${length} names: there are 2`);
    expect(names.length).toBe(2);
  });
});

test('a copy goes its own way', () => {
  const names = Names.of(['ana', 'ben', 'carol']);
  const copy = names.copy(2);
  expect(copy.id('dora')).toBe(2);
  expect(names.text(2)).toBe('carol');
  expect(names.copy().textsFrom(0)).toEqual(['ana', 'ben', 'carol']);
  expect(names.textsFrom(1)).toEqual(['ben', 'carol']);
  expect(names.textsFrom(3)).toEqual([]);
});

test('a table with a name twice is refused', () => {
  expect(() => Names.of(['ana', 'ben', 'ana'])).toThrow('the name "ana" comes twice');
});

test('any series of names reads back as it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(), (texts, cut) => {
      const names = new Names();
      const ids = texts.map((text) => names.id(text));
      expect(ids.map((id) => names.text(id))).toEqual(texts);
      expect(names.length).toBe(new Set(texts).size);
      const kept = cut % (names.length + 1);
      const before = names.textsFrom(0);
      names.restore(kept);
      expect(names.textsFrom(0)).toEqual(before.slice(0, kept));
      expect(texts.map((text) => names.id(text))).toEqual(
        texts.map((text) => names.textsFrom(0).indexOf(text)),
      );
    }),
  );
});
