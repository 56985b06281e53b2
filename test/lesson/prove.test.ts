/** A lesson that does not keep its word is found out: one planted lie a test, in a real lesson. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLesson, proveLesson } from '../../src/lesson/index.ts';
import { longTest } from '../proof-size.ts';

const FILE = 'lessons/09-twice-is-normal.md';
// Twenty seeds hold every failure that the lesson names, and take a second.
const TRUE_TEXT = readFileSync(FILE, 'utf8').replace('count: 100', 'count: 20');

/** `part line: message` of every problem, after one change; the line is that of `at`. */
function lies(from: string, to: string): readonly string[] {
  if (!TRUE_TEXT.includes(from)) throw new Error(`the lesson does not hold "${from}"`);
  const text = TRUE_TEXT.replace(from, () => to);
  const parsed = parseLesson(text, FILE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const lines = text.split('\n');
  return proveLesson(parsed.lesson).problems.map(
    ({ part, line, message }) => `${part} | ${lines[line - 1]!.trim()} | ${message}`,
  );
}

describe('a lesson', () => {
  test('that keeps its word has no problems, and tells how its wrong designs fail', () => {
    const parsed = parseLesson(TRUE_TEXT, FILE);
    const proof = parsed.ok ? proveLesson(parsed.lesson) : undefined;
    expect(proof?.problems).toEqual([]);
    expect(proof?.fixes).toMatchObject([
      {
        seeds: 20,
        start: { check: 'shown-once' },
        nearMisses: [{ check: 'no-acked-loss' }, { check: 'shown-once' }],
        withheld: { check: 'no-acked-loss' },
      },
    ]);
  });

  test('that marks the wrong option is refuted by the record that decides, twice', () => {
    const [first, second] = lies(
      '    claim: { count: { kind: shown, node: ben, message: ana/m1 }, is: 2 }\n    why: The insert',
      '    claim: { count: { kind: shown, node: ben, message: ana/m1 }, is: 1 }\n    why: The insert',
    );
    expect(first).toMatch(
      /^predictions \| - text: Two\. \| "Two\." is marked as what happens, but its claim turns false at record \d+$/,
    );
    expect(second).toBeUndefined();
  });

  test('with a wrong option that is true after all is told so', () => {
    expect(
      lies(
        '    claim: { count: { kind: shown, node: ben }, is: 1 }\n    why: The table has one row.',
        '    claim: { count: { kind: shown, node: ben }, at-most: 2 }\n    why: The table has one row.',
      ),
    ).toEqual([
      'predictions | - text: One. The second insert is ignored. | "One. The second insert is ignored." is not marked, but its claim is true at the end of the run',
    ]);
  });

  longTest('that states a wrong number is told the right one', () => {
    expect(lies('measure: duplicatesShown, is: 1', 'measure: duplicatesShown, is: 2')).toEqual([
      `numbers | - says: Ben's screen has two copies. | "Ben's screen has two copies." is not true at the end of the run, where the engine has duplicatesShown 1`,
    ]);
  });

  longTest('whose pause never comes is told so', () => {
    expect(lies('pause: { kind: duplicate, place: table }', 'pause: { kind: crashed }')).toEqual([
      'runs | ```run | the run never pauses: the run has no "crashed" record like that',
    ]);
  });

  test('whose reference loses messages is told seed and check', () => {
    const problems = lies(
      'reference: { dedup: outbox, clientDedup: byName }',
      'reference: { dedup: earlyReturn, clientDedup: byName }',
    );
    expect(problems[0]).toMatch(
      /^reference \| ```fix \| on seed L09\/\d+ the reference does not hold: no-acked-loss is broken\. .+never stored it/,
    );
  });

  longTest('whose reference is put to no test is told that nothing is proved', () => {
    const checks = 'checks: [shown-once, no-acked-loss, eventual-delivery';
    const problems = lies(`${checks}]\nhint`, `${checks}, no-ghosts]\nhint`);
    expect(problems.filter((problem) => problem.startsWith('reference'))[0]).toContain(
      'no-ghosts is not proved. No chat server',
    );
  });

  longTest('with a near-miss that is none is told so', () => {
    expect(
      lies(
        '    design: { dedup: outbox, clientDedup: none }\n    fails',
        '    design: { dedup: outbox, clientDedup: byName }\n    fails',
      ),
    ).toEqual([
      'near-misses | - name: An outbox, and a phone that shows what it gets | "An outbox, and a phone that shows what it gets" must break shown-once, but on 20 seeds it does not',
    ]);
  });

  longTest('with a near-miss that fails for another reason is told which', () => {
    const [problem] = lies('record: { kind: shown }', 'record: { kind: crashed }');
    expect(problem).toContain(
      'it does not at a record like that; on seed L09/1 it breaks elsewhere',
    );
  });

  longTest('whose withheld mechanism changes nothing is told so', () => {
    const [problem] = lies('  design: { dedup: insertOnly }\n  fails', '  design: {}\n  fails');
    expect(problem).toMatch(/^withheld \| name: A unique key.+must break no-acked-loss/);
  });
});
