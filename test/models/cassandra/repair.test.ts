/** Anti-entropy repair in its corners, and what a node of a ring shows of all this. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/scenarios/index.ts';
import { play, QUICK, THREE } from './ring-play.ts';

const crash = (node: string): Action => ({ do: 'crash', node });
const restart = (node: string): Action => ({ do: 'restart', node });
const repairs = (lines: readonly string[], node: string) =>
  lines.filter((line) => line.startsWith(`${node} repair`)).map((line) => line.split(' ').at(-1));

describe('a repair', () => {
  test('brings both sides what they lack, and touches no node that has no copy to keep', () => {
    const quarter = 1n << 62n;
    const nodes = Object.fromEntries(
      [-2n, -1n, 0n, 1n].map((place, n) => {
        return [`c-${n + 1}`, { ...QUICK, initial_token: `${place * quarter}` }];
      }),
    );
    // '123' lies on c-2 and c-3, by its token.
    const { rowsOn, of, run } = play({
      nodes,
      design: { storeReplicas: 2, hintedHandoff: 'off', repairEveryMs: 10_000 },
      script: [
        [100, { do: 'cut', node: 'c-2', peer: 'c-3' }],
        [200, 'c-2 ONE insert 123 ana/m1 1'],
        [300, 'c-3 ONE insert 123 ben/m1 2'],
        [400, 'c-3 ONE status ana/m1 ben read'],
        [5000, { do: 'heal', node: 'c-2', peer: 'c-3' }],
      ],
      durationMs: 15_000,
    });
    for (const node of ['c-2', 'c-3']) {
      expect(rowsOn(node)).toEqual(['123 1 ana/m1 hi', '123 2 ben/m1 hi']);
    }
    for (const node of ['c-1', 'c-4']) expect(rowsOn(node)).toEqual([]);
    expect(repairs(of('state'), 'c-2')).toEqual(['repairing', 'idle']);
    expect(run.status).toBe('finished');
  });

  test('ends by itself when a peer dies over it, and is not begun where everybody is down', () => {
    const nodes = { ...THREE, 'c-1': { ...QUICK, write_request_timeout_in_ms: 1000 } };
    const { of } = play({
      nodes,
      design: { repairEveryMs: 10_000 },
      script: [
        [9500, crash('c-2')],
        [9500, crash('c-3')],
      ],
      durationMs: 25_000,
    });
    expect(repairs(of('state'), 'c-1')).toEqual(['repairing', 'idle']);
  });

  test('never comes where it is switched off', () => {
    const { sent } = play({ design: { repairEveryMs: 0 }, script: [], durationMs: 5000 });
    expect(sent('validate')).toBe(0);
  });
});

test('a node shows its ring, its partitions and rows, its hints and its ballots', () => {
  const { run } = play({
    script: [
      [100, 'c-1 QUORUM batch pair ana/m1 ben'],
      [200, 'c-1 QUORUM status ana/m1 ben read'],
      [300, crash('c-3')],
      [9000, 'c-1 QUORUM insert pair ana/m2 2 late'],
      [20_200, 'c-1 QUORUM delete ben ana/m1'],
    ],
    durationMs: 20_500,
  });
  const { tables, vital } = run.inspect(0);
  expect(vital).toEqual({ label: 'rows', value: 2 });
  const table = (title: string) => tables.find((each) => each.title === title)?.rows;
  expect(table('Ring')!.map(([name, status]) => `${name} ${status}`)).toEqual([
    'c-1 UN',
    'c-2 UN',
    'c-3 DN',
  ]);
  expect(Number(table('Ring')![2]![4])).toBeGreaterThan(10_000);
  expect(table('Partitions')!.map((row) => [row[0], row[3], row[4]])).toEqual([
    ['messages/pair', 2, 0],
    ['outbox/ben', 0, 1],
    ['statuses/ana/m1', 1, 0],
  ]);
  expect(table('messages')!.map((row) => row.slice(0, 5).join(' '))).toEqual([
    'pair 1 ana/m1 ana hi',
    'pair 2 ana/m2 ana late',
  ]);
  expect(table('outbox')).toBeUndefined();
  expect(table('statuses')!.map((row) => row.slice(0, 3).join(' '))).toEqual(['ana/m1 ben read']);
  expect(table('Hints')).toEqual([
    ['c-3', 'messages/pair', 'disk'],
    ['c-3', 'outbox/ben', 'memory'],
  ]);
  const [[place, promised, accepted, committed]] = table('Paxos') as [
    [string, number, null, number],
  ];
  expect([place, accepted]).toEqual(['messages/pair', null]);
  expect(committed).toBe(promised);
});

test('a node that comes back has its rows, its promises and its hints, and none of its requests', () => {
  const { answers, rowsOn, of } = play({
    nodes: { ...THREE, 'c-1': { ...QUICK, read_request_timeout_in_ms: 500 } },
    script: [
      [100, 'c-1 ALL unique pair ana/m1'],
      [200, { do: 'slow', node: 'c-2', addMs: 100 }],
      [200, { do: 'slow', node: 'c-3', addMs: 100 }],
      [300, 'c-1 ALL select pair'],
      [350, crash('c-1')],
      [360, restart('c-1')],
      [3000, 'c-2 SERIAL select pair'],
    ],
    durationMs: 4000,
  });
  expect(answers).toEqual([
    'c-1 ALL unique pair ana/m1 = 1 ana/m1 hi',
    'c-2 SERIAL select pair = 1 ana/m1 hi',
  ]);
  expect(rowsOn('c-1')).toEqual(['pair 1 ana/m1 hi']);
  expect(of('state').filter((line) => line.startsWith('c-1 node'))).toHaveLength(2);
});
