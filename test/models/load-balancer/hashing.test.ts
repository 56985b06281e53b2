/** Jump hash, remainder and ring: golden values, who moves, and how unequal the shares are. */
import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { keyOf } from '../../../src/kernel/index.ts';
import { createRing, ownerOf, type HashRing } from '../../../src/models/load-balancer/hash-ring.ts';
import { jumpHash, moduloHash } from '../../../src/models/load-balancer/jump-hash.ts';
import published from './hashing.json' with { type: 'json' };
import { longTest, sampleOf } from '../../proof-size.ts';

// Half a second each on a quiet machine; this leaves room for one that is not.
vi.setConfig({ testTimeout: 60_000 });

const USERS = 40_000;
const keys = Array.from({ length: USERS }, (_, user) => keyOf(`user-${user}`) >>> 0);
const all = () => true;

/** How many standard errors a share of `count` lies from a probability. */
const errorsFrom = (share: number, probability: number, count: number): number =>
  Math.abs(share - probability) / Math.sqrt((probability * (1 - probability)) / count);

const movedShare = (before: (key: number) => number, after: (key: number) => number): number =>
  keys.filter((key) => before(key) !== after(key)).length / USERS;

describe('jump hash', () => {
  test('gives the golden values of Guava and of the reference C++ code', () => {
    const { golden_key_i_buckets_100, cases, reference_cpp_table } = published.jump_hash;
    golden_key_i_buckets_100.forEach((bucket, key) =>
      expect(jumpHash(BigInt(key), 100)).toBe(bucket),
    );
    for (const { key, buckets, bucket } of cases) {
      expect(jumpHash(BigInt(key), buckets)).toBe(bucket);
    }
    for (const { key, bucket_for_1_to_n: buckets } of reference_cpp_table) {
      buckets.forEach((bucket, place) => expect(jumpHash(BigInt(key), place + 1)).toBe(bucket));
    }
  });

  test.each(published.jump_hash.moved)(
    'from $n_from to $n_to servers 1/n of the users move, all to the new one',
    ({ n_from, n_to, expected }) => {
      expect(expected).toBeCloseTo(1 / n_to, 12);
      const before = (key: number) => jumpHash(BigInt(key), n_from);
      const after = (key: number) => jumpHash(BigInt(key), n_to);
      expect(errorsFrom(movedShare(before, after), 1 / n_to, USERS)).toBeLessThan(3);
      for (const key of keys) if (before(key) !== after(key)) expect(after(key)).toBe(n_to - 1);
    },
  );

  test('spreads users evenly: chi-square over ten servers', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const key of keys) counts[jumpHash(BigInt(key), 10)]! += 1;
    const chi = counts.reduce((sum, count) => sum + (count - USERS / 10) ** 2 / (USERS / 10), 0);
    // 9 degrees of freedom: 27.9 is passed once in a thousand.
    expect(chi).toBeLessThan(27.9);
  });

  test('takes a key of more than 64 bits by its last 64, and refuses no buckets', () => {
    expect(jumpHash((1n << 64n) + 5n, 100)).toBe(jumpHash(5n, 100));
    for (const buckets of [0, -1, 1.5, Number.NaN, 2 ** 32]) {
      expect(() => jumpHash(1n, buckets)).toThrow('expected a whole number from 1');
      expect(() => moduloHash(1, buckets)).toThrow('expected a whole number from 1');
    }
  });
});

test.each(published.modulo_hash_moved.rows)(
  'the remainder: from $n_from to $n_to servers $moved_exact of the users move',
  ({ n_from, n_to, moved_exact }) => {
    const share = movedShare(
      (key) => moduloHash(key, n_from),
      (key) => moduloHash(key, n_to),
    );
    expect(errorsFrom(share, moved_exact, USERS)).toBeLessThan(3);
    if (n_to === n_from + 1) expect(moved_exact).toBeCloseTo(n_from / n_to, 12);
  },
);

