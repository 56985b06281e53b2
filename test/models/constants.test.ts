/** Every number in a model has a source beside it, every knob names where its value comes from. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { components } from '../../src/models/index.ts';
import { constantFaults } from '../house-rules/constants.ts';
import { readRepository } from '../house-rules/source-file.ts';

test('no constant of a model is without a source or "our choice"', () => {
  expect(constantFaults(readRepository(join(import.meta.dirname, '..', '..')))).toEqual([]);
});

describe('the rule sees', () => {
  const faults = (text: string, path = 'src/models/redis/x.ts') =>
    constantFaults([{ path, text: `/** A file. */\n\n${text}\n` }]).map((fault) =>
      fault.replace(/ has no source.*/, '').replace(/^\S+ /, ''),
    );

  test.each([
    ['const LIMIT = 5;', ['LIMIT']],
    ['export const LIMIT = 5_000n;', ['LIMIT']],
    ['const LIMITS = { a: 1, b: [2, 3] } as const;', ['LIMITS']],
    ['const YEAR = DAY * 365;', ['YEAR']],
    ['/** How many there may be. */\nconst LIMIT = 5;', ['LIMIT']],
    ['/** Our choice. */\n\nconst LIMIT = 5;', ['LIMIT']],
    ['/** Our choice. */\nconst A = 2;\n/** So many. */\nconst B = 3;', ['B']],
  ])('%s', (text, names) => {
    expect(faults(text)).toEqual(names);
  });

  test.each([
    '/** Our choice: long enough to be seen. */\nconst LIMIT = 5;',
    '// group.initial.rebalance.delay.ms\nconst LIMIT = 5;',
    '/** RFC 6455, 5.2. */\nconst A = 125;\nconst B = 65_535;',
    'const LIMIT = 5; // Our choice.',
    'const NONE = -1;\nconst FIRST = 0;',
    'const square = (x: number) => x * 2;',
    'const TABLE = build(5);',
    "const NAME = 'five';",
  ])('nothing wrong in %s', (text) => {
    expect(faults(text)).toEqual([]);
  });

  test('nothing outside the models', () => {
    expect(faults('const LIMIT = 5;', 'src/world/x.ts')).toEqual([]);
  });
});

test('every knob with a number says where its initial value comes from', () => {
  for (const { kind, knobs } of Object.values(components)) {
    for (const [key, knob] of Object.entries(knobs)) {
      if (knob.kind !== 'number') continue;
      expect(knob.source.trim().length, `${kind} ${key}`).toBeGreaterThan(3);
      expect(knob.initial, `${kind} ${key}`).toBeGreaterThanOrEqual(knob.min);
      expect(knob.initial, `${kind} ${key}`).toBeLessThanOrEqual(knob.max);
    }
  }
});
