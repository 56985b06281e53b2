/** The digest that Node gives the home run; a browser test compares its worker's with the same file. */
import { expect, test } from 'vitest';
import { Run } from '../../../src/world/index.ts';
import golden from './golden-home.json';
import { homeOrder } from './orders.ts';

test('the home run has the digest that is written down', () => {
  const run = new Run(homeOrder());
  run.finish();
  const cure = 'if the models were meant to change, write the new digest into golden-home.json';
  expect(run.digest(), cure).toBe(golden.digest);
});
