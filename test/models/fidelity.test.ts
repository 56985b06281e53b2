/** Every model says what it is and what it is not, and the page leaves none out. */
import { describe, expect, test } from 'vitest';
import { components, fidelityPage } from '../../src/models/index.ts';

test('the page lists every component', () => {
  const listed = new Set(fidelityPage.flatMap(({ models }) => models));
  for (const { kind, fidelity } of Object.values(components)) {
    for (const sentence of fidelity.models) expect(listed.has(sentence), kind).toBe(true);
  }
});

describe.each(fidelityPage)('$title', ({ models, leavesOut, assumes, sources }) => {
  test('says what it models, leaves out, assumes and rests on', () => {
    for (const list of [models, leavesOut]) {
      expect(list.length).toBeGreaterThan(0);
      for (const sentence of list) expect(sentence.trim().length).toBeGreaterThan(8);
      expect(new Set(list).size).toBe(list.length);
    }
    expect(assumes.trim()).not.toBe('');
    for (const source of sources) expect(source.trim().length).toBeGreaterThan(4);
  });
});
