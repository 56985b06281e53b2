/** A plan may hold one packet up: it arrives later, and the log says why. */
import { expect, test } from 'vitest';
import { finished, logOf, toyInput, types } from './toy.ts';

test('a packet that is held up arrives later, and what its connection carries waits behind it', () => {
  const log = logOf(
    finished(
      toyInput([
        [0, { do: 'delay', packet: 'push', message: 'ana/m1', nth: 1, addMs: 250 }],
        [100, types('first')],
        [200, types('second')],
      ]),
    ),
  );
  expect(log.filter((line) => /delayed|banner (first|second)/.test(line)).slice(0, 3)).toEqual([
    '100 ana ana/m1 delayed ear push 250',
    '360 ear ana/m1 banner first',
    '360 ear ana/m2 banner second',
  ]);
});
