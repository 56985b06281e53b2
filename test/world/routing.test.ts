/** Where is the recipient? The map, the lease, the broadcast, the race; and the hops by the log. */
import { describe, expect, test } from 'vitest';
import { brokenIn, countOf, linesOf, runChat, says, shownOn, ticksOf } from './chat.ts';

const hello = says('ana', 'Hello');

describe('the map from user to server', () => {
  const deadServer = [
    [3000, { do: 'cut', node: 'ben' }],
    [3500, { do: 'crash', node: 'server-7' }],
    [25_000, hello],
    [35_000, says('ana', 'Anybody?')],
  ] as const;

  test('outlives a server that died, so that messages go to a ghost', () => {
    const run = runChat({
      script: deadServer,
      design: { routing: 'map' },
      durationMs: 60_000,
    });
    expect(countOf(run, 'lost', 'forward', 'server-7')).toBe(2);
    expect(brokenIn(run)).toContain('no-ghosts');
  });

  test('with a lease forgets it when heartbeats stop', () => {
    const run = runChat({
      script: deadServer,
      design: { routing: 'lease', mapTtlMs: 10_000 },
      durationMs: 60_000,
    });
    expect(countOf(run, 'lost', 'forward', 'server-7')).toBe(0);
    expect(brokenIn(run)).not.toContain('no-ghosts');
  });

  test('is not needed by a server that looks at its own sockets only, and finds nobody', () => {
    const run = runChat({ script: [[3000, hello]], design: { routing: 'none' } });
    expect(countOf(run, 'sent', 'forward')).toBe(0);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    const shownAt = linesOf(run).find(({ kind }) => kind === 'shown')?.timeMs ?? 0;
    // Only the relay of the outbox, looking every two seconds, brings it.
    expect(shownAt).toBeGreaterThan(3500);
  });

  test('is not needed by a broadcast, which asks everybody', () => {
    const run = runChat({ script: [[3000, hello]], design: { routing: 'broadcast' } });
    expect(countOf(run, 'sent', 'forward')).toBe(1);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('the offline list', () => {
  const listed = { dedup: 'insertOnly', redelivery: 'none', routing: 'map' };
  const airplane = (on: boolean) =>
    ({ do: 'operate', phone: 'ben', operation: { act: 'airplane', on } }) as const;

  /** Ben is away cleanly: his socket is closed and his entry deleted. */
  const away = [
    [2000, { do: 'operate', phone: 'ben', operation: { act: 'suspend' } }],
    [4000, hello],
    [5000, says('ana', 'Two')],
    [6000, says('ana', 'Three')],
    [9000, { do: 'operate', phone: 'ben', operation: { act: 'foreground' } }],
  ] as const;

  test('popped at the head gives newest first, and nobody sorts where nobody numbers', () => {
    const run = runChat({
      script: away,
      design: { ...listed, offlineQueue: 'lifo', enqueue: 'checkThenAct', ordering: 'arrival' },
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m3', 'ana/m2', 'ana/m1']);
    expect(brokenIn(run)).toContain('sender-order');
  });

  test('popped at the tail gives oldest first', () => {
    const run = runChat({
      script: away,
      design: { ...listed, offlineQueue: 'fifo', enqueue: 'checkThenAct' },
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
  });

  test('written always loses nothing, and holds nothing once all is acknowledged', () => {
    const run = runChat({
      script: away,
      design: { ...listed, offlineQueue: 'fifo', enqueue: 'always' },
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('airplane mode is no clean goodbye: the map still names the server', () => {
    const run = runChat({
      script: [
        [2000, airplane(true)],
        [4000, hello],
        [9000, airplane(false)],
      ],
      design: { ...listed, offlineQueue: 'fifo', enqueue: 'checkThenAct' },
      durationMs: 60_000,
    });
    expect(shownOn(run, 'ben')).toEqual([]);
    expect(brokenIn(run)).toContain('no-acked-loss');
  });
});

describe('the hop by the log', () => {
  const kafka = ['redis', 'cassandra', 'kafka'] as const;

  test.each(['direct', 'consumer', 'topic'])('%s brings the message once', (hop) => {
    const run = runChat({
      script: [
        [6000, hello],
        [7000, says('ben', 'Hi')],
      ],
      with: kafka,
      design: { log: 'kafka', hop },
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(shownOn(run, 'ana')).toEqual(['ben/m1']);
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
  });

  test.each(['before', 'after'])('a consumer that commits %s the work and crashes', (commit) => {
    const run = runChat({
      script: [
        // The consumer has the record, and the table does not answer.
        [5900, { do: 'cut', node: 'cassandra' }],
        [6000, hello],
        [6500, { do: 'crash', node: 'server-1' }],
        [6500, { do: 'crash', node: 'server-7' }],
        [6800, { do: 'heal', node: 'cassandra' }],
        [7000, { do: 'restart', node: 'server-1' }],
        [7000, { do: 'restart', node: 'server-7' }],
      ],
      with: kafka,
      design: { log: 'kafka', hop: 'consumer', commit, ackAt: 'log' },
      durationMs: 120_000,
    });
    const { length } = shownOn(run, 'ben');
    expect([commit, length]).toEqual([commit, commit === 'after' ? 1 : 0]);
  });
});

describe('a number from a counter', () => {
  test('is taken before the row is stored', () => {
    const run = runChat({
      script: [
        [3000, hello],
        [4000, says('ana', 'Two')],
      ],
      design: { ordering: 'counter' },
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(countOf(run, 'sent', 'redisCommand', 'server-1')).toBeGreaterThan(2);
    expect(brokenIn(run)).toEqual([]);
  });
});
