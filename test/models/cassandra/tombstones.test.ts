/** Deleted rows: tombstones that outlive them, gc_grace_seconds, and rows that come back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyUpdate, compact, type Partitions } from '../../../src/models/cassandra/partitions.ts';
import {
  digestOf,
  isLive,
  lackingIn,
  mergeRow,
  mergeRows,
  purged,
} from '../../../src/models/cassandra/rows.ts';
import type { TableRow } from '../../../src/models/protocol/index.ts';
import type { Action } from '../../../src/scenarios/index.ts';
import { play, QUICK, THREE } from './ring-play.ts';

const crash = (node: string): Action => ({ do: 'crash', node });
const restart = (node: string): Action => ({ do: 'restart', node });

/** c-3 is down while ben's row is deleted, for longer than its hints are kept. */
const zombie = (repairEveryMs: number) =>
  play({
    design: { gcGraceMs: 60_000, hintWindowMs: 0, repairEveryMs },
    script: [
      [1000, 'c-1 ALL batch pair ana/m1 ben'],
      [2000, crash('c-3')],
      [20_000, 'c-1 QUORUM delete ben ana/m1'],
      [21_000, 'c-1 QUORUM outbox ben'],
      [30_000, restart('c-3')],
      // gc_grace_seconds are over at 80 s: the tombstones on c-1 and c-2 are purged.
      [90_000, 'c-1 ONE outbox ben'],
      [91_000, 'c-1 ALL outbox ben'],
      [92_000, 'c-2 ONE outbox ben'],
    ],
    durationMs: 95_000,
  });

describe('a deleted row', () => {
  test('comes back when a replica that missed the deletion is repaired after gc_grace_seconds only', () => {
    const { answers, of } = zombie(0);
    expect(answers.slice(2)).toEqual([
      'c-1 QUORUM outbox ben = nothing',
      'c-1 ONE outbox ben = nothing',
      'c-1 ALL outbox ben = 1 ana/m1 hi',
      // Read repair has written it to all: it is deleted nowhere any more.
      'c-2 ONE outbox ben = 1 ana/m1 hi',
    ]);
    expect(of('mended')).toEqual(['c-1 ana/m1 c-1 outbox ben', 'c-1 ana/m1 c-2 outbox ben']);
  });

  test('stays deleted when the repair comes in time', () => {
    const { answers, of } = zombie(25_000);
    expect(answers.slice(3)).toEqual([
      'c-1 ONE outbox ben = nothing',
      'c-1 ALL outbox ben = nothing',
      'c-2 ONE outbox ben = nothing',
    ]);
    expect(of('forgotten')).toEqual([
      'c-1 ana/m1 tableOutbox',
      'c-2 ana/m1 tableOutbox',
      'c-3 ana/m1 tableOutbox',
    ]);
  });

  test.each([
    ['a weekly repair', {}, 'nothing'],
    ['no repair', { repairEveryMs: 0 }, '1 ana/m1 hi'],
  ])(
    'by Cassandra’s own three hours and ten days: after %s, %j, there is %s',
    (_, design, left) => {
      const dayMs = 86_400_000;
      const slow = { gossipMs: 600_000 };
      const { answers, of } = play({
        nodes: { 'c-1': slow, 'c-2': slow, 'c-3': slow },
        design,
        script: [
          [1000, 'c-1 ALL batch pair ana/m1 ben'],
          [2000, crash('c-3')],
          [dayMs, 'c-1 QUORUM delete ben ana/m1'],
          [5 * dayMs, restart('c-3')],
          [12 * dayMs, 'c-1 ALL outbox ben'],
        ],
        durationMs: 13 * dayMs,
      });
      expect(of('hinted')).toEqual([]);
      expect(answers.at(-1)).toBe(`c-1 ALL outbox ben = ${left}`);
    },
  );

  test('leaves a tombstone that later reads pass over, until gc_grace_seconds are over', () => {
    const { run } = play({
      design: { gcGraceMs: 5000 },
      script: [
        [1000, 'c-1 ALL batch pair ana/m1 ben'],
        [2000, 'c-1 ALL delete ben ana/m1'],
        [9000, 'c-1 ALL outbox ben'],
      ],
      durationMs: 3000,
    });
    const tombstones = () =>
      run
        .inspect(0)
        .tables.find(({ title }) => title === 'Partitions')!
        .rows.map((row) => [row[0], row[4]]);
    expect(tombstones()).toEqual([
      ['messages/pair', 0],
      ['outbox/ben', 1],
    ]);
  });

  test('makes reads dear: beyond tombstone_failure_threshold they fail', () => {
    const many = Array.from({ length: 6 }, (_, n) => `ana/m${n + 1}`);
    const nodes = Object.fromEntries(
      Object.keys(THREE).map((name) => [
        name,
        { ...QUICK, tombstone_warn_threshold: 3, tombstone_failure_threshold: 5 },
      ]),
    );
    const { answers, of } = play({
      nodes,
      script: [
        ...many.map((name, n) => [n * 100 + 100, `c-1 ALL delete ben ${name}`] as const),
        [550, 'c-1 ONE outbox ben'],
        [900, 'c-1 ONE outbox ben'],
      ],
      durationMs: 2000,
    });
    expect(answers.filter((line) => line.includes('outbox'))).toEqual([
      'c-1 ONE outbox ben = nothing',
      'c-1 ONE outbox ben = ReadFailureException 0/1',
    ]);
    expect(of('warned')).toEqual(['c-1 tombstones outbox/ben 5', 'c-1 tombstones outbox/ben 6']);
  });
});

