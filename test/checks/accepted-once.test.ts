/** [accepted-once] one row for each message, whatever the retries. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('accepted-once', { log });
const RETRIED = `
  ana typed m1 "Meet at six?" ana-ben
  server-1 received m1 ana publish
  cassandra stored m1 table 1 1
  server-1 received m1 ana publish
`;

test.each([
  ['a retry finds its row', `${RETRIED}\ncassandra duplicate m1 table`, 'holds'],
  ['the same row is written again', `${RETRIED}\ncassandra stored m1 table 1 1`, 'holds'],
  ['a log holds it twice', `${RETRIED}\nkafka stored m1 log 1 0\nkafka stored m1 log 1 1`, 'holds'],
  [
    'another message gets the next row',
    `${RETRIED}\nana typed m2 "Yes" ana-ben\ncassandra stored m2 table 1 2`,
    'holds',
  ],
  [
    'a retry at another server counts too',
    `ana typed m1 "x" ana-ben\nserver-1 received m1 ana publish\nserver-7 received m1 ana publish`,
    'holds',
  ],
  [
    'a second row',
    `${RETRIED}\ncassandra stored m1 table 1 2`,
    'broken at 4: Cassandra accepts “Meet at six?” (ana/m1) a second time: ' +
      'it has number 1 and now number 2 too',
  ],
  [
    'nobody tried again',
    'ana typed m1 "x" ana-ben\nserver-1 received m1 ana publish\ncassandra stored m1 table 1 1',
    'not proved: no message reached a server twice, so none could be accepted twice',
  ],
])('[accepted-once] %s', (_, log, expected) => {
  expect(verdict(log)).toBe(expected);
});
