/** A ring of three with three copies: how many must answer, and what a client is told when they do not. */
import { describe, expect, test } from 'vitest';
import { RECORD_NAMES } from '../../../src/models/index.ts';
import type { Action } from '../../../src/scenarios/index.ts';
import { play, QUICK, THREE } from './ring-play.ts';

const crash = (node: string): Action => ({ do: 'crash', node });
const cut = (node: string, peer: string): Action => ({ do: 'cut', node, peer });

describe('a write goes to all replicas, and a read to as many as its level needs', () => {
  test('whoever coordinates', () => {
    const { answers, rowsOn, of } = play({
      script: [
        [100, 'c-1 ONE insert pair ana/m1 1 hello'],
        [200, 'c-2 ALL select pair'],
        [300, 'c-3 QUORUM insert pair ana/m2'],
        [400, 'c-1 TWO select pair'],
        [500, 'c-1 THREE status ana/m1 ben read'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      'c-1 ONE insert pair ana/m1 1 hello = 1 ana/m1 hello',
      'c-2 ALL select pair = 1 ana/m1 hello',
      'c-3 QUORUM insert pair ana/m2 = 2 ana/m2 hi',
      'c-1 TWO select pair = 1 ana/m1 hello, 2 ana/m2 hi',
      'c-1 THREE status ana/m1 ben read = nothing',
    ]);
    for (const node of ['c-1', 'c-2', 'c-3']) {
      expect(rowsOn(node)).toEqual(['pair 1 ana/m1 hello', 'pair 2 ana/m2 hi']);
    }
    expect(of('mended')).toEqual([]);
  });

  test('ALL waits for the slowest, ONE for none but itself', () => {
    const { timed } = play({
      script: [
        [0, { do: 'slow', node: 'c-3', addMs: 40 }],
        [100, 'c-1 ONE insert pair ana/m1 1'],
        [200, 'c-1 QUORUM insert pair ana/m2 2'],
        [300, 'c-1 ALL insert pair ana/m3 3'],
      ],
      durationMs: 1000,
    });
    const tookMs = timed.map((line, place) => Number(line.split(' ')[0]) - (place + 1) * 100);
    expect(tookMs[0]).toBeLessThan(3);
    expect(tookMs[1]).toBeGreaterThan(4);
    expect(tookMs[1]).toBeLessThan(5);
    expect(tookMs[2]).toBeGreaterThan(80);
  });
});

describe('a coordinator that cannot reach enough replicas', () => {
  const dead = [
    [100, crash('c-2')],
    [200, crash('c-3')],
  ] as const;

  test('answers UnavailableException once it knows, with how many are alive, and writes nothing', () => {
    const { answers, rowsOn, of } = play({
      script: [
        ...dead,
        [9000, 'c-1 QUORUM insert pair ana/m1 1'],
        [9100, 'c-1 ALL insert pair ana/m1 1'],
        [9200, 'c-1 QUORUM select pair'],
        [9300, 'c-1 QUORUM unique pair ana/m1'],
        [9400, 'c-1 ONE select pair'],
      ],
      durationMs: 10_000,
    });
    expect(answers).toEqual([
      'c-1 QUORUM insert pair ana/m1 1 = UnavailableException 1/2',
      'c-1 ALL insert pair ana/m1 1 = UnavailableException 1/3',
      'c-1 QUORUM select pair = UnavailableException 1/2',
      'c-1 QUORUM unique pair ana/m1 = UnavailableException 1/2',
      'c-1 ONE select pair = nothing',
    ]);
    expect([rowsOn('c-1'), of('stored'), of('hinted')]).toEqual([[], [], []]);
    expect(of('served')[0]).toBe('c-1 insert at QUORUM UnavailableException, 1 of 2');
    expect(of('refused')[0]).toBe('c-1 unavailable cqlsh');
  });

  test('times out while it does not know yet, and what was written is not undone', () => {
    const nodes = {
      ...THREE,
      'c-1': { ...QUICK, write_request_timeout_in_ms: 500, read_request_timeout_in_ms: 300 },
    };
    const { timed, rowsOn } = play({
      nodes,
      script: [
        ...dead,
        [300, 'c-1 QUORUM insert pair ana/m1 1'],
        [310, 'c-1 ALL select pair'],
        [320, 'c-1 QUORUM unique pair ana/m2'],
      ],
      durationMs: 10_000,
    });
    expect(timed).toEqual([
      '612 c-1 ALL select pair = ReadTimeoutException 1/3',
      '802 c-1 QUORUM insert pair ana/m1 1 = WriteTimeoutException SIMPLE 1/2',
      '822 c-1 QUORUM unique pair ana/m2 = WriteTimeoutException CAS 1/2',
    ]);
    expect(rowsOn('c-1')).toEqual(['pair 1 ana/m1 hi']);
  });

  test('for ANY keeps a hint, and that is enough', () => {
    // One copy, and its only replica is down.
    const { answers, of } = play({
      nodes: { 'c-1': { ...QUICK, initial_token: '0' }, 'c-2': { ...QUICK, initial_token: '1' } },
      design: { storeReplicas: 1 },
      script: [
        [100, crash('c-1')],
        [9000, 'c-2 ONE insert pair ana/m1 1'],
        [9100, 'c-2 ANY insert pair ana/m1 1'],
      ],
      durationMs: 10_000,
    });
    expect(answers).toEqual([
      'c-2 ONE insert pair ana/m1 1 = UnavailableException 0/1',
      'c-2 ANY insert pair ana/m1 1 = 1 ana/m1 hi',
    ]);
    expect(of('hinted')).toEqual(['c-2 ana/m1 c-1']);
  });

  test('for ANY without hints has nowhere to keep it', () => {
    const { answers } = play({
      nodes: {
        'c-1': { ...QUICK, initial_token: '0' },
        'c-2': { ...QUICK, initial_token: '1', write_request_timeout_in_ms: 400 },
      },
      design: { storeReplicas: 1, hintedHandoff: 'off' },
      script: [
        [100, crash('c-1')],
        [9000, 'c-2 ANY insert pair ana/m1 1'],
      ],
      durationMs: 10_000,
    });
    expect(answers).toEqual(['c-2 ANY insert pair ana/m1 1 = WriteTimeoutException SIMPLE 0/1']);
  });

  test('of two nodes with three copies to keep can serve ONE and QUORUM, never ALL', () => {
    const { answers } = play({
      nodes: { 'c-1': QUICK, 'c-2': QUICK },
      script: [
        [100, 'c-1 QUORUM insert pair ana/m1 1'],
        [200, 'c-1 ALL insert pair ana/m2 2'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      'c-1 QUORUM insert pair ana/m1 1 = 1 ana/m1 hi',
      'c-1 ALL insert pair ana/m2 2 = UnavailableException 2/3',
    ]);
  });
});

describe('requests that Cassandra refuses', () => {
  test('get InvalidRequestException, and nothing happens', () => {
    const { answers, sent } = play({
      script: [
        [100, 'c-1 ANY select pair'],
        [110, 'c-1 SERIAL insert pair ana/m1 1'],
        [120, 'c-1 SERIAL unique pair ana/m1'],
        [130, 'c-1 ONE@5 unique pair ana/m1'],
        [140, 'c-1 ONE insert  ana/m1 1'],
        [150, `c-1 ONE insert ${'k'.repeat(65_536)} ana/m1 1`],
        [160, 'c-1 ONE select pair -1'],
      ],
      durationMs: 1000,
    });
    expect(answers).toHaveLength(7);
    for (const answer of answers) expect(answer).toMatch(/ = InvalidRequestException 0\/0$/);
    expect(sent('mutate') + sent('readReplica') + sent('paxosPrepare')).toBe(0);
  });

  test('a node that is starting answers IS_BOOTSTRAPPING, and takes no part in the ring', () => {
    const { answers, rowsOn } = play({
      script: [
        [100, crash('c-3')],
        [200, { do: 'restart', node: 'c-3' }],
        [300, 'c-3 ONE select pair'],
        [310, 'c-1 QUORUM insert pair ana/m1 1'],
        [900, 'c-3 ONE select pair'],
      ],
      durationMs: 2000,
    });
    expect(answers).toEqual([
      'c-3 ONE select pair = IS_BOOTSTRAPPING',
      'c-1 QUORUM insert pair ana/m1 1 = 1 ana/m1 hi',
      'c-3 ONE select pair = nothing',
    ]);
    expect(rowsOn('c-3')).toEqual([]);
  });
});

describe('who is up', () => {
  test('is found out by gossip, some 18 intervals after the last heartbeat, and again when it is back', () => {
    const { run, of } = play({
      nodes: { 'c-1': {}, 'c-2': {}, 'c-3': {} },
      script: [
        [60_000, crash('c-3')],
        [120_000, { do: 'restart', node: 'c-3' }],
      ],
      durationMs: 140_000,
    });
    expect(of('peerDown')).toEqual(['c-1 c-3', 'c-2 c-3']);
    const downAtS = timesOf(run, 'peerDown').map((ms) => ms / 1000 - 60);
    for (const seconds of downAtS) {
      expect(seconds).toBeGreaterThan(17);
      expect(seconds).toBeLessThan(30);
    }
    expect(timesOf(run, 'peerUp').every((ms) => ms < 125_000)).toBe(true);
    expect(of('state')).toContain('c-1 peers someDown allUp');
  });

  test('is found out as fast after a long outage: its silence is no interval between heartbeats', () => {
    const { run } = play({
      script: [
        [5000, crash('c-3')],
        [65_000, { do: 'restart', node: 'c-3' }],
        [75_000, crash('c-3')],
      ],
      durationMs: 80_000,
    });
    const [first, , second] = timesOf(run, 'peerDown');
    expect(first! - 5000).toBeLessThan(3000);
    expect(second! - 75_000).toBeLessThan(3000);
  });

  test('is told on by a third node: a cut between two alone leaves both up', () => {
    const { of, answers } = play({
      script: [
        [100, cut('c-1', 'c-2')],
        [20_000, 'c-1 ALL insert pair ana/m1 1'],
        [31_000, 'c-1 QUORUM select pair'],
      ],
      durationMs: 32_000,
    });
    expect(of('peerDown')).toEqual([]);
    expect(answers[0]).toBe('c-1 ALL insert pair ana/m1 1 = WriteTimeoutException SIMPLE 2/3');
  });
});

function timesOf(run: ReturnType<typeof play>['run'], kind: 'peerDown' | 'peerUp'): number[] {
  const times: number[] = [];
  for (let index = 0; index < run.trace.length; index += 1) {
    const record = run.trace.readRecord(index);
    if (RECORD_NAMES[record.kind] === kind) times.push(record.timeUs / 1000);
  }
  return times;
}
