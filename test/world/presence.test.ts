/** Who is online, as the servers know it and as a phone believes it. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import type { Run } from '../../src/world/index.ts';
import { linesOf, runChat, type Chat } from './chat.ts';

const watches = {
  do: 'operate',
  phone: 'ana',
  operation: { act: 'watch', user: 'ben' },
} as const;

function present(design: AnyDesign, script: Chat['script'], durationMs = 120_000): Run {
  return runChat({
    script: [[2000, watches], ...script],
    design: { presence: 'heartbeat', heartbeatMs: 30_000, ...design },
    durationMs,
  });
}

/** What Ana's phone came to believe of Ben, with the second in which it did. */
const beliefs = (run: Run): string[] =>
  linesOf(run)
    .filter(({ kind, node }) => kind === 'belief' && node === 'ana')
    .map(({ timeMs, b }) => `${Math.floor(timeMs / 1000)} s ${b === 1 ? 'online' : 'offline'}`);

describe('a key that heartbeats keep alive', () => {
  test('says online for as long as they come', () => {
    expect(beliefs(present({}, []))).toEqual(['2 s online']);
  });

  test('says offline at once when the app closes its socket in good order', () => {
    const suspends = { do: 'operate', phone: 'ben', operation: { act: 'suspend' } } as const;
    expect(beliefs(present({}, [[10_000, suspends]]))).toEqual(['2 s online', '11 s offline']);
  });

  test('says online for up to its TTL when the phone is in a tunnel', () => {
    const run = present({}, [[10_000, { do: 'cut', node: 'ben' }]]);
    expect(beliefs(run)).toEqual(['2 s online', '91 s offline']);
  });

  test('flickers when one heartbeat is lost and the TTL forgives none', () => {
    // A phone that waits long for its pong does not reconnect, so only the key tells.
    const patient = { pongTimeoutMs: 100_000 };
    const lostPing = [[20_000, { do: 'drop', packet: 'ping', nth: 2 }]] as const;
    const flickering = present({ ...patient, presenceTtlMs: 31_000 }, lostPing, 100_000);
    expect(beliefs(flickering)).toEqual(['2 s online', '32 s offline', '61 s online']);
    const calm = present({ ...patient, presenceTtlMs: 65_000 }, lostPing, 100_000);
    expect(beliefs(calm)).toEqual(['2 s online']);
  });
});

describe('last seen', () => {
  const tunnel = [[10_000, { do: 'cut', node: 'ben' }]] as const;
  const lastSeen = (run: Run) => {
    let value = 0;
    for (let index = 0; index < run.trace.length; index++) {
      const record = run.trace.readRecord(index);
      if (linesOf(run)[index]?.kind === 'belief') value = record.c;
    }
    return value;
  };

  test('goes with the key that holds it, just when it is wanted', () => {
    expect(lastSeen(present({ lastSeen: 'inKey' }, tunnel))).toBe(-1);
  });

  test('beside the key it survives', () => {
    const at = lastSeen(present({ lastSeen: 'beside' }, tunnel));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(10_000);
  });
});

test('watching is kept over a new connection, at another server', () => {
  const run = present(
    {},
    [
      [10_000, { do: 'crash', node: 'server-1', how: 'process' }],
      [40_000, { do: 'operate', phone: 'ben', operation: { act: 'suspend' } }],
    ],
    80_000,
  );
  expect(beliefs(run).at(-1)).toBe('40 s offline');
});
