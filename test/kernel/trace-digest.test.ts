/** The digest: any difference shows, reading changes nothing, and it never changes by itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Digest, Trace } from '../../src/kernel/index.ts';
import { append, appendMany, row, type Row } from './trace-records.ts';

const base = row({
  ordinal: 4,
  timeUs: 2 ** 33 + 5,
  node: 1,
  kind: 2,
  cause: 0,
  join: 0,
  message: 5,
  a: 6,
  b: 7,
  c: 8,
});

function digestWith(fields: Partial<Row>): string {
  const trace = new Trace();
  append(trace);
  append(trace, { ...base, ...fields });
  append(trace, { timeUs: 2 ** 40 });
  return trace.digest();
}

describe('a difference shows', () => {
  const fields = Object.keys(base) as (keyof Row)[];

  test.each(fields)('in %s', (field) => {
    const otherValues = field === 'cause' || field === 'join' ? [-1] : [base[field] + 1, 0];
    for (const value of otherValues)
      expect(digestWith({ [field]: value })).not.toBe(digestWith({}));
  });

  test('in the upper half of the time alone', () => {
    expect(digestWith({ timeUs: 2 ** 34 + 5 })).not.toBe(digestWith({}));
  });

  test('in which field holds a value', () => {
    const digests = fields.map((field) => {
      const trace = new Trace();
      append(trace);
      append(trace, { [field]: field === 'cause' || field === 'join' ? 0 : 1 });
      return trace.digest();
    });
    expect(new Set(digests).size).toBe(fields.length);
  });

  test('in the order of two records', () => {
    const inOrder = (first: number, second: number): string => {
      const trace = new Trace();
      append(trace, { a: first });
      append(trace, { a: second });
      return trace.digest();
    };
    expect(inOrder(1, 2)).not.toBe(inOrder(2, 1));
  });

  test('in any record of a long trace, from the first to the last', () => {
    const digestWithChangeAt = (changed: number): string => {
      const trace = new Trace();
      for (let index = 0; index < 600; index += 1) append(trace, { c: index === changed ? 1 : 0 });
      return trace.digest();
    };
    const places = [-1, 0, 1, 254, 255, 256, 257, 511, 512, 513, 598, 599];
    expect(new Set(places.map(digestWithChangeAt)).size).toBe(places.length);
  });

  test('in a record of zeros more', () => {
    const digests = new Set<string>();
    for (let count = 0; count < 600; count += 1) {
      const trace = new Trace();
      for (let n = 0; n < count; n += 1) append(trace, { cause: -1 });
      digests.add(trace.digest());
    }
    expect(digests.size).toBe(600);
  });

  test('in a name, though no record speaks of it', () => {
    const digestOf = (...names: string[]): string => {
      const trace = new Trace();
      for (const name of names) trace.names.id(name);
      return trace.digest();
    };
    const digests = [
      digestOf(),
      digestOf(''),
      digestOf('a'),
      digestOf('b'),
      digestOf('a', 'b'),
      digestOf('b', 'a'),
      digestOf('ab'),
      digestOf('a', ''),
      digestOf('\0'),
      digestOf('a\0'),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('in any one value of any one record', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.nat(),
        fc.integer(),
        (values, at, to) => {
          const digestOf = (list: number[]): string => {
            const digest = new Digest();
            digest.addAll(list);
            return digest.text();
          };
          const place = at % values.length;
          const changed = values.with(place, to);
          expect(digestOf(changed) === digestOf(values)).toBe(values[place] === to);
        },
      ),
    );
  });
});

describe('reading', () => {
  test('gives 16 hexadecimal digits, the same each time', () => {
    const trace = new Trace();
    appendMany(trace, 100);
    expect(trace.digest()).toMatch(/^[0-9a-f]{16}$/);
    expect(trace.digest()).toBe(trace.digest());
  });

  test('at any moment changes nothing at the end', () => {
    const read = new Trace();
    const unread = new Trace();
    for (let n = 0; n < 700; n += 1) {
      appendMany(read, 1);
      appendMany(unread, 1);
      if (n % 7 === 0) read.digest();
      if (n % 11 === 0) read.mark();
    }
    expect(read.digest()).toBe(unread.digest());
  });

  test('sees each record as soon as it is there', () => {
    const trace = new Trace();
    const digests = new Set([trace.digest()]);
    for (let n = 0; n < 600; n += 1) {
      appendMany(trace, 1);
      digests.add(trace.digest());
    }
    expect(digests.size).toBe(601);
  });
});

test('the bits of a digest are even', () => {
  const ones = new Int32Array(64);
  for (let n = 0; n < 2000; n += 1) {
    const digest = new Digest();
    digest.add(n);
    const value = BigInt(`0x${digest.text()}`);
    for (let bit = 0; bit < 64; bit += 1) {
      if ((value >> BigInt(bit)) & 1n) ones[bit] = ones[bit]! + 1;
    }
  }
  for (const count of ones) expect(Math.abs(count - 1000) / Math.sqrt(500)).toBeLessThan(4.5);
});

test('no two of a hundred thousand digests are equal', () => {
  const seen = new Set<string>();
  const digest = new Digest();
  for (let n = 0; n < 100_000; n += 1) {
    digest.add(n & 3);
    seen.add(digest.text());
  }
  expect(seen.size).toBe(100_000);
});

test('a saved state goes on from where it was', () => {
  const digest = new Digest();
  digest.addText('ana');
  const state = digest.save();
  digest.add(1);
  const expected = digest.text();
  const other = new Digest();
  other.restore(state);
  other.add(1);
  expect(other.text()).toBe(expected);
});

test('golden digests', () => {
  const trace = new Trace();
  const empty = trace.digest();
  append(trace, { ordinal: 1, timeUs: 12_345, node: 1, kind: 2, a: 3, b: 4, c: 5 });
  trace.names.id('ana');
  const one = trace.digest();
  appendMany(trace, 1000);
  expect([empty, one, trace.digest()]).toMatchInlineSnapshot(`
    [
      "fc601b4f9dcc22be",
      "808eb3e4b242ec93",
      "3fe53085d494294a",
    ]
  `);
});