const timestampUs = fc.nat(4);
const cell = fc.record({ value: fc.constantFrom('', 'A', 'B'), timestampUs });
const anyRow: fc.Arbitrary<TableRow> = fc
  .record({
    cells: fc.record({ text: cell, sender: cell }, { requiredKeys: [] }),
    deleted: fc.option(fc.record({ timestampUs, deletedAtS: fc.nat(3) }), { nil: undefined }),
  })
  .map(({ cells, deleted }) => ({
    sequence: 1,
    name: 'ana/m1',
    cells: cells as TableRow['cells'],
    ...(deleted === undefined ? {} : { deleted }),
  }));

describe('rows of replicas', () => {
  test('come out the same in whatever order, and however often, the writes reach them', () => {
    fc.assert(
      fc.property(anyRow, anyRow, anyRow, (one, two, three) => {
        const there = mergeRow(mergeRow(one, two), three);
        const here = mergeRow(three, mergeRow(two, mergeRow(one, three)));
        expect(digestOf([there])).toBe(digestOf([here]));
        expect(lackingIn([there], [here])).toEqual([]);
        expect(isLive(there)).toBe(isLive(here));
      }),
      { numRuns: 1000 },
    );
  });

  const row = (name: string, timestampUs: number): TableRow => ({
    sequence: 0,
    name,
    cells: { text: { value: 'hi', timestampUs } },
  });
  const tombstone = (name: string, timestampUs: number, deletedAtS = 10): TableRow => ({
    sequence: 0,
    name,
    cells: {},
    deleted: { timestampUs, deletedAtS },
  });

  test('a tombstone wins over a cell of its own time, and loses to a later one', () => {
    expect(isLive(mergeRow(row('a', 5), tombstone('a', 5)))).toBe(false);
    expect(isLive(mergeRow(row('a', 6), tombstone('a', 5)))).toBe(true);
    expect(isLive(mergeRow(tombstone('a', 5), row('a', 4)))).toBe(false);
  });

  test('are lists in clustering order that merge row by row', () => {
    const merged = mergeRows([row('a', 1), row('c', 1)], [row('b', 1), row('c', 2)]);
    expect(merged.map(({ name, cells }) => `${name}${cells['text']!.timestampUs}`)).toEqual([
      'a1',
      'b1',
      'c2',
    ]);
    expect(lackingIn([row('a', 1), row('c', 1)], merged).map(({ name }) => name)).toEqual([
      'b',
      'c',
    ]);
  });

  test('are purged of tombstones from before gc_grace_seconds, not of those at its edge', () => {
    expect(purged(tombstone('a', 5, 9), 10)).toBeUndefined();
    expect(purged(tombstone('a', 5, 10), 10)).toEqual(tombstone('a', 5, 10));
    const alive = mergeRow(row('a', 6), tombstone('a', 5, 9));
    expect(purged(alive, 10)).toEqual(row('a', 6));
    const partitions: Partitions = new Map();
    const update = {
      table: 'outbox',
      key: 'ben',
      rows: [tombstone('a', 5, 9), row('b', 1)],
    } as const;
    expect(applyUpdate(partitions, update).map(({ change }) => change)).toEqual(['stored']);
    const partition = partitions.get('outbox/ben')!;
    compact(partition, 10);
    expect(partition.rows).toEqual([row('b', 1)]);
  });
});
