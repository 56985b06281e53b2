/** Lightweight transactions: four round trips, contention, what a dead coordinator leaves, and SERIAL. */
import { describe, expect, test } from 'vitest';
import { play, QUICK } from './ring-play.ts';

const free = Object.fromEntries(
  ['c-1', 'c-2', 'c-3'].map((name) => [name, { ...QUICK, writeUs: 0, readUs: 0, rowUs: 0 }]),
);
const tookMs = (line: string, fromMs: number): number => Number(line.split(' ')[0]) - fromMs;

describe('a lightweight transaction', () => {
  test('costs four round trips between replicas where a plain write costs one', () => {
    const { timed, sent } = play({
      nodes: free,
      script: [
        [100, 'c-1 QUORUM insert pair ana/m1 1'],
        [200, 'c-1 QUORUM unique pair ana/m2'],
        [300, 'c-1 QUORUM unique pair ana/m2'],
        [400, 'c-1 QUORUM select pair'],
        [500, 'c-1 SERIAL select pair'],
      ],
      durationMs: 1000,
    });
    // A millisecond each way; two of them are the client's.
    expect(timed.map((line, place) => tookMs(line, (place + 1) * 100) - 2)).toEqual([
      2, 8, 6, 2, 6,
    ]);
    expect(timed[2]).toContain('not applied 2 ana/m2 hi');
    // Prepare and propose go to all three, of which one is the coordinator itself.
    expect([sent('paxosPrepare'), sent('paxosPropose')]).toEqual([6, 6]);
  });

  test('of two at once for one name lets one through, and tells the other which row stands', () => {
    const { answers, of, rowsOn } = play({
      script: [
        [100, 'c-1 QUORUM unique pair ana/m1 0 one'],
        [100, 'c-2 QUORUM unique pair ana/m1 0 two'],
        [100, 'c-3 QUORUM unique pair ana/m1 0 three'],
      ],
      durationMs: 3000,
    });
    const applied = answers.filter((line) => !line.includes('not applied'));
    expect(applied).toHaveLength(1);
    const [, winner] = /= (.*)$/.exec(applied[0]!)!;
    expect(answers.every((line) => line.endsWith(winner!))).toBe(true);
    expect(of('contended').length).toBeGreaterThan(0);
    for (const node of ['c-1', 'c-2', 'c-3']) expect(rowsOn(node)).toEqual([`pair ${winner}`]);
  });

  test('gives no number twice, where plain inserts that read it first do', () => {
    const both = (verb: string) =>
      play({
        script: [
          [100, `c-1 QUORUM ${verb} pair ana/m1 0`],
          [100, `c-2 QUORUM ${verb} pair ben/m1 0`],
          [3000, 'c-3 QUORUM select pair'],
        ],
        durationMs: 4000,
      }).answers.at(-1);
    expect(both('insert')).toBe('c-3 QUORUM select pair = 1 ana/m1 hi, 1 ben/m1 hi');
    expect(both('unique')).toMatch(/= 1 (ana|ben)\/m1 hi, 2 (ana|ben)\/m1 hi$/);
  });

  test('that a dead coordinator left accepted is finished by the next, even by a SERIAL read', () => {
    const left = (level: string) =>
      play({
        nodes: free,
        script: [
          [100, 'c-1 QUORUM unique pair ana/m1'],
          // Proposed at 105, accepted at 106; the commit never leaves.
          [106.5, { do: 'crash', node: 'c-1' }],
          [200, `c-2 ${level} select pair`],
          [300, 'c-2 ONE select pair'],
        ],
        durationMs: 1000,
      });
    expect(left('QUORUM').answers).toEqual([
      'c-2 QUORUM select pair = nothing',
      'c-2 ONE select pair = nothing',
    ]);
    expect(left('SERIAL').answers).toEqual([
      'c-2 SERIAL select pair = 1 ana/m1 hi',
      'c-2 ONE select pair = 1 ana/m1 hi',
    ]);
  });

  test('whose commit missed a replica tells it at the next ballot', () => {
    const { rowsOn, of } = play({
      design: { hintedHandoff: 'off', readRepair: 'NONE' },
      script: [
        // Of the two commits that leave c-1 the first is lost.
        [90, { do: 'drop', packet: 'mutate', nth: 1 }],
        [100, 'c-1 QUORUM unique pair ana/m1'],
        [200, { do: 'crash', node: 'c-3' }],
        [9000, 'c-2 QUORUM unique pair ana/m1'],
      ],
      durationMs: 12_000,
    });
    expect(of('stored').map((line) => line.split(' ')[0])).toContain('c-2');
    expect(rowsOn('c-2')).toEqual(['pair 1 ana/m1 hi']);
  });

  test('that never gets its turn gives up after cas_contention_timeout', () => {
    // Not even the first round trip fits into a millisecond.
    const nodes = { ...free, 'c-1': { ...free['c-1'], cas_contention_timeout_in_ms: 1 } };
    const { answers } = play({
      nodes,
      script: [[100, 'c-1 QUORUM unique pair ana/m1']],
      durationMs: 2000,
    });
    expect(answers).toEqual(['c-1 QUORUM unique pair ana/m1 = CasWriteTimeoutException CAS 0/2']);
  });

  test('or SERIAL read that finds too few replicas alive, or awake, says which', () => {
    const quick = { ...QUICK, write_request_timeout_in_ms: 300 };
    const { answers } = play({
      nodes: { 'c-1': quick, 'c-2': QUICK, 'c-3': QUICK },
      script: [
        [100, { do: 'crash', node: 'c-2' }],
        [100, { do: 'crash', node: 'c-3' }],
        [200, 'c-1 SERIAL select pair'],
        [9000, 'c-1 SERIAL select pair'],
      ],
      durationMs: 10_000,
    });
    expect(answers).toEqual([
      'c-1 SERIAL select pair = ReadTimeoutException 1/2',
      'c-1 SERIAL select pair = UnavailableException 1/2',
    ]);
    const impatient = { ...free['c-1'], cas_contention_timeout_in_ms: 1 };
    const late = play({
      nodes: { ...free, 'c-1': impatient },
      script: [[100, 'c-1 SERIAL select pair']],
      durationMs: 1000,
    });
    expect(late.answers).toEqual(['c-1 SERIAL select pair = ReadTimeoutException 0/2']);
  });

  test('that only a minority accepted has an unknown result, which the next ballot settles', () => {
    const { answers } = play({
      nodes: free,
      script: [
        // Of the ballots that c-2 sends, the one to c-1 is lost: c-1 alone accepts its own proposal.
        [90, { do: 'drop', packet: 'paxosPrepare', nth: 3 }],
        [100, 'c-1 QUORUM unique pair ana/m1'],
        [102.5, 'c-2 QUORUM unique pair ana/m2'],
        [300, 'c-3 SERIAL select pair'],
      ],
      durationMs: 2000,
    });
    expect(answers).toEqual([
      'c-1 QUORUM unique pair ana/m1 = CasWriteUnknownResultException 1/2',
      'c-2 QUORUM unique pair ana/m2 = 1 ana/m2 hi',
      'c-3 SERIAL select pair = 1 ana/m2 hi',
    ]);
  });

  test('whose commit must reach a replica that is down waits for it in vain', () => {
    const quick = { ...QUICK, write_request_timeout_in_ms: 400 };
    const { timed, rowsOn } = play({
      nodes: { 'c-1': quick, 'c-2': QUICK, 'c-3': QUICK },
      script: [
        [100, { do: 'crash', node: 'c-3' }],
        [9000, 'c-1 ALL unique pair ana/m1'],
      ],
      durationMs: 11_000,
    });
    expect(timed.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'c-1 ALL unique pair ana/m1 = WriteTimeoutException SIMPLE 2/3',
    ]);
    // It is decided all the same.
    expect(rowsOn('c-2')).toEqual(['pair 1 ana/m1 hi']);
  });

  test('survives a skewed clock: a later ballot is above all that was promised', () => {
    const { answers } = play({
      script: [
        [0, { do: 'skew', node: 'c-1', skewMs: 3_600_000 }],
        [100, 'c-1 QUORUM unique pair ana/m1'],
        [500, 'c-2 QUORUM unique pair ana/m2'],
        [1000, 'c-3 QUORUM select pair'],
      ],
      durationMs: 2000,
    });
    expect(answers.at(-1)).toBe('c-3 QUORUM select pair = 1 ana/m1 hi, 2 ana/m2 hi');
  });
});

