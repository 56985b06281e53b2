/** Reads that are stale, reads that cannot be, and writes that lose to a faster clock. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/scenarios/index.ts';
import { play, QUICK, THREE } from './ring-play.ts';

const cut = (node: string, peer: string): Action => ({ do: 'cut', node, peer });
const heal = (node: string, peer: string): Action => ({ do: 'heal', node, peer });

/** c-3 hears nobody of its ring; clients reach it all the same. */
const alone = (atMs: number) =>
  [
    [atMs, cut('c-1', 'c-3')],
    [atMs, cut('c-2', 'c-3')],
  ] as const;
describe('with a cut in the ring', () => {
  test('a read at ONE after a write at ONE is stale', () => {
    const { answers } = play({
      script: [
        ...alone(100),
        [200, 'c-1 ONE insert pair ana/m1 1'],
        [300, 'c-3 ONE select pair'],
        [400, 'c-2 ONE select pair'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      'c-1 ONE insert pair ana/m1 1 = 1 ana/m1 hi',
      'c-3 ONE select pair = nothing',
      'c-2 ONE select pair = 1 ana/m1 hi',
    ]);
  });

  test('a read at QUORUM after a write at QUORUM is right, or says that it cannot', () => {
    const { answers } = play({
      nodes: { ...THREE, 'c-3': { ...QUICK, read_request_timeout_in_ms: 500 } },
      script: [
        ...alone(100),
        [200, 'c-1 QUORUM insert pair ana/m1 1'],
        [300, 'c-3 QUORUM select pair'],
        [400, 'c-2 QUORUM select pair'],
        [9000, 'c-3 QUORUM select pair'],
      ],
      durationMs: 10_000,
    });
    expect(answers).toEqual([
      'c-1 QUORUM insert pair ana/m1 1 = 1 ana/m1 hi',
      'c-2 QUORUM select pair = 1 ana/m1 hi',
      'c-3 QUORUM select pair = ReadTimeoutException 1/2',
      'c-3 QUORUM select pair = UnavailableException 1/2',
    ]);
  });

  // Cuts that come and go, writes and reads by any node: what QUORUM has acknowledged, QUORUM sees.
  test.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'QUORUM is never stale: story %s',
    (seed) => {
      const { script, durationMs } = weather(seed);
      const { timed } = play({ nodes: QUICK_TIMEOUTS, script, durationMs });
      const acknowledged = new Map<number, number>();
      let reads = 0;
      for (const line of timed) {
        const atMs = Number(line.split(' ')[0]);
        const written = /insert pair ana\/m(\d+) \d+ = \d/.exec(line);
        if (written !== null) acknowledged.set(Number(written[1]), atMs);
        if (!/select pair \d+ = (\d|nothing)/.test(line)) continue;
        reads += 1;
        const askedMs = askedAt(script, line);
        for (const [number, doneMs] of acknowledged) {
          if (doneMs < askedMs) expect(`${line},`).toContain(` ana/m${number} `);
        }
      }
      expect(acknowledged.size).toBeGreaterThan(5);
      expect(reads).toBeGreaterThan(5);
    },
  );
});

const QUICK_TIMEOUTS = Object.fromEntries(
  ['c-1', 'c-2', 'c-3'].map((name) => [
    name,
    { ...QUICK, write_request_timeout_in_ms: 300, read_request_timeout_in_ms: 300 },
  ]),
);

/** A small generator of its own, so that a story is the same in every run. */
function weather(seed: number) {
  let state = seed * 7919 + 17;
  const draw = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const pairs = [
    ['c-1', 'c-2'],
    ['c-1', 'c-3'],
    ['c-2', 'c-3'],
  ] as const;
  const script: [number, string | Action][] = [];
  for (let step = 1; step <= 40; step += 1) {
    const atMs = step * 200;
    const [one, other] = pairs[draw(3)]!;
    if (draw(4) === 0) script.push([atMs, cut(one, other)]);
    else if (draw(2) === 0) script.push([atMs, heal(one, other)]);
    script.push([atMs + 20, `c-${1 + draw(3)} QUORUM insert pair ana/m${step} ${step}`]);
    // The limit tells the reads apart.
    script.push([atMs + 120, `c-${1 + draw(3)} QUORUM select pair ${100 + step}`]);
  }
  return { script, durationMs: 10_000 };
}

const askedAt = (script: readonly (readonly [number, string | Action])[], line: string): number => {
  const asked = script.find(([, what]) => typeof what === 'string' && line.includes(`${what} =`));
  return asked![0];
};

describe('the last write wins', () => {
  const skewed: Action = { do: 'skew', node: 'c-1', skewMs: 5000 };

  test('by the clock of its coordinator, so that the later write of a slower clock is lost', () => {
    const { answers } = play({
      script: [
        [0, skewed],
        [1000, 'c-1 QUORUM insert pair ana/m1 1 first'],
        [3000, 'c-2 QUORUM insert pair ana/m1 1 second'],
        [3100, 'c-3 QUORUM select pair'],
        [7000, 'c-2 QUORUM insert pair ana/m1 1 third'],
        [7100, 'c-3 QUORUM select pair'],
      ],
      durationMs: 8000,
    });
    expect(answers.filter((line) => line.includes('select'))).toEqual([
      'c-3 QUORUM select pair = 1 ana/m1 first',
      'c-3 QUORUM select pair = 1 ana/m1 third',
    ]);
  });

  test('by the timestamp that the client gives, whatever the nodes’ clocks say; on a tie the larger value', () => {
    const { answers } = play({
      script: [
        [0, skewed],
        [1000, 'c-1 QUORUM@10 insert pair ana/m1 1 B'],
        [1100, 'c-2 QUORUM@10 insert pair ana/m1 1 A'],
        [1200, 'c-3 QUORUM select pair'],
        [1300, 'c-2 QUORUM@11 insert pair ana/m1 1 A'],
        [1400, 'c-3 QUORUM select pair'],
      ],
      durationMs: 2000,
    });
    expect(answers.filter((line) => line.includes('select'))).toEqual([
      'c-3 QUORUM select pair = 1 ana/m1 B',
      'c-3 QUORUM select pair = 1 ana/m1 A',
    ]);
  });

  test('even of a tombstone: what a slower clock writes later is deleted already', () => {
    const { answers } = play({
      script: [
        [0, skewed],
        [1000, 'c-1 QUORUM delete ben ana/m1'],
        [2000, 'c-2 QUORUM batch pair ana/m1 ben'],
        [2100, 'c-3 QUORUM outbox ben'],
        [2200, 'c-3 QUORUM select pair'],
      ],
      durationMs: 3000,
    });
    expect(answers.slice(2)).toEqual([
      'c-3 QUORUM outbox ben = nothing',
      'c-3 QUORUM select pair = 1 ana/m1 hi',
    ]);
  });
});