/** Servers named so that each replication lays its points elsewhere. */
const servers = (count: number, replication: number) =>
  Array.from({ length: count }, (_, index) => ({ index, name: `r${replication}-server-${index}` }));

/** Each server's share of the circle over the mean share. */
function shares(ring: HashRing, count: number): number[] {
  const each = Array.from({ length: count }, () => 0);
  ring.points.forEach((point, place) => {
    const before = place === 0 ? ring.points.at(-1)! - 2 ** 32 : ring.points[place - 1]!;
    each[ring.owners[place]!]! += ((point - before) / 2 ** 32) * count;
  });
  return each;
}

function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

const replications = (points: number): number => Math.max(40, Math.floor(20_000 / points));

describe('the ring', () => {
  const rows = published.ring_load_spread.rows.filter(
    ({ servers: count, vnodes }) => count * vnodes <= 10_000,
  );

  test.each(sampleOf(rows, 3))(
    '$servers servers with $vnodes points each: the spread is sqrt((N-1)/(NV+1))',
    ({ servers: count, vnodes, cv_exact }) => {
      expect(cv_exact).toBeCloseTo(Math.sqrt((count - 1) / (count * vnodes + 1)), 9);
      const squares = Array.from({ length: replications(count * vnodes) }, (_, replication) => {
        const each = shares(createRing(servers(count, replication), vnodes), count);
        return each.reduce((sum, share) => sum + (share - 1) ** 2, 0) / count;
      });
      const { mean, error } = meanAndError(squares);
      expect(Math.abs(mean - cv_exact ** 2) / error).toBeLessThan(3);
    },
  );

  longTest('99 % of a thousand servers with 100 points have 0.761 to 1.276 of the mean', () => {
    const row = published.ring_load_spread.rows.find((each) => {
      return each.servers === 1000 && each.vnodes === 100;
    })!;
    const each = shares(createRing(servers(1000, 1), 100), 1000);
    const outside = each.filter((share) => share < row.share_p0_5 || share > row.share_p99_5);
    expect(errorsFrom(outside.length / 1000, 0.01, 1000)).toBeLessThan(3);
  });

  test.each([
    // The harmonic number of the count, for one point each; simulated in the source for 100.
    [10, 1, 2.929, 0.001],
    [10, 100, 1.157, 0.0025],
  ])(
    'the fullest of %i servers with %i points has %d of the mean',
    (count, points, most, slack) => {
      const fullest = Array.from({ length: replications(count * points) }, (_, replication) =>
        Math.max(...shares(createRing(servers(count, replication), points), count)),
      );
      const { mean, error } = meanAndError(fullest);
      expect(Math.abs(mean - most)).toBeLessThan(3 * error + slack);
    },
  );

  test('a tenth server takes a tenth on average, as published for consistent hashing', () => {
    const moved = Array.from({ length: 40 }, (_, replication) => {
      const [before, after] = [9, 10].map((count) => createRing(servers(count, replication), 100));
      const users = Array.from({ length: 500 }, (__, user) => `user-${user}`);
      const gone = users.filter(
        (user) => ownerOf(before!, user, all) !== ownerOf(after!, user, all),
      );
      for (const user of gone) expect(ownerOf(after!, user, all)).toBe(9);
      return gone.length / users.length;
    });
    const { mean, error } = meanAndError(moved);
    expect(Math.abs(mean - 0.1) / error).toBeLessThan(3);
  });

  longTest('laid out by md5, a server that leaves gives up its own users and no others', () => {
    const md5 = (text: string) => createHash('md5').update(text).digest().readUInt32BE(0);
    const five = servers(5, 0);
    const ring = createRing(five, 100, md5);
    const without = createRing(
      five.filter(({ index }) => index !== 2),
      100,
      md5,
    );
    for (let user = 0; user < 5000; user += 1) {
      const before = ownerOf(ring, `user-${user}`, all, md5);
      const after = ownerOf(without, `user-${user}`, all, md5);
      if (before !== 2) expect(after).toBe(before);
      else expect(after).not.toBe(2);
    }
  });
});
