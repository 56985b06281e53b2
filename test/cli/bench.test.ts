/** `bench` from a terminal: its words, and what it refuses. The figures are not for a test to judge. */
import { expect, test } from 'vitest';
import { main } from '../../src/cli/bench.ts';
import { jsonOf, runMain } from './run-main.ts';

test('one bench, as one JSON object with its figure and its ratio', async () => {
  const written = await runMain(main, '--only', 'worker', '--rounds', '1', '--json');
  const { benches } = jsonOf(written) as { benches: Record<string, unknown>[] };
  expect(benches).toEqual([
    expect.objectContaining({ name: 'worker', unit: 'records', rounds: 1, floor: null }),
  ]);
  expect(Number(benches[0]?.['perSecond'])).toBeGreaterThan(0);
  expect(Number(benches[0]?.['ratio'])).toBeGreaterThan(0);
});

test.each([
  [['--only', 'fold'], 'there is no bench "fold"'],
  [['--rounds', '2'], '--rounds 2: give an odd whole number'],
  [['--rounds', 'many'], '--rounds many: give an odd whole number'],
  [['phold'], 'bench takes no "phold"'],
  [['--fast'], 'there is no option --fast'],
])('%s is refused in a sentence', async (args, sentence) => {
  const { code, out, err } = await runMain(main, ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
});
