/** The ring against published figures: load spread with 100 points, and who moves when. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { createRing, ownerOf } from '../../../src/models/load-balancer/hash-ring.ts';
import { sampleOf } from '../../proof-size.ts';

const servers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index, name: `server-${index + 1}` }));

const all = () => true;
const users = Array.from({ length: 20_000 }, (_, index) => `user-${index}`);

describe('the load of a server', () => {
  /** Standard deviation of the servers' shares of the circle, over their mean. */
  function spread(count: number, points: number): number {
    const ring = createRing(servers(count), points);
    const shares = Array.from({ length: count }, () => 0);
    ring.points.forEach((point, index) => {
      const before = index === 0 ? ring.points.at(-1)! - 2 ** 32 : ring.points[index - 1]!;
      shares[ring.owners[index]!]! += (point - before) / 2 ** 32;
    });
    const variance = shares.reduce((sum, share) => sum + (share * count - 1) ** 2, 0) / count;
    return Math.sqrt(variance);
  }

  // Exact for random points: sqrt((N - 1) / (N V + 1)); a sample of 1000 servers is near it.
  const published = [
    [1, 0.999],
    [10, 0.316],
    [100, 0.0999],
    [256, 0.0625],
  ] as const;
  test.each(sampleOf(published, 2))(
    'with %i points each deviates by %d of the mean',
    (points, published) => {
      expect(spread(1000, points) / published).toBeGreaterThan(0.9);
      expect(spread(1000, points) / published).toBeLessThan(1.1);
    },
  );
});

describe('a server that comes or goes', () => {
  test('takes about its share from all others, and nobody else moves', () => {
    const [before, after] = [createRing(servers(9), 100), createRing(servers(10), 100)];
    const moved = users.filter((user) => ownerOf(before, user, all) !== ownerOf(after, user, all));
    for (const user of moved) expect(ownerOf(after, user, all)).toBe(9);
    expect(moved.length / users.length).toBeGreaterThan(0.08);
    expect(moved.length / users.length).toBeLessThan(0.12);
  });

  test('passing over a sick one gives the same owners as a ring without it', () => {
    const ring = createRing(servers(5), 100);
    const without = createRing(
      servers(5).filter(({ index }) => index !== 2),
      100,
    );
    fc.assert(
      fc.property(fc.string(), (user) => {
        expect(ownerOf(ring, user, (server) => server !== 2)).toBe(ownerOf(without, user, all));
      }),
    );
  });

  test('leaves nobody when it was the last', () => {
    expect(ownerOf(createRing(servers(3), 10), 'ana', () => false)).toBe(-1);
    expect(ownerOf(createRing([], 10), 'ana', all)).toBe(-1);
  });
});

test('a key past the last point belongs to the first one', () => {
  const ring = createRing(servers(1), 1);
  for (const user of users.slice(0, 50)) expect(ownerOf(ring, user, all)).toBe(0);
});
