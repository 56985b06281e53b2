/** How copies come apart, and what brings them together: stale reads, hints, read repair, repair. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/scenarios/index.ts';
import { play, QUICK, THREE } from './ring-play.ts';

const cut = (node: string, peer: string): Action => ({ do: 'cut', node, peer });
const heal = (node: string, peer: string): Action => ({ do: 'heal', node, peer });
const crash = (node: string): Action => ({ do: 'crash', node });
const restart = (node: string): Action => ({ do: 'restart', node });

/** c-3 hears nobody of its ring; clients reach it all the same. */
const alone = (atMs: number) =>
  [
    [atMs, cut('c-1', 'c-3')],
    [atMs, cut('c-2', 'c-3')],
  ] as const;
const together = (atMs: number) =>
  [
    [atMs, heal('c-1', 'c-3')],
    [atMs, heal('c-2', 'c-3')],
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

describe('hints', () => {
  test('wait for a replica that is down, outlive their coordinator, and are handed over in order', () => {
    const { of, rowsOn } = play({
      script: [
        [100, crash('c-3')],
        [9000, 'c-1 QUORUM insert pair ana/m1 1'],
        [9010, 'c-1 QUORUM insert pair ana/m2 2'],
        // The buffer has been flushed by then.
        [21_000, crash('c-1')],
        [22_000, restart('c-1')],
        [25_000, restart('c-3')],
      ],
      durationMs: 40_000,
    });
    expect(of('hinted')).toEqual(['c-1 ana/m1 c-3', 'c-1 ana/m2 c-3']);
    expect(rowsOn('c-3')).toEqual(['pair 1 ana/m1 hi', 'pair 2 ana/m2 hi']);
    expect(of('stored').filter((line) => line.startsWith('c-3'))).toEqual([
      'c-3 ana/m1 table 1 1',
      'c-3 ana/m2 table 1 2',
    ]);
    const states = of('state').filter((line) => line.startsWith('c-1 hints'));
    expect(states).toEqual([
      'c-1 hints none pending',
      'c-1 hints none pending',
      'c-1 hints pending delivering',
      'c-1 hints delivering none',
    ]);
  });

  test('that are not flushed yet die with their coordinator', () => {
    const { of, rowsOn } = play({
      script: [
        [100, crash('c-3')],
        [11_000, 'c-1 QUORUM insert pair ana/m1 1'],
        [12_000, crash('c-1')],
        [13_000, restart('c-1')],
        [15_000, restart('c-3')],
      ],
      durationMs: 40_000,
    });
    expect(of('hinted')).toEqual(['c-1 ana/m1 c-3']);
    expect(rowsOn('c-3')).toEqual([]);
  });

  test('are kept for max_hint_window, and then no more: only a repair brings the rest', () => {
    const story = (repairEveryMs: number) =>
      play({
        design: { hintWindowMs: 10_000, repairEveryMs },
        script: [
          [100, crash('c-3')],
          [9000, 'c-1 QUORUM insert pair ana/m1 1'],
          [25_000, 'c-1 QUORUM insert pair ana/m2 2'],
          [30_000, restart('c-3')],
          [60_000, 'c-3 ONE select pair'],
        ],
        durationMs: 61_000,
      });
    const unrepaired = story(0);
    expect(unrepaired.of('hinted')).toEqual(['c-1 ana/m1 c-3']);
    expect(unrepaired.answers.at(-1)).toBe('c-3 ONE select pair = 1 ana/m1 hi');
    const repaired = story(20_000);
    expect(repaired.answers.at(-1)).toBe('c-3 ONE select pair = 1 ana/m1 hi, 2 ana/m2 hi');
    expect(repaired.of('state')).toContain('c-1 repair idle repairing');
    expect(repaired.of('state')).toContain('c-1 repair repairing idle');
  });

  test('are made for a replica that did not answer, too, although it counts as up', () => {
    const { of, rowsOn } = play({
      nodes: { ...THREE, 'c-1': { ...QUICK, write_request_timeout_in_ms: 500 } },
      script: [
        [100, cut('c-1', 'c-3')],
        [200, 'c-1 QUORUM insert pair ana/m1 1'],
        [5000, heal('c-1', 'c-3')],
      ],
      durationMs: 30_000,
    });
    expect(of('peerDown')).toEqual([]);
    expect(of('hinted')).toEqual(['c-1 ana/m1 c-3']);
    expect(rowsOn('c-3')).toEqual(['pair 1 ana/m1 hi']);
  });

  test('stay with their coordinator when the replica fails again in the middle', () => {
    const { of, rowsOn } = play({
      nodes: { ...THREE, 'c-1': { ...QUICK, write_request_timeout_in_ms: 2000 } },
      script: [
        [100, crash('c-3')],
        [9000, 'c-1 QUORUM insert pair ana/m1 1'],
        [15_000, restart('c-3')],
        // It is heard of by way of c-2, but c-1 does not get through to it.
        [15_000, cut('c-1', 'c-3')],
        [26_000, heal('c-1', 'c-3')],
      ],
      durationMs: 45_000,
    });
    expect(of('state').filter((line) => line.startsWith('c-1 hints'))).toEqual([
      'c-1 hints none pending',
      'c-1 hints pending delivering',
      'c-1 hints delivering pending',
      'c-1 hints pending delivering',
      'c-1 hints delivering none',
    ]);
    expect(rowsOn('c-3')).toEqual(['pair 1 ana/m1 hi']);
  });

  test('are not made where hinted handoff is off', () => {
    const { of, rowsOn } = play({
      design: { hintedHandoff: 'off' },
      script: [
        [100, crash('c-3')],
        [9000, 'c-1 QUORUM insert pair ana/m1 1'],
        [15_000, restart('c-3')],
      ],
      durationMs: 40_000,
    });
    expect([of('hinted'), rowsOn('c-3')]).toEqual([[], []]);
  });
});

describe('a read that finds its replicas at odds', () => {
  const torn = (readRepair: string) =>
    play({
      design: { readRepair, hintedHandoff: 'off' },
      script: [
        ...alone(100),
        [200, 'c-1 ONE insert pair ana/m1 1'],
        ...together(300),
        [12_000, 'c-3 ONE select pair'],
        [12_100, 'c-3 QUORUM select pair'],
        [12_200, 'c-3 ONE select pair'],
      ],
      durationMs: 13_000,
    });

  test('repairs them before it answers, for the price of two more round trips', () => {
    const { timed, of } = torn('BLOCKING');
    expect(timed.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'c-1 ONE insert pair ana/m1 1 = 1 ana/m1 hi',
      'c-3 ONE select pair = nothing',
      'c-3 QUORUM select pair = 1 ana/m1 hi',
      'c-3 ONE select pair = 1 ana/m1 hi',
    ]);
    expect(of('mended')).toEqual(['c-3 ana/m1 c-3 messages pair']);
    const tookMs = Number(timed[2]!.split(' ')[0]) - 12_100;
    // To the coordinator and back 2, digests 2 and rows 2; the repair is the coordinator's own.
    expect(tookMs).toBeGreaterThan(6);
    expect(tookMs).toBeLessThan(8);
  });

  test('answers the newer cells and leaves them so with NONE', () => {
    const { answers, of } = torn('NONE');
    expect(answers.slice(2)).toEqual([
      'c-3 QUORUM select pair = 1 ana/m1 hi',
      'c-3 ONE select pair = nothing',
    ]);
    expect(of('mended')).toEqual([]);
  });

  test('waits for the repair of another replica, and times out when that does not answer', () => {
    const { answers } = play({
      nodes: { ...THREE, 'c-1': { ...QUICK, read_request_timeout_in_ms: 500 } },
      design: { hintedHandoff: 'off' },
      script: [
        ...alone(100),
        [200, 'c-1 ONE insert pair ana/m1 1'],
        ...together(300),
        [12_000, { do: 'drop', packet: 'mutate', nth: 1 }],
        [12_100, 'c-1 ALL select pair'],
        [13_000, 'c-1 ALL select pair'],
      ],
      durationMs: 14_000,
    });
    expect(answers.slice(1)).toEqual([
      'c-1 ALL select pair = ReadTimeoutException 2/3',
      'c-1 ALL select pair = 1 ana/m1 hi',
    ]);
  });
});

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
