/** Copies on both sides of an ocean: levels that wait for it, and levels that do not. */
import { describe, expect, test } from 'vitest';
import { replicasOf } from '../../../src/models/cassandra/ring.ts';
import { topologyOf } from '../../../src/models/protocol/index.ts';
import { play, QUICK } from './ring-play.ts';

const nodes = Object.fromEntries(
  ['eu', 'us'].flatMap((region) =>
    [1, 2, 3].map((n) => [`${region}-${n}`, { ...QUICK, region, writeUs: 0, readUs: 0, rowUs: 0 }]),
  ),
);

describe('a ring in two regions', () => {
  test('keeps so many copies in each of them', () => {
    const specs = Object.entries({ ...nodes, 'us-4': { region: 'us' } });
    const topology = topologyOf(
      specs.map(([name, settings]) => ({ name, kind: 'cassandra', settings })),
      [],
    );
    for (let n = 0; n < 50; n += 1) {
      const replicas = replicasOf(topology, `key-${n}`, 2).map(
        (node) => topology.nodes[node]!.name,
      );
      expect(replicas.filter((name) => name.startsWith('eu'))).toHaveLength(2);
      expect(replicas.filter((name) => name.startsWith('us'))).toHaveLength(2);
    }
  });

  test('answers LOCAL_QUORUM without crossing the ocean, QUORUM and EACH_QUORUM with it', () => {
    const { timed, rowsOn } = play({
      nodes,
      script: [
        [100, 'eu-1 LOCAL_QUORUM insert pair ana/m1 1'],
        [300, 'eu-1 LOCAL_QUORUM select pair'],
        [500, 'eu-1 QUORUM insert pair ana/m2 2'],
        [700, 'eu-1 EACH_QUORUM insert pair ana/m3 3'],
        [900, 'eu-1 QUORUM select pair'],
        [1100, 'eu-1 QUORUM unique pair ana/m4'],
      ],
      durationMs: 3000,
    });
    const tookMs = timed.map((line) => {
      const asked = [100, 300, 500, 700, 900, 1100][timed.indexOf(line)]!;
      return Math.round(Number(line.split(' ')[0]) - asked);
    });
    expect(tookMs).toEqual([4, 4, 84, 84, 84, 330]);
    for (const node of ['eu-3', 'us-2']) expect(rowsOn(node)).toHaveLength(4);
  });

  test('serves each side by itself while the ocean is cut: stale on one side, never at a loss', () => {
    const cuts = ['eu-1', 'eu-2', 'eu-3'].flatMap((node) =>
      ['us-1', 'us-2', 'us-3'].map((peer) => [100, { do: 'cut', node, peer }] as const),
    );
    const { answers } = play({
      nodes,
      script: [
        ...cuts,
        [200, 'eu-1 LOCAL_QUORUM insert pair ana/m1 1'],
        [300, 'us-1 LOCAL_QUORUM select pair'],
        [9000, 'eu-1 EACH_QUORUM insert pair ana/m2 2'],
        [9100, 'eu-1 QUORUM select pair'],
        [9200, 'eu-2 LOCAL_QUORUM select pair'],
      ],
      durationMs: 12_000,
    });
    expect(answers).toEqual([
      'eu-1 LOCAL_QUORUM insert pair ana/m1 1 = 1 ana/m1 hi',
      'us-1 LOCAL_QUORUM select pair = nothing',
      'eu-1 EACH_QUORUM insert pair ana/m2 2 = UnavailableException 2/4',
      'eu-1 QUORUM select pair = UnavailableException 3/4',
      'eu-2 LOCAL_QUORUM select pair = 1 ana/m1 hi',
    ]);
  });

  test('does not take a far acknowledgement for a near one', () => {
    const quick = { write_request_timeout_in_ms: 500 };
    const { answers } = play({
      nodes: { ...nodes, 'eu-1': { ...nodes['eu-1'], ...quick } },
      script: [
        [100, { do: 'crash', node: 'eu-2' }],
        [100, { do: 'crash', node: 'eu-3' }],
        [200, 'eu-1 LOCAL_QUORUM insert pair ana/m1 1'],
        [9000, 'eu-1 LOCAL_QUORUM insert pair ana/m2 2'],
        [9100, 'eu-1 QUORUM insert pair ana/m3 3'],
      ],
      durationMs: 12_000,
    });
    expect(answers).toEqual([
      'eu-1 LOCAL_QUORUM insert pair ana/m1 1 = WriteTimeoutException SIMPLE 1/2',
      'eu-1 LOCAL_QUORUM insert pair ana/m2 2 = UnavailableException 1/2',
      'eu-1 QUORUM insert pair ana/m3 3 = 3 ana/m3 hi',
    ]);
  });

  test('without regions takes LOCAL_QUORUM for QUORUM', () => {
    const { answers } = play({
      script: [
        [100, 'c-1 LOCAL_QUORUM insert pair ana/m1 1'],
        [200, { do: 'crash', node: 'c-2' }],
        [200, { do: 'crash', node: 'c-3' }],
        [9000, 'c-1 LOCAL_QUORUM select pair'],
      ],
      durationMs: 10_000,
    });
    expect(answers[1]).toBe('c-1 LOCAL_QUORUM select pair = UnavailableException 1/2');
  });
});
