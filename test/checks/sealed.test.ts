/** [sealed] the words of a message are never at a node that is no phone, nor in a payload through one. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('sealed', { log });
const SEALED = `
  ana typed m1 "Meet at six?" ana-ben
  ana sealed m1 ben ben/k1 12
  ana sent m1 server-1 publish 40000
`;
const PASSED = `${SEALED}\n  server-1 received m1 ana publish`;

test.each([
  ['a sealed message passes a server', PASSED, 'holds'],
  ['it passes every store', `${PASSED}\n  kafka received m1 server-1 produce`, 'holds'],
  ['a receipt carries no words', `${PASSED}\n  server-1 received ben/m9 ben deliverAck`, 'holds'],
  [
    'a phone may read what it is sent',
    `${PASSED}\n  ben received m1 server-7 deliver\n  ben unsealed m1 ben/k1 12`,
    'holds',
  ],
  ['it has not arrived anywhere', SEALED, 'not proved: no sealed message passed a server'],
  [
    'nobody sealed it',
    `ana typed m1 "Meet at six?" ana-ben
     server-1 received m1 ana publish`,
    'broken at 1: server 1 can read “Meet at six?” (ana/m1), which nobody sealed',
  ],
  [
    'the second message was not sealed',
    `${PASSED}
     ana typed m2 "Or seven?" ana-ben
     server-1 received m2 ana publish`,
    'broken at 5: server 1 can read “Or seven?” (ana/m2), which nobody sealed',
  ],
  [
    'its words lie open in a push',
    `${PASSED}
     notifier received m1 server-1 notify
     notifier exposed m1 notify`,
    'broken at 5: the notification service can read “Meet at six?” (ana/m1), sealed though it was',
  ],
  [
    'its words lie open in a list',
    `${PASSED}\n  redis exposed m1 redisCommand`,
    'broken at 4: Redis can read “Meet at six?” (ana/m1), sealed though it was',
  ],
])('[sealed] %s', (_, log, expected) => {
  expect(verdict(log)).toBe(expected);
});
