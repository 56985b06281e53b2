/** Tokens: the vectors that the drivers publish, byte for byte. */
import { describe, expect, test } from 'vitest';
import { tokenOf, tokenOfBytes } from '../../../src/models/cassandra/murmur3.ts';
import vectors from './murmur3.json' with { type: 'json' };

const bytesOf = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe('the token of a key', () => {
  test.each(vectors.published)('$from: $bytes_hex', ({ bytes_hex, token }) => {
    expect(tokenOfBytes(bytesOf(bytes_hex)).toString()).toBe(token);
  });

  test('an empty key lies at the beginning of the ring; int 1 where Cassandra puts it', () => {
    expect(tokenOf('')).toBe(-(2n ** 63n));
    expect(tokenOfBytes(Uint8Array.of(0, 0, 0, 1))).toBe(-4069959284402364209n);
  });

  test('reads the bytes of a view, not those around it', () => {
    const around = bytesOf('ff313233ff');
    expect(tokenOfBytes(around.subarray(1, 4))).toBe(tokenOf('123'));
  });
});
