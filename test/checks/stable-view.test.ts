/** [stable-view] nothing comes to stand above a message that was already read. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('stable-view', { log });
/** The second message comes first, and Ben reads it. */
const READ = `
  ana typed m1 "One" ana-ben
  ana typed m2 "Two" ana-ben
  ben stored m2 local 1 0
  ben shown m2 0 2 "Two"
  ben opened ana-ben
`;
const late = (row: number) => `
  ben stored m1 local 1 ${row}
  ben shown m1 ${row} 1 "One"
`;

test.each([
  ['a late message below what was read', `${READ}${late(1)}`, 'holds'],
  [
    'a late message above what was read',
    `${READ}${late(0)}`,
    "broken at 6: Ben's phone puts “One” (ana/m1) above “Two” (ana/m2), which Ben had read already",
  ],
  [
    'what was not read yet may move',
    `${READ.replace('ben opened ana-ben', '')}${late(0)}\nben opened ana-ben`,
    'not proved: no message came later than one that was typed after it and read already',
  ],
  [
    'a chat behind a locked screen is not read',
    `ben opened ana-ben\nben state app foreground background
    ${READ.replace('ben opened ana-ben', '')}${late(0)}`,
    'not proved: no message came later than one that was typed after it and read already',
  ],
  [
    'a row that moves up when it gets its number',
    `${READ}${late(1)}\nben stored m1 local 1 0`,
    "broken at 7: Ben's phone puts “One” (ana/m1) above “Two” (ana/m2), which Ben had read already",
  ],
])('[stable-view] %s', (_, log, expected) => {
  expect(verdict(log)).toBe(expected);
});
