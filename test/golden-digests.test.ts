/** Node's side of the engine test: the stored digests are what this version of the code computes. */
import { expect, test } from 'vitest';
import { DIGEST_CASES } from './engines/digest-cases.ts';
import golden from './engines/golden-digests.json';

test('the stored digests are those of this version', () => {
  const computed = Object.fromEntries(
    Object.entries(DIGEST_CASES).map(([name, digest]) => [name, digest()]),
  );
  const cure = `if the change is meant, store in test/engines/golden-digests.json:
${JSON.stringify(computed, null, 2)}`;
  expect(computed, cure).toEqual(golden);
});
