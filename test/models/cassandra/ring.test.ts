/** The token ring: who holds a key, how many make a quorum, and which rings cannot be. */
import { describe, expect, test } from 'vitest';
import { cassandra } from '../../../src/models/cassandra/index.ts';
import { blockFor, quorumOf } from '../../../src/models/cassandra/consistency.ts';
import { cassandraKnobs } from '../../../src/models/cassandra/knobs.ts';
import { messageRow } from '../../../src/models/cassandra/message-rows.ts';
import { tokenOf } from '../../../src/models/cassandra/murmur3.ts';
import { settingOf, type CassandraNode } from '../../../src/models/cassandra/node.ts';
import { replicasOf, ringOf, shareOf } from '../../../src/models/cassandra/ring.ts';
import { mergeRows } from '../../../src/models/cassandra/rows.ts';
import {
  topologyOf,
  type ConsistencyLevel,
  type NodeSpec,
  type TableRow,
} from '../../../src/models/protocol/index.ts';
import rules from './rules.json' with { type: 'json' };

const ring = (nodes: Readonly<Record<string, NodeSpec['settings']>>) =>
  topologyOf(
    Object.entries(nodes).map(([name, settings]) => ({ name, kind: 'cassandra', settings })),
    [],
  );

const namesOf = (topology: ReturnType<typeof ring>, nodes: readonly number[]) =>
  nodes.map((node) => topology.nodes[node]!.name);

describe('a token ring', () => {
  const quarter = 1n << 62n;
  const four = ring({
    a: { initial_token: `${-2n * quarter}` },
    b: { initial_token: `${-quarter}` },
    c: { initial_token: '0' },
    d: { initial_token: `${quarter}` },
  });

  test('gives a key to the first token at or after its own, clockwise, and then to the next nodes', () => {
    // '123' hashes to -7468325962851647638: behind a's token, so b is the first to come.
    expect(tokenOf('123')).toBe(-7468325962851647638n);
    expect(namesOf(four, replicasOf(four, '123', 1))).toEqual(['b']);
    expect(namesOf(four, replicasOf(four, '123', 3))).toEqual(['b', 'c', 'd']);
  });

  test('wraps around behind its last token, and at a token itself is inclusive', () => {
    const last = Array.from({ length: 50 }, (_, n) => `key-${n}`).find(
      (key) => tokenOf(key) > quarter,
    )!;
    expect(namesOf(four, replicasOf(four, last, 2))).toEqual(['a', 'b']);
    const exact = ring({ a: { initial_token: `${tokenOf('pair')}` }, b: { initial_token: '0' } });
    expect(namesOf(exact, replicasOf(exact, 'pair', 1))).toEqual(['a']);
  });

  test('has 16 tokens for each node by default, and passes over tokens of a node it has met', () => {
    const three = ring({ a: {}, b: {}, c: {} });
    expect(ringOf(three).tokens).toHaveLength(3 * rules.defaults.num_tokens);
    for (let n = 0; n < 200; n += 1) {
      expect(new Set(replicasOf(three, `key-${n}`, 3)).size).toBe(3);
    }
  });

  test('is evener with more virtual nodes', () => {
    const spread = (num_tokens: number) => {
      const nodes = ring({
        a: { num_tokens },
        b: { num_tokens },
        c: { num_tokens },
        d: { num_tokens },
      });
      const shares = [0, 1, 2, 3].map((node) => shareOf(nodes, node));
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 4);
      return Math.max(...shares) - Math.min(...shares);
    };
    expect(spread(256)).toBeLessThan(spread(1) / 3);
    expect(spread(256)).toBeLessThan(0.1);
  });

  test('moves only the ranges that a new node takes: about a fifth for the fifth', () => {
    const before = ring({ a: {}, b: {}, c: {}, d: {} });
    const after = ring({ a: {}, b: {}, c: {}, d: {}, e: {} });
    const keys = Array.from({ length: 2000 }, (_, n) => `key-${n}`);
    const moved = keys.filter((key) => {
      return replicasOf(before, key, 1)[0] !== replicasOf(after, key, 1)[0];
    });
    expect(moved.every((key) => replicasOf(after, key, 1)[0] === 4)).toBe(true);
    expect(moved.length / keys.length).toBeCloseTo(shareOf(after, 4), 1);
  });

  test.each([
    [{ num_tokens: 0 }, 'node "a": num_tokens is 0; a node needs at least one token'],
    [
      { initial_token: 'x' },
      'node "a": initial_token is "x"; write whole numbers with commas between them',
    ],
    [{ initial_token: '0' }, 'node "a": b has the token 0 already'],
    [
      { initial_token: `${1n << 63n}` },
      'node "a": the token 9223372036854775808 does not fit into 64 bits',
    ],
    [
      { phi_convict_threshold: 4 },
      'node "a": phi_convict_threshold must be between 5 and 16, but was 4',
    ],
  ])('%j is refused before anything runs', (settings, sentence) => {
    const topology = ring({ a: settings, b: { initial_token: '0' } });
    expect(() => cassandra.createStore(topology.nodes[0]!, topology)).toThrow(sentence);
  });
});

