/** From one phone to another, in the reference design and in each source's bug. */
import { describe, expect, test } from 'vitest';
import { brokenIn, countOf, linesOf, runChat, says, shownOn, ticksOf } from './chat.ts';

const hello = says('ana', 'Hello');

describe('the reference design', () => {
  test('shows clock, one tick, two ticks, and the message once', () => {
    const run = runChat({ script: [[3000, hello]] });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('goes blue when the conversation is opened', () => {
    const run = runChat({
      script: [
        [3000, hello],
        [
          5000,
          {
            do: 'operate',
            phone: 'ben',
            operation: { act: 'open', conversation: 'ana-ben' },
          },
        ],
      ],
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered', 'read']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('keeps the places of Ana and Ben: server 1 and server 7', () => {
    const run = runChat({ script: [] });
    const homes = linesOf(run)
      .filter(({ kind, node }) => kind === 'connected' && (node === 'ana' || node === 'ben'))
      .map(({ node, a }) => `${node} at ${run.topology.nodes[a]?.name}`);
    expect(homes.toSorted()).toEqual(['ana at server-1', 'ben at server-7']);
  });

  test.each([
    ['the ack', 'publishAck'],
    ['the message on its way up', 'publish'],
    ['the hop', 'forward'],
    ['the push', 'deliver'],
    ['the acknowledgement of the device', 'deliverAck'],
    ['the answer of the table', 'rows'],
  ])('loses nothing when %s is dropped', (_, packet) => {
    const run = runChat({
      script: [
        [2000, { do: 'drop', packet, nth: 1 }],
        [3000, hello],
      ],
    });
    expect(countOf(run, 'lost', packet)).toBe(1);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test.each(['server-1', 'server-7', 'redis', 'cassandra', 'balancer'])(
    'loses nothing when %s crashes under a message and comes back',
    (node) => {
      const run = runChat({
        script: [
          [3000, hello],
          [3032, { do: 'crash', node }],
          [8000, { do: 'restart', node }],
          [9000, says('ana', 'Again')],
        ],
        durationMs: 60_000,
      });
      expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
      expect(brokenIn(run)).toEqual([]);
    },
  );

  test('reaches a phone that was in a tunnel, once and in order', () => {
    const run = runChat({
      script: [
        [3000, { do: 'cut', node: 'ben' }],
        [4000, hello],
        [5000, says('ana', 'Two')],
        [6000, says('ana', 'Three')],
        [14_000, { do: 'heal', node: 'ben' }],
      ],
      durationMs: 60_000,
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2', 'ana/m3']);
    expect(ticksOf(run, 'ana/m3')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('what a tick rests on', () => {
  const tunnel = [
    [3000, { do: 'cut', node: 'ben' }],
    [4000, hello],
  ] as const;

  test('at the push, two ticks for a message that no phone has', () => {
    const run = runChat({ script: tunnel, design: { receiptEvidence: 'push' } });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(shownOn(run, 'ben')).toEqual([]);
    expect(brokenIn(run)).toContain('honest-ticks');
  });

  test('at the acknowledgement of the device, one tick', () => {
    const run = runChat({ script: tunnel });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(brokenIn(run)).not.toContain('honest-ticks');
  });

  test('when the send call returns, one tick for bytes that the tunnel ate', () => {
    const run = runChat({
      script: [
        [3000, { do: 'cut', node: 'ana' }],
        [4000, hello],
        [20_000, { do: 'heal', node: 'ana' }],
      ],
      design: { sentEvidence: 'socketWrite' },
      durationMs: 60_000,
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(shownOn(run, 'ben')).toEqual([]);
    expect(brokenIn(run)).toEqual(
      expect.arrayContaining(['honest-ticks', 'no-acked-loss', 'eventual-delivery']),
    );
  });

  test('on receipt, one tick for a message that dies with the server', () => {
    const run = runChat({
      script: [
        [2900, { do: 'cut', node: 'cassandra' }],
        [3000, hello],
        [3500, { do: 'crash', node: 'server-1' }],
        [4000, { do: 'heal', node: 'cassandra' }],
        [5000, { do: 'restart', node: 'server-1' }],
      ],
      design: { ackAt: 'receipt' },
      durationMs: 60_000,
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(brokenIn(run)).toEqual(expect.arrayContaining(['honest-ticks', 'no-acked-loss']));
  });
});

describe('when the table is cut off', () => {
  const cutOff = [
    [2900, { do: 'cut', node: 'cassandra' }],
    [3000, hello],
  ] as const;
  const crash = [
    [6500, { do: 'crash', node: 'server-1' }],
    [8000, { do: 'restart', node: 'server-1' }],
  ] as const;
  const heal = [[9000, { do: 'heal', node: 'cassandra' }]] as const;

  test('silence keeps the clock, and the phone’s own outbox brings it later', () => {
    const run = runChat({ script: [...cutOff, ...crash, ...heal], durationMs: 60_000 });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('a buffer in memory brings it too, when nothing else happens', () => {
    const run = runChat({ script: [...cutOff, ...heal], design: { fallback: 'buffer' } });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent', 'delivered']);
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual(['honest-ticks']);
  });

  test('a buffer in memory loses it with the server, after one tick', () => {
    const run = runChat({
      script: [...cutOff, ...crash, ...heal],
      design: { fallback: 'buffer' },
      durationMs: 60_000,
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(shownOn(run, 'ben')).toEqual([]);
    expect(brokenIn(run)).toEqual(expect.arrayContaining(['no-acked-loss', 'honest-ticks']));
  });
});

describe('a retry', () => {
  const lostAck = [
    [2000, { do: 'drop', packet: 'publishAck', nth: 1 }],
    [3000, hello],
  ] as const;
  const naive = { clientDedup: 'none', offlineQueue: 'fifo', enqueue: 'checkThenAct' };

  test('is pushed twice by a unique insert whose answer nobody reads', () => {
    const run = runChat({ script: lostAck, design: { ...naive, dedup: 'insertOnly' } });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m1']);
    expect(brokenIn(run)).toContain('shown-once');
  });

  test('is pushed once by the early return', () => {
    const run = runChat({ script: lostAck, design: { ...naive, dedup: 'earlyReturn' } });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
  });

  test('and the early return loses it when the first attempt died before the push', () => {
    const run = runChat({
      script: [
        [3000, hello],
        // Between the insert and the push: the row is there, nobody was told.
        [3034, { do: 'crash', node: 'server-1' }],
        [4000, { do: 'restart', node: 'server-1' }],
      ],
      design: { ...naive, dedup: 'earlyReturn' },
      durationMs: 60_000,
    });
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock', 'sent']);
    expect(shownOn(run, 'ben')).toEqual([]);
    expect(brokenIn(run)).toContain('no-acked-loss');
  });

  test('is delivered from the outbox, whoever died', () => {
    const run = runChat({
      script: [
        [3000, hello],
        [3034, { do: 'crash', node: 'server-1' }],
        [4000, { do: 'restart', node: 'server-1' }],
      ],
      design: { ...naive, dedup: 'outbox', clientDedup: 'byName' },
      durationMs: 60_000,
    });
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });
});
