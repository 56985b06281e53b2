/** What brings copies together again: hints, read repair, anti-entropy repair. */
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

  test('sends a replica only what it lacks, not what the other did not need to tell', () => {
    const { of } = play({
      design: { hintedHandoff: 'off' },
      script: [
        [50, 'c-1 ALL insert pair ana/m1 1'],
        ...alone(100),
        [200, 'c-1 ONE insert pair ana/m2 2'],
        ...together(300),
        // By name: the row, the static one, and the last, which is not the same on both.
        [12_000, 'c-3 ALL unique pair ana/m9'],
      ],
      durationMs: 13_000,
    });
    expect(of('mended')).toEqual(['c-3 ana/m2 c-3 messages pair']);
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
