/** Bucket, edges and shield on the map: joined to whom they talk to, and a way for each packet. */
import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/app/stage/map/cast.ts';
import { layoutMap } from '../../../src/app/stage/map/layout.ts';
import { wayBetween } from '../../../src/app/stage/map/links.ts';
import { packetLook } from '../../../src/app/stage/packet-look.ts';
import { RECORD } from '../../../src/models/index.ts';
import { runMedia, sendsPhoto } from '../../world/media/media-chat.ts';

const run = runMedia({ script: [[2000, sendsPhoto('ana', 6)]], durationMs: 30_000 });
const { topology } = run;

describe.each(['columns', 'facing'] as const)('in %s', (arrangement) => {
  const cast = castOf(topology, run.input.scenario);
  const layout = layoutMap(topology, cast, arrangement, { width: 1200, height: 800 });

  test('every packet of a photo has a way over the links', () => {
    const without = new Set<string>();
    for (let index = 0; index < run.trace.length; index++) {
      const { kind, node, a: to, b } = run.trace.readRecord(index);
      if (kind !== RECORD.sent) continue;
      if (wayBetween(layout.links, topology, node, to) !== null) continue;
      const [from, target] = [node, to].map((each) => topology.nodes[each]!.name);
      without.add(`${run.trace.names.text(b)} from ${from} to ${target}`);
    }
    expect([...without]).toEqual([]);
  });

  test('caches are joined to their parent and their phones only', () => {
    const joined = (from: string, to: string) =>
      wayBetween(layout.links, topology, topology.indexOf(from), topology.indexOf(to)) !== null;
    expect(joined('edge', 'shield')).toBe(true);
    expect(joined('shield', 'bucket')).toBe(true);
    expect(joined('ana', 'edge')).toBe(true);
    expect(joined('ana', 'bucket')).toBe(true);
    expect(joined('ana', 'shield')).toBe(false);
    expect(joined('edge', 'bucket')).toBe(false);
  });
});

test('no two nodes touch, and all lie on the map, at every size', () => {
  const cast = castOf(topology, run.input.scenario);
  for (const arrangement of ['columns', 'facing'] as const) {
    for (const [width, height] of [
      [600, 560],
      [844, 320],
      [1440, 800],
    ] as const) {
      const { boxes, ...map } = layoutMap(topology, cast, arrangement, { width, height });
      const placed = [...boxes.values()];
      expect(placed).toHaveLength(topology.nodes.length);
      placed.forEach((box, at) => {
        expect(box.x + box.width).toBeLessThanOrEqual(map.width);
        expect(box.y + box.height).toBeLessThanOrEqual(map.height);
        for (const other of placed.slice(at + 1)) {
          const isApart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(isApart).toBe(true);
        }
      });
    }
  }
});

test('pieces look like letters, what is said of them like receipts', () => {
  expect(packetLook('mediaPiece', true)).toBe('letter');
  expect(packetLook('mediaStored', true)).toBe('receipt');
  expect(packetLook('mediaPut', true)).toBe('control');
});
