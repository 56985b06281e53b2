/** What a partition costs: one that is hot queues at its replicas, one that is large is slow to read. */
import { describe, expect, test } from 'vitest';
import { play, QUICK } from './ring-play.ts';

const four = Object.fromEntries(
  ['c-1', 'c-2', 'c-3', 'c-4'].map((name) => [name, { ...QUICK, writeUs: 1000, readUs: 0 }]),
);
/** Milliseconds until the last of a burst of writes is answered. */
const burst = (keyOf: (n: number) => string, storeReplicas: number): number => {
  const count = 80;
  const { timed } = play({
    nodes: four,
    design: { storeReplicas },
    script: Array.from({ length: count }, (_, n) => {
      return [100, `c-${1 + (n % 4)} ALL insert ${keyOf(n)} ana/m${n + 1} ${n + 1}`] as const;
    }),
    durationMs: 1000,
  });
  expect(timed).toHaveLength(count);
  return Math.max(...timed.map((line) => Number(line.split(' ')[0]))) - 100;
};

describe('a burst of writes', () => {
  test('to one partition has one node’s speed, however many nodes there are; spread it has more', () => {
    const hot = burst(() => 'pair', 1);
    const spread = burst((n) => `pair-${n}`, 1);
    // Each write is two rows of a millisecond, the message and the static one.
    expect(hot).toBeGreaterThan(160);
    expect(hot).toBeLessThan(166);
    expect(spread).toBeLessThan(hot / 2);
  });

  test('is no faster for more copies: every replica has to write it', () => {
    expect(burst((n) => `pair-${n}`, 4)).toBeGreaterThan(burst((n) => `pair-${n}`, 1) * 2);
  });

  test('heats the nodes that hold the partition, and only them', () => {
    const { run } = play({
      nodes: four,
      design: { storeReplicas: 2 },
      script: [1, 2, 3].map((n) => [n * 100, `c-1 ALL insert pair ana/m${n} ${n}`] as const),
      durationMs: 1000,
    });
    const heat = [0, 1, 2, 3].map((node) => {
      const table = run.inspect(node).tables.find(({ title }) => title === 'Partitions');
      return table?.rows[0]?.[6] ?? 0;
    });
    expect(heat.toSorted((one, other) => Number(one) - Number(other))).toEqual([0, 0, 3, 3]);
  });
});

describe('a partition that grows', () => {
  const rows = 64;
  const grown = (settings: object) =>
    play({
      nodes: { 'c-1': { ...QUICK, ...settings }, 'c-2': { ...QUICK, ...settings } },
      design: { storeReplicas: 2 },
      script: [
        [50, 'c-1 ONE insert pair ana/m1 1 hi'],
        [80, 'c-1 ONE select pair'],
        ...Array.from({ length: rows - 1 }, (_, n) => {
          return [100 + n, `c-1 ALL insert pair ana/m${n + 2} ${n + 2} hi`] as const;
        }),
        [500, 'c-1 ONE select pair 100'],
      ],
      durationMs: 1000,
    });

  test('takes longer to read by the rows that are gone over', () => {
    const { timed } = grown({ rowUs: 1000 });
    const tookMs = (from: number, place: number) => Number(timed.at(place)!.split(' ')[0]) - from;
    expect(tookMs(500, -1) - tookMs(80, 1)).toBeCloseTo(rows - 1, 3);
  });

  test('is warned of beyond compaction_large_partition_warning_threshold, as it doubles', () => {
    const kibibyte = 1 / 1024;
    const { of } = grown({ compaction_large_partition_warning_threshold_mb: kibibyte });
    const warnings = of('warned').filter((line) => line.startsWith('c-1'));
    expect(warnings.map((line) => line.replace(/ \d+$/, ''))).toEqual([
      'c-1 large partition messages/pair',
      'c-1 large partition messages/pair',
    ]);
    const bytes = warnings.map((line) => Number(line.split(' ').at(-1)));
    expect(bytes[0]).toBeGreaterThan(1024);
    expect(bytes[1]! / bytes[0]!).toBeCloseTo(2, 0);
    expect(grown({}).of('warned')).toEqual([]);
  });
});
