/** The published hashes of Kafka's own tests, and what adding partitions does to a conversation. */
import { describe, expect, test } from 'vitest';
import { murmur2, partitionOf } from '../../../src/models/protocol/murmur2.ts';
import vectors from './murmur2.json' with { type: 'json' };

const utf8 = new TextEncoder();

describe('placement by key', () => {
  test.each(vectors.published)('murmur2 of "$key"', ({ key, murmur2_int32 }) => {
    expect(murmur2(utf8.encode(key))).toBe(murmur2_int32);
  });

  test('a negative hash still names a partition: its sign bit is dropped, not its sign', () => {
    // -973932308 & 0x7fffffff = 1173551340
    expect(partitionOf('21', 6)).toBe(1_173_551_340 % 6);
    expect(partitionOf('abc', 1)).toBe(0);
  });

  test('from 6 to 12 partitions half of the keys move, from 12 to 13 nearly all', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `conversation-${at}`);
    const moved = (before: number, after: number) =>
      keys.filter((key) => partitionOf(key, before) !== partitionOf(key, after)).length / 20_000;
    expect(moved(6, 12)).toBeCloseTo(0.5, 1);
    expect(moved(12, 13)).toBeCloseTo(0.92, 1);
  });
});
