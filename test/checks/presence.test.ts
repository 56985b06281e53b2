/** [presence-converges] and [presence-fresh]: who is shown online, against who is. */
import { describe, expect, test } from 'vitest';
import { verdictOf, type Case } from './judged.ts';

/** A TTL of 6 s, a heartbeat of 2 s and a poll every 500 ms: 10 s from a change to the truth. */
const DESIGN = {
  presenceTtlMs: 6000,
  heartbeatMs: 2000,
  presencePollMs: 500,
  rpcTimeoutMs: 1000,
};
const converges = (log: string, more: Partial<Case> = {}) =>
  verdictOf('presence-converges', { log, design: DESIGN, ...more });
const fresh = (log: string, more: Partial<Case> = {}) =>
  verdictOf('presence-fresh', { log, design: DESIGN, ...more });

/** Ana watches Ben; both are connected. Ben pings until `untilMs`. */
function watched(untilMs: number, more = ''): string {
  const lines = [
    '@100 ana connected server-1 1',
    '@100 server-7 connected ben 1',
    '@100 ben connected server-7 1',
    '@1000 ana belief ben 1 100',
    ...more.split('\n'),
  ];
  for (let atMs = 2000; atMs <= untilMs; atMs += 2000) {
    lines.push(`@${atMs} server-7 received ben ping`);
  }
  const timeOf = (line: string): number => Number(/^\s*@(\d+)/.exec(line)?.[1] ?? 0);
  return lines
    .filter((line) => line.trim() !== '')
    .toSorted((one, other) => timeOf(one) - timeOf(other))
    .join('\n');
}

describe('[presence-converges]', () => {
  const LEFT = '@4000 ben disconnected server-7 1 suspended\n';

  test('holds when somebody who left is shown offline in time', () => {
    expect(converges(watched(3000, `${LEFT}@13000 ana belief ben 0 4000`))).toBe('holds');
  });

  test('is broken when they are shown online for longer', () => {
    expect(converges(watched(3000, LEFT))).toBe(
      "broken at 3: Ana's phone shows Ben online, who is offline; " +
        'nothing has changed for 26,000 ms, and 10,000 ms are allowed',
    );
    expect(converges(watched(3000, `${LEFT}@20000 ana belief ben 0 4000`))).toContain('broken');
  });

  test('is broken when the truth is shown and then left again', () => {
    const log = watched(29_000, '@20000 ana belief ben 0 100\n@21000 ana belief ben 1 100');
    expect(converges(log)).toContain('broken at 13:');
  });

  test('counts anew from every fault, and from the return of the observer', () => {
    const cut = '@13500 server-1 cut redis\n@22000 server-1 healed redis\n';
    expect(converges(watched(3000, `${LEFT}${cut}@29000 ana belief ben 0 1`))).toContain(
      'not proved',
    );
    const back = '@13500 ana disconnected server-1 1 airplane\n@22000 ana connected server-1 2\n';
    expect(converges(watched(3000, `${LEFT}${back}`))).toContain('not proved');
  });

  test('knows a dead phone, a dead server and a cut for offline', () => {
    for (const fault of ['ben crashed', 'server-7 crashed', 'ben cut -', 'balancer cut server-7']) {
      expect(converges(watched(3000, `@4000 ${fault}`)), fault).toContain('who is offline');
    }
  });

  test('is not proved when nobody watches, or nobody came or went', () => {
    expect(converges('@100 ben connected server-7 1')).toBe(
      'not proved: nobody watched whether somebody is online',
    );
    expect(converges(watched(29_000))).toContain('not proved: no watched user came or went');
  });
});

describe('[presence-fresh]', () => {
  const LEFT = '@6500 ben disconnected server-7 1 pongTimeout\n';

  test('holds for somebody who pings, and for whoever is shown offline in time', () => {
    expect(fresh(watched(29_000))).toBe('holds');
    expect(fresh(watched(6000, `${LEFT}@15000 ana belief ben 0 6000`))).toBe('holds');
  });

  test('is broken by online without a sign of life', () => {
    expect(fresh(watched(6000))).toBe(
      "broken at 3: Ana's phone shows Ben online since 1,000 ms, 24,000 ms after the last sign of " +
        'life; 10,000 ms are allowed',
    );
    expect(fresh(watched(6000, '@18000 ana belief ben 0 6000'))).toContain('broken at 3');
  });

  test('a new connection is a sign of life, and so is its first ping after a long time', () => {
    const back = '@15000 server-7 connected ben 2\n@24000 ana belief ben 0 15000';
    expect(fresh(watched(6000, `${LEFT}${back}`))).toBe('holds');
    expect(fresh(`${watched(6000)}\n@20000 server-7 received ben ping`)).toContain('broken at 3');
  });

  test('is broken by a flicker in calm times, not by one after a fault', () => {
    const flicker = '@20000 ana belief ben 0 100\n@20500 ana belief ben 1 100\n';
    expect(fresh(watched(29_000, flicker))).toBe(
      "broken at 13: Ana's phone shows Ben offline for 500 ms of the 23,900 ms in which Ben was " +
        'connected and nothing was wrong',
    );
    const healed = '@14000 ben cut -\n@18000 ben healed -\n';
    expect(fresh(watched(29_000, `${healed}${flicker}`))).toBe('holds');
  });

  test('is broken by an offline that cannot say when', () => {
    expect(fresh(watched(6000, '@14000 ana belief ben 0 -1'))).toBe(
      "broken at 7: Ana's phone shows Ben offline and cannot say when Ben was last seen",
    );
    const stranger = '@100 ana connected server-1 1\n@1000 ana belief ben 0 -1';
    expect(fresh(stranger)).toBe('holds');
  });

  test('is not proved when nobody was watched for long enough', () => {
    expect(fresh(watched(29_000), { scenario: { durationMs: 4000 } })).toContain('not proved');
    expect(fresh('@100 ben connected server-7 1')).toBe(
      'not proved: nobody was watched for as long as the TTL',
    );
  });
});
