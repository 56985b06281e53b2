/** A run sealed for real, as the inspector asks for it: the same run, and numbers that tell of a middle. */
import { expect, test } from 'vitest';
import { sealForReal } from '../../../src/app/inspector/real-sealing/seal-for-real.ts';
import type { AnyDesign } from '../../../src/models/index.ts';
import { designFor, scriptedPlan } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { chatScenario, says, type Chat } from '../../world/chat.ts';
import { does, STORES } from '../../world/sealed-chat.ts';

const TALK: Chat['script'] = [
  [3000, says('ana', 'Six?')],
  [4000, says('ben', 'Yes')],
];

function sealed(script: Chat['script'], design: AnyDesign = {}) {
  const scenario = chatScenario({
    script,
    with: [...STORES, 'key-registry'],
    design: { encryption: 'pairwise', ...design },
  });
  const plan = scriptedPlan(scenario);
  const input = { scenario, design: designFor(scenario), seed: 'story', plan, edits: [] };
  const run = new Run(input);
  run.finish();
  return { ...sealForReal({ input, node: run.topology.indexOf('ana') }), symbolic: run.digest() };
}

test('it is the same run, and both phones show one safety number', () => {
  const { digest, symbolic, numbers } = sealed(TALK);
  expect(digest).toBe(symbolic);
  const [ben, ...others] = numbers;
  expect(others).toEqual([]);
  expect(ben!.device).toBe('ben');
  expect(ben!.here).toMatch(/^\d{60}$/);
  expect(ben!.there).toBe(ben!.here);
});

test('an operator in the middle shows in the numbers, though nobody misses a message', () => {
  const { digest, symbolic, numbers } = sealed(TALK, { registry: 'swapsKeys' });
  expect(digest).toBe(symbolic);
  expect(numbers[0]!.there).toMatch(/^\d{60}$/);
  expect(numbers[0]!.there).not.toBe(numbers[0]!.here);
});

test('a new installation shows in them too, as long as the old key is trusted', () => {
  const { numbers } = sealed([...TALK, [8000, does('ben', { act: 'reinstall' })]]);
  expect(numbers[0]!.there).toBe('');
  const answered = sealed([
    ...TALK,
    [8000, does('ben', { act: 'reinstall' })],
    [15_000, says('ben', 'New phone')],
  ]);
  expect(answered.numbers[0]!.there).not.toBe(answered.numbers[0]!.here);
});

test('whoever has written to nobody has nothing to compare', () => {
  expect(sealed([]).numbers).toEqual([]);
});
