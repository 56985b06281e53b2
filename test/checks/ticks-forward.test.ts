/** [ticks-forward] a status never steps back on screen. */
import { expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const shown = (...statuses: string[]): string =>
  verdictOf('ticks-forward', {
    log: [
      'ana typed m1 "Meet at six?" ana-ben',
      ...statuses.map((status) => `ana status m1 ${status} store`),
    ].join('\n'),
  });

test.each([
  [['clock', 'sent', 'delivered', 'read'], 'holds'],
  [['clock', 'read'], 'holds'],
  [['clock', 'failed', 'clock', 'sent'], 'holds'],
  [['clock', 'sent', 'failed'], 'holds'],
  [['clock', 'sent', 'sent'], 'holds'],
  [
    ['clock', 'delivered', 'sent'],
    "broken at 3: Ana's phone goes from two ticks back to one tick on “Meet at six?” (ana/m1)",
  ],
  [
    ['clock', 'read', 'delivered', 'sent'],
    "broken at 3: Ana's phone goes from two blue ticks back to two ticks on “Meet at six?” (ana/m1)",
  ],
  [['sent', 'clock'], 'one tick back to a clock'],
  [['clock', 'delivered', 'failed'], 'two ticks back to “not sent”'],
  [['clock'], 'not proved: no tick ever changed, so none could step back'],
  [['clock', 'clock'], 'not proved'],
])('[ticks-forward] %s', (statuses, expected) => {
  expect(shown(...statuses)).toContain(expected);
});

test('[ticks-forward] each phone of a sender has a screen of its own', () => {
  const log = `
    ana typed m1 "Meet at six?" ana-ben
    ana status m1 clock typed
    ana status m1 delivered deviceAck
    ben status m1 sent store
  `;
  expect(verdictOf('ticks-forward', { log })).toBe('holds');
});