describe('consistency levels', () => {
  test.each(Object.entries(rules.quorum))('of %s copies a quorum is %s', (factor, quorum) => {
    expect(quorumOf(Number(factor))).toBe(quorum);
  });

  test.each<[ConsistencyLevel, number]>([
    ['ANY', 1],
    ['ONE', 1],
    ['TWO', 2],
    ['THREE', 3],
    ['QUORUM', 3],
    ['SERIAL', 3],
    ['ALL', 5],
  ])('%s waits for %s of five', (level, waits) => {
    expect(blockFor(level, 5)).toBe(waits);
  });

  /** Every way of choosing `size` of the numbers below `count`. */
  function subsets(count: number, size: number, from = 0): number[][] {
    if (size === 0) return [[]];
    const firsts = Array.from({ length: count - from }, (_, n) => from + n);
    return firsts.flatMap((first) =>
      subsets(count, size - 1, first + 1).map((rest) => [first, ...rest]),
    );
  }

  test.each(rules.overlap)('RF $RF, W $W, R $R: misses $p_read_set_misses_all_written', (row) => {
    const written = messageRow(
      {
        name: 'ana/m1',
        conversation: 'pair',
        sender: 'ana',
        text: 'hi',
        typedAtUs: 1,
        sequence: 1,
      },
      1,
    );
    const replicas = Array.from({ length: row.RF }, (_, n): TableRow[] =>
      n < row.W ? [written] : [],
    );
    const reads = subsets(row.RF, row.R).map((set) =>
      set.map((n) => replicas[n]!).reduce(mergeRows),
    );
    const missed = reads.filter((rows) => rows.length === 0).length / reads.length;
    expect(missed).toBeCloseTo(row.p_read_set_misses_all_written, 12);
    expect(missed === 0).toBe(row.overlap);
    expect([row.RF - row.W, row.RF - row.R]).toEqual([row.write_tolerates, row.read_tolerates]);
  });
});

test('defaults are those of cassandra.yaml and TableParams', () => {
  const plain = { spec: { settings: {} } } as CassandraNode;
  const ms = (text: string) => Number.parseInt(text, 10);
  const { defaults } = rules;
  expect(settingOf(plain, 'write_request_timeout_in_ms')).toBe(ms(defaults.write_request_timeout));
  expect(settingOf(plain, 'read_request_timeout_in_ms')).toBe(ms(defaults.read_request_timeout));
  expect(settingOf(plain, 'cas_contention_timeout_in_ms')).toBe(
    ms(defaults.cas_contention_timeout),
  );
  expect(settingOf(plain, 'hints_flush_period_in_ms')).toBe(ms(defaults.hints_flush_period));
  expect(settingOf(plain, 'phi_convict_threshold')).toBe(defaults.phi_convict_threshold);
  expect(cassandraKnobs.hintWindowMs.initial).toBe(ms(defaults.max_hint_window) * 3_600_000);
  expect(cassandraKnobs.gcGraceMs.initial).toBe(defaults.gc_grace_seconds * 1000);
  expect(cassandraKnobs.readRepair.initial).toBe(defaults.read_repair);
  expect(cassandraKnobs.hintedHandoff.initial).toBe('on');
});
