/** [shown-once] no device shows the same message twice; copies absorbed on the way are no fault. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('shown-once', { log });
const SHOWN = `
  ana typed m1 "Meet at six?" ana-ben
  ben shown m1 0 1 "Meet at six?"
`;
const TWICE = "broken at 2: Ben's phone shows “Meet at six?” (ana/m1) a second time";

test.each([
  ['a retry is absorbed in the table', `${SHOWN}\ncassandra duplicate m1 table`, 'holds'],
  ['a retry is absorbed on the phone', `${SHOWN}\nben duplicate m1 local`, 'holds'],
  [
    'a retry reaches another server than the first attempt',
    `${SHOWN}\nserver-1 received m1 ana publish\nserver-7 received m1 ana publish`,
    'holds',
  ],
  [
    'a delivery comes twice',
    `${SHOWN}\nben received m1 server-7 deliver\nben received m1 server-7 deliver`,
    'holds',
  ],
  [
    'a receipt is no copy of the message',
    `${SHOWN}\nana received m1 server-1 receipt\nana received m1 server-1 receipt`,
    'not proved: no message came anywhere twice, so none was absorbed',
  ],
  [
    'one message came once',
    SHOWN,
    'not proved: no message came anywhere twice, so none was absorbed',
  ],
  ['the same text in two messages is no copy', `${SHOWN}\nben shown m2 1 2 "Meet at six?"`, 'not'],
  ['it stands there twice', `${SHOWN}\nben shown m1 1 1 "Meet at six?"`, TWICE],
  [
    'it comes back by sync',
    `${SHOWN}\nben shown m1 5 9 "Meet at six?"\nben duplicate m1 local`,
    TWICE,
  ],
  [
    'each phone has its own screen',
    `${SHOWN}\nana shown m1 0 1 "x"\nana shown m1 0 1 "x"`,
    "broken at 3: Ana's phone shows “Meet at six?” (ana/m1) a second time",
  ],
  [
    'a reinstalled app shows it anew',
    `${SHOWN}\nben reinstalled 2\nben shown m1 0 1 "Meet at six?"\nben duplicate m1 local`,
    'holds',
  ],
])('[shown-once] %s', (_, log, expected) => {
  expect(verdict(log)).toContain(expected);
});
