/** [no-ghosts] nothing is routed to a server later than the bound after it died. */
import { describe, expect, test } from 'vitest';
import { verdictOf } from './judged.ts';

const verdict = (log: string, design = {}) => verdictOf('no-ghosts', { log, design });
const DEAD = `
  @900 ana typed m1 "Meet at six?" ana-ben
  @1000 server-7 crashed
`;

describe('[no-ghosts] is broken', () => {
  test('by a forwarded message', () => {
    expect(verdict(`${DEAD}\n@12000 server-1 sent m1 server-7 forward`)).toBe(
      'broken at 2: server 1 sends “Meet at six?” (ana/m1) to server 7, 11,000 ms after it crashed; ' +
        'the bound is 10,000 ms',
    );
  });

  test('by a receipt', () => {
    expect(verdict(`${DEAD}\n@12000 server-1 sent m1 server-7 forwardReceipt`)).toContain('broken');
  });

  test('by a belief of the map', () => {
    const log = `${DEAD}\n@20000 server-1 routed m1 server-7 ben`;
    expect(verdict(log)).toContain(
      'server 1 routes “Meet at six?” (ana/m1) to server 7, 19,000 ms',
    );
  });
});

describe('[no-ghosts] holds', () => {
  test('when the map is wrong only for a while', () => {
    const log = `${DEAD}\n@10900 server-1 sent m1 server-7 forward\n@20000 server-1 routed m1 - ben`;
    expect(verdict(log)).toBe('holds');
  });

  test('when the server is back, and heartbeats to the dead are not messages', () => {
    const ping = '@13000 balancer sent server-7 healthCheck\n@13500 server-1 routed m1 - ben';
    const back = '@14000 server-7 restarted\n@15000 server-1 sent m1 server-7 forward';
    expect(verdict(`${DEAD}\n${ping}\n${back}`)).toBe('holds');
  });

  test('when a lease is longer than the bound', () => {
    const log = `${DEAD}\n@12000 server-1 sent m1 server-7 forward\n@14000 server-1 routed m1 - ben`;
    expect(verdict(log, { routing: 'lease', mapTtlMs: 12_000 })).toBe('holds');
    expect(verdict(log, { routing: 'map', mapTtlMs: 12_000 })).toContain('broken');
  });
});

describe('[no-ghosts] is not proved', () => {
  test('without a crash of a chat server', () => {
    expect(verdict('redis crashed')).toBe('not proved: no chat server crashed');
  });

  test('when nobody wrote once the bound had passed', () => {
    expect(verdict(DEAD)).toBe(
      'not proved: nothing was routed anywhere once the bound after a crash had passed',
    );
  });

  test('when the server came back too soon to be a ghost', () => {
    expect(verdict(`${DEAD}\n@5000 server-7 restarted`)).toBe(
      'not proved: no chat server was down for longer than 10,000 ms, ' +
        'the time in which a map may still be wrong',
    );
    expect(verdict(DEAD, { routing: 'lease', mapTtlMs: 60_000 })).toContain('60,000 ms');
  });
});
