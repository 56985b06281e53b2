/** [key-change-visible] no seal to a new key before the sender's device has shown that it is new. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('key-change-visible', { log });
const FIRST = `
  ana typed m1 "Meet at six?" ana-ben
  ana sealed m1 ben ben/k1 12
  ana typed m2 "Or seven?" ana-ben
`;
const NONE = 'not proved: nothing was sealed to a key that had changed';
const UNSEEN =
  "Ana's phone seals “Or seven?” (ana/m2) to key 2 of Ben's phone, " +
  'and had not shown that the key changed';

test.each([
  [
    'the change was shown, then the new key was used',
    `${FIRST}\n  ana keyChanged ben ben/k1 ben/k2\n  ana sealed m2 ben ben/k2 9`,
    'holds',
  ],
  ['the new key was used, and nothing shown', `${FIRST}\n  ana sealed m2 ben ben/k2 9`, UNSEEN],
  [
    'it was shown when it was too late',
    `${FIRST}\n  ana sealed m2 ben ben/k2 9\n  ana keyChanged ben ben/k1 ben/k2`,
    UNSEEN,
  ],
  [
    'another change was shown',
    `${FIRST}\n  ana keyChanged ben ben/k1 ben/k3\n  ana sealed m2 ben ben/k2 9`,
    UNSEEN,
  ],
  [
    'it was shown to somebody else',
    `${FIRST}\n  ben keyChanged ana ben/k1 ben/k2\n  ana sealed m2 ben ben/k2 9`,
    UNSEEN,
  ],
  ['the first key is new to nobody', FIRST, NONE],
  ['the old key again is no change', `${FIRST}\n  ana sealed m2 ben ben/k1 9`, NONE],
  [
    'a change that was shown and not used',
    `${FIRST}\n  ana keyChanged ben ben/k1 ben/k2\n  ana sealed m2 ben ben/k1 9`,
    NONE,
  ],
  [
    'whoever starts afresh has seen no key',
    `${FIRST}\n  ana reinstalled 2\n  ana sealed m2 ben ben/k2 9`,
    NONE,
  ],
])('[key-change-visible] %s', (_, log, expected) => {
  expect(verdict(log)).toContain(expected);
});
