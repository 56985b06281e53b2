/** The stage with several nodes of the table: each has its place and its face, each packet its way. */
import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/app/stage/map/cast.ts';
import { layoutMap } from '../../../src/app/stage/map/layout.ts';
import { wayBetween } from '../../../src/app/stage/map/links.ts';
import type { Box } from '../../../src/app/stage/map/places.ts';
import { nodeFaces } from '../../../src/app/stage/projections/node-faces.ts';
import { vitalOf } from '../../../src/app/stage/vitals.ts';
import { nodeWords, storyOf } from '../../../src/measures/index.ts';
import { RECORD } from '../../../src/models/index.ts';
import { says } from '../../world/chat.ts';
import { ringScenario, runRingChat } from '../../world/ring-chat.ts';

const CHAT = {
  script: [
    [3000, { do: 'crash', node: 'cassandra-2' }],
    [9000, says('ana', 'Hello')],
    [14_000, { do: 'restart', node: 'cassandra-2' }],
  ],
  design: { readConsistency: 'ONE' },
  durationMs: 30_000,
} as const;
const run = runRingChat(CHAT);
const scenario = ringScenario(CHAT);
const { topology, trace } = run;
const records = Array.from({ length: trace.length }, (_, index) => trace.readRecord(index));

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('a ring on the stage', () => {
  test.each([
    ['columns', 600, 560],
    ['columns', 1440, 800],
    ['facing', 844, 320],
    ['facing', 1440, 800],
  ] as const)(
    'in %s at %s by %s: no two nodes touch, and every packet has a way',
    (arrangement, width, height) => {
      const layout = layoutMap(topology, castOf(topology, scenario), arrangement, {
        width,
        height,
      });
      const boxes = [...layout.boxes.values()];
      boxes.forEach((box, at) => {
        for (const other of boxes.slice(at + 1)) expect(touch(box, other)).toBe(false);
      });
      const sent = records.filter(({ kind }) => kind === RECORD.sent);
      const pairs = new Set(sent.map(({ node, a }) => `${node}>${a}`));
      for (const pair of pairs) {
        const [from, to] = pair.split('>').map(Number);
        expect(wayBetween(layout.links, topology, from!, to!), pair).not.toBeNull();
      }
      const ring = topology.ofKind('cassandra');
      expect(
        [...pairs].filter((pair) => pair.split('>').every((end) => ring.includes(Number(end)))),
      ).toHaveLength(6);
    },
  );

  test('shows on each replica how many rows it has, and what it believes of the others', () => {
    const branch = { nodes: topology, view: { names: trace.names } } as never;
    const faces = nodeFaces.start(branch);
    for (const record of records) nodeFaces.apply(faces, record, branch);
    const shown = topology.ofKind('cassandra').map((node) => {
      const face = faces.nodes[node]!;
      return [
        topology.nodes[node]!.name,
        vitalOf(face, topology.nodes[node]!).value,
        face.states.get('peers'),
      ];
    });
    expect(shown).toEqual([
      ['cassandra-1', 1, 'allUp'],
      ['cassandra-2', 1, 'allUp'],
      ['cassandra-3', 1, 'allUp'],
    ]);
  });

  test('is told in sentences', () => {
    const [first] = topology.ofKind('cassandra');
    expect(nodeWords(topology, first!)).toBe('Cassandra 1');
    const kinds: readonly number[] = [RECORD.peerDown, RECORD.peerUp, RECORD.hinted];
    const told = records.filter(({ kind }) => kinds.includes(kind));
    const sentences = told.map((record) => storyOf(record, trace.names, topology));
    expect(sentences).toContain('Cassandra 1 takes Cassandra 2 for down.');
    expect(sentences).toContain('Cassandra 1 hears of Cassandra 2 again.');
    expect(sentences.join()).toMatch(
      /Cassandra 1 keeps a hint of Ana's message 1 for Cassandra 2\./,
    );
  });
});