describe('a conditional batch', () => {
  const batch = 'batch pair ana/m1 ben cy';

  test('writes the outbox rows after the row; a retry finds both and writes nothing twice', () => {
    const { answers, of } = play({
      script: [
        [100, `c-1 QUORUM ${batch}`],
        [200, `c-2 QUORUM delete ben ana/m1`],
        [300, `c-3 QUORUM ${batch}`],
        [400, 'c-1 QUORUM outbox ben'],
        [500, 'c-1 QUORUM outbox cy'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      'c-1 QUORUM batch pair ana/m1 ben cy = 1 ana/m1 hi',
      'c-2 QUORUM delete ben ana/m1 = nothing',
      'c-3 QUORUM batch pair ana/m1 ben cy = not applied 1 ana/m1 hi',
      'c-1 QUORUM outbox ben = nothing',
      'c-1 QUORUM outbox cy = 1 ana/m1 hi',
    ]);
    expect(of('stored').filter((line) => line.includes('tableOutbox'))).toHaveLength(6);
    expect(of('forgotten')).toHaveLength(3);
  });

  test('whose coordinator died between row and outbox is completed by the retry', () => {
    const { answers } = play({
      nodes: free,
      script: [
        [100, `c-1 QUORUM ${batch}`],
        // The commit has left, the outbox rows have not.
        [107.5, { do: 'crash', node: 'c-1' }],
        [200, 'c-2 QUORUM outbox ben'],
        [300, `c-2 QUORUM ${batch}`],
        [400, 'c-3 QUORUM outbox ben'],
      ],
      durationMs: 1000,
    });
    expect(answers).toEqual([
      'c-2 QUORUM outbox ben = nothing',
      'c-2 QUORUM batch pair ana/m1 ben cy = not applied 1 ana/m1 hi',
      'c-3 QUORUM outbox ben = 1 ana/m1 hi',
    ]);
  });
});
